import { course, type Subject } from './catalogue-entry.ts';

export const psychology: Subject = {
  name: 'Psychology',
  faculty: 'Health and Society',
  courses: [
    course(
      'PSY101',
      'introductory',
      'Mind and Behaviour',
      'Perception, memory, emotion, personality and social influence: the great questions of psychology and the experiments that tried to answer them. You take part in classic studies, repeat one yourself, and learn why several famous findings have not survived replication while others have.',
    ),
    course(
      'PSY102',
      'introductory',
      'Learning How to Learn',
      'What cognitive science says about study: spacing, retrieval, sleep, attention and motivation. You test the techniques on the subjects you are taking this term, keep a record, and build study habits that hold through examinations. Useful for every programme and for a lifetime of further learning.',
    ),
    course(
      'PSY201',
      'intermediate',
      'Developmental Psychology',
      'From the newborn’s first gaze to late adulthood. Attachment, language, thinking, play, identity and ageing are studied through observation in a nursery, interviews across generations and classic longitudinal research. Nature and nurture meet in twins, adoption and the surprising resilience of many children.',
      ['PSY101'],
    ),
    course(
      'PSY202',
      'intermediate',
      'Social Psychology',
      'How other people change what we think, feel and do, even when they are absent. Conformity, prejudice, persuasion, groups, helping and aggression are examined in field experiments that you design. Advertising, juries, football crowds and online communities provide the material for weekly seminars.',
      ['PSY101'],
    ),
    course(
      'PSY203',
      'intermediate',
      'Research Methods in Psychology',
      'Operationalise, randomise, measure and interpret. Experiments, questionnaires, interviews and observation are planned, preregistered and carried out in small groups. You analyse results in R, report effect sizes, discuss ethics before a mock committee, and write an article in the format of the discipline.',
      ['PSY101', 'DAT101'],
    ),
    course(
      'PSY204',
      'intermediate',
      'Psychology at Work',
      'Selection, motivation, leadership, stress and teams in organisations. You analyse a job, design a structured interview, examine burnout and job crafting, and evaluate whether a popular training programme keeps what it promises. Guests from a hospital, a factory and a start-up company supply the cases.',
      ['PSY101'],
    ),
    course(
      'PSY205',
      'intermediate',
      'Sport and Performance Psychology',
      'Concentration, arousal, confidence and recovery in athletes, musicians and surgeons. Mental training, goal setting, imagery and routines are tried out on the pitch and on the stage. Injury, pressure, eating disorders and the end of a career show where coaching stops and therapy begins.',
      ['PSY101'],
    ),
    course(
      'PSY301',
      'advanced',
      'Clinical Psychology',
      'Anxiety, depression, trauma, eating disorders and schizophrenia: diagnosis, explanation and evidence-based treatment. Cognitive behavioural methods are practised in role play under supervision. Stigma, culture and the limits of classification are discussed with people who have been on the receiving end of diagnoses.',
      ['PSY203'],
    ),
    course(
      'PSY302',
      'advanced',
      'Cognitive Neuroscience',
      'How the brain makes attention, memory, language and decisions possible. You design an EEG experiment, analyse open imaging data, study patients with focal lesions, and learn to recognise seductive but empty brain pictures. Reading recent papers and presenting them to the group is central.',
      ['PSY203'],
    ),
    course(
      'PSY303',
      'advanced',
      'Counselling Skills',
      'The craft of a helping conversation: presence, empathy, questions, silence and clear boundaries. Recorded practice sessions are discussed in small supervised groups. Motivational interviewing, grief, couples and crisis are treated in turn, along with the care that counsellors owe to themselves.',
      ['PSY201'],
    ),
  ],
};
