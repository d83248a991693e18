import { course, type Subject } from './catalogue-entry.ts';

export const law: Subject = {
  name: 'Law and Politics',
  faculty: 'Business and Law',
  courses: [
    course(
      'LAW101',
      'introductory',
      'Law in Daily Life',
      'Contracts, neighbours, work, family and the police: rights and duties that everybody meets. You read short statutes and real judgments, learn how a court proceeds, write a letter of complaint that works, and find out when to look for a lawyer and how to afford one.',
    ),
    course(
      'LAW102',
      'introductory',
      'Democracy and Its Institutions',
      'Parliaments, parties, courts, media and elections compared across countries. What makes a vote fair, a government stable and a constitution last? You count votes under five systems, visit a council meeting, follow a bill, and debate the rules by which we debate.',
    ),
    course(
      'LAW201',
      'intermediate',
      'Contract and Consumer Law',
      'Offer, acceptance, performance and breach, from the bakery to the app store. General terms, warranty, withdrawal and liability are practised on real disputes. You draft a fair contract for a freelance designer and then argue, for both sides, the case that follows from its gaps.',
      ['LAW101'],
    ),
    course(
      'LAW202',
      'intermediate',
      'Human Rights',
      'The history, philosophy and practice of rights that belong to everyone. Freedom of expression, asylum, torture, discrimination and social rights are traced through landmark decisions. Students write a submission for a simulated regional court and plead it before a visiting judge in robes.',
      ['LAW101'],
    ),
    course(
      'LAW203',
      'intermediate',
      'International Relations',
      'War, trade, treaties and organisations between states that recognise no master. Realist, liberal and critical theories are tested on current conflicts. In a week-long simulation delegations negotiate about a disputed sea, under time pressure, with leaks, allies and domestic voters at their backs.',
      ['LAW102'],
    ),
    course(
      'LAW204',
      'intermediate',
      'Data Protection and Digital Rights',
      'Privacy law for people who build or run systems. Personal data, consent, purpose, access, deletion and transfer under the General Data Protection Regulation are applied to a school, a clinic and an online shop. You conduct an impact assessment and answer an annoyed data subject.',
      ['LAW101'],
    ),
    course(
      'LAW205',
      'intermediate',
      'Criminology',
      'Why people break the law and how societies respond. Crime statistics, victims, policing, prison, probation and restorative justice are studied with visits to a court and a penal institution. Popular fears are compared with evidence, and punishment with what actually reduces reoffending.',
      ['LAW101'],
    ),
    course(
      'LAW301',
      'advanced',
      'Intellectual Property',
      'Copyright, patents, trade marks and designs in an age of copying. Open licences, fair use, software, seeds and generated images raise the hard questions. You search prior art, draft a licence, and negotiate the settlement of a dispute between a musician and a platform.',
      ['LAW201'],
    ),
    course(
      'LAW302',
      'advanced',
      'Public Policy Analysis',
      'Turn a public problem into options, criteria and a recommendation. Stakeholders, budgets, evaluation and implementation are practised on housing, school meals and night trains. Every student writes a memorandum of three pages for a real decision maker, who comes to class and asks questions.',
      ['LAW102', 'ECO101'],
    ),
  ],
};
