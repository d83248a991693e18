import { course, type Subject } from './course.ts';

export const languages: Subject = {
  name: 'Languages',
  faculty: 'Arts and Humanities',
  courses: [
    course(
      'LAN101',
      'introductory',
      'Spanish for Beginners',
      'Introduce yourself, order, ask the way and tell of your day in Spanish. Sounds, present tense, articles and the first thousand words grow out of dialogues, songs and short films from Spain and Latin America. From the second week on, the classroom language is Spanish.',
    ),
    course(
      'LAN102',
      'introductory',
      'German for Beginners',
      'Greetings, shopping, travel and work in everyday German. Word order, cases and separable verbs are met in small portions and practised in pairs. You write postcards, listen to announcements on station platforms, and exchange voice messages with a partner class in Leipzig every week.',
    ),
    course(
      'LAN103',
      'introductory',
      'Mandarin Chinese: First Steps',
      'Tones, pinyin and two hundred characters for first conversations. Handwriting, typing and listening are trained together, with radicals as the key to memory. Tea, calendars, family names and city life give cultural context, and a guest family joins three of the evening sessions.',
    ),
    course(
      'LAN104',
      'introductory',
      'Sign Language and Deaf Culture',
      'See, sign and be seen: a visual language with its own grammar, taught by Deaf lecturers without voice. Fingerspelling, facial grammar, classifiers and everyday topics lead to simple conversations. History, poetry and the politics of access are part of the course from the start.',
    ),
    course(
      'LAN201',
      'intermediate',
      'Spanish in Conversation',
      'Past tenses, subjunctive and opinions: tell stories, disagree politely and make plans. Podcasts, newspaper columns and a short novel extend vocabulary. A tandem with students in Valparaíso accompanies the term, and each week somebody leads a discussion on a subject of their own choice.',
      ['LAN101'],
    ),
    course(
      'LAN202',
      'intermediate',
      'German for Work and Study',
      'Applications, meetings, lectures and forms in German. Passive voice, connectors and compound nouns are practised with authentic material from universities and workshops. You write a curriculum vitae and a summary, make telephone calls without panic, and prepare for the examination at level B2.',
      ['LAN102'],
    ),
    course(
      'LAN203',
      'intermediate',
      'Academic Writing in English',
      'Structure an argument, quote fairly, cite precisely and revise mercilessly. Paragraphs, hedging, transitions and abstracts are analysed in published articles from your own field. Peer review in small groups brings every participant from outline to a polished paper of two thousand words.',
    ),
    course(
      'LAN204',
      'intermediate',
      'Introduction to Linguistics',
      'Sounds, words, sentences and meaning, studied as a science. You transcribe dialects, analyse an unfamiliar language from scratch, examine how children and machines acquire grammar, and map the words for the end of the bread. Every myth about correct language is examined with suspicion.',
    ),
    course(
      'LAN301',
      'advanced',
      'Translation Workshop',
      'Recipes, contracts, poems, subtitles and user interfaces between English and a second language. Each genre brings its own loyalty, whether to wording, function, rhythm or space. Computer-assisted and machine translation are used and criticised, and a short text by a living author is published.',
      ['LAN201'],
    ),
    course(
      'LAN302',
      'advanced',
      'Interpreting in the Community',
      'Mediate between people in clinics, schools and public offices. Memory, note-taking, role, neutrality and terminology are trained in simulated and supervised assignments. Ethics and emotional strain receive as much room as technique, because an error can cost a patient or an asylum seeker dearly.',
      ['LAN202'],
    ),
    course(
      'LAN303',
      'advanced',
      'Literatura latinoamericana contemporánea',
      'Cuentos, novelas y crónicas de los últimos cincuenta años, leídos en español: memoria y dictadura, ciudad, exilio, género y humor. Cada semana se discute una obra, se escribe una reseña breve y se conversa con traductores y escritoras invitadas sobre el oficio de narrar hoy en América Latina.',
      ['LAN201'],
    ),
  ],
};
