import { course, type Subject } from './catalogue-entry.ts';

export const humanities: Subject = {
  name: 'History and Literature',
  faculty: 'Arts and Humanities',
  courses: [
    course(
      'HUM101',
      'introductory',
      'A Short History of Almost Everywhere',
      'From the first cities to the present in twelve weeks, with as much attention to Timbuktu and Nanjing as to Rome. Each session starts from one object: a tablet, a coin, a sewing machine. You learn to date it, question it and connect it to other lives.',
    ),
    course(
      'HUM102',
      'introductory',
      'Reading Novels Closely',
      'Five novels, read slowly. Narrators who lie, time that jumps, style that persuades: you learn to notice what a text does before deciding what it means. Short weekly notes replace the long essay, and the last meeting is spent with an author who answers for her decisions.',
    ),
    course(
      'HUM103',
      'introductory',
      'Questions of Philosophy',
      'What can we know, what should we do, and who are we to ask? Plato, Descartes, Hume, Kant, Beauvoir and Ubuntu thought are read in short passages. You practise stating an argument in its strongest form, especially when you mean to disagree with it.',
    ),
    course(
      'HUM201',
      'intermediate',
      'Medieval Worlds',
      'Monks, merchants, peasants and queens between Iceland and Baghdad. Charters, chronicles, bones and cathedrals are read as sources, with Latin in small doses. Plague, crusade, trade and heresy are reconsidered, and the word medieval is retired as an insult by the end of term.',
      ['HUM101'],
    ),
    course(
      'HUM202',
      'intermediate',
      'The Twentieth Century in Sources',
      'Letters, posters, newsreels, trial records and statistics from an age of extremes. Revolution, genocide, decolonisation, cold war and consumer culture are studied through the traces they left. Each student edits one unpublished document from a local archive, with introduction and notes for readers.',
      ['HUM101'],
    ),
    course(
      'HUM203',
      'intermediate',
      'Poetry: Forms and Freedom',
      'Sonnets, ghazals, haiku, free verse and spoken word, read aloud and learned by heart. Metre, image, line and silence are studied by imitation, since writing a bad villanelle teaches much about good ones. The course publishes a small printed anthology at the end of each year.',
      ['HUM102'],
    ),
    course(
      'HUM204',
      'intermediate',
      'Ethics in Practice',
      'Euthanasia, animal experiments, war, lying, wealth and artificial intelligence: hard cases argued with the help of consequentialist, Kantian, virtue and care ethics. You sit on a mock hospital committee, write a minority opinion, and learn how to change your mind in public without embarrassment.',
      ['HUM103'],
    ),
    course(
      'HUM205',
      'intermediate',
      'Religions in Comparison',
      'Rites, texts, images and communities of Judaism, Christianity, Islam, Hinduism, Buddhism and newer movements. Believers and scholars speak as guests, and visits lead to five places of worship. The course asks what religion is before it asks whether any of it is true.',
      [],
      { discontinued: true },
    ),
    course(
      'HUM301',
      'advanced',
      'Archives and Digital History',
      'Find, describe, digitise and interpret historical records. Palaeography, metadata, text recognition, network analysis and mapping are applied to a collection of emigrants’ letters. You learn what archives leave out, who decided so, and how careful digital methods can bring silenced people back.',
      ['HUM202'],
    ),
    course(
      'HUM302',
      'advanced',
      'World Literature and Translation',
      'Epics, novels and plays that travelled: Gilgamesh, the Thousand and One Nights, Achebe, Szymborska, Murakami. What is lost, gained and invented on the way between languages and markets? Seminars compare several translations of one page and the publishing histories that stand behind them.',
      ['HUM102', 'HUM203'],
    ),
  ],
};
