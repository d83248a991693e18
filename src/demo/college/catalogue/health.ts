import { course, type Subject } from './catalogue-entry.ts';

export const health: Subject = {
  name: 'Health',
  faculty: 'Health and Society',
  courses: [
    course(
      'HEA101',
      'introductory',
      'Foundations of Nursing Care',
      'Hygiene, mobility, vital signs, documentation and the dignity of the person in the bed. Skills are practised on one another and on manikins before the first days on a ward. Reflection groups talk about closeness, shame, death and what it means to care for strangers.',
    ),
    course(
      'HEA102',
      'introductory',
      'Anatomy for Health Professions',
      'Bones, muscles, organs, vessels and nerves, learned by drawing, palpation and three-dimensional models rather than by lists alone. Each region of the body is linked to an injury or illness that you will meet in practice, from the sprained ankle to the herniated disc.',
    ),
    course(
      'HEA103',
      'introductory',
      'First Aid and Emergency Response',
      'Recognise an emergency and act in the first ten minutes: resuscitation, bleeding, burns, stroke, seizures and shock. Scenario training with actors, noise and rain replaces slides. Successful participants receive a recognised certificate and a plan for keeping their skills from fading within the year.',
    ),
    course(
      'HEA104',
      'introductory',
      'Nutrition and Wellbeing',
      'What food does in the body and what habits do to food. Macronutrients, micronutrients, appetite, allergies and labels, with a kitchen as the laboratory. You keep a diary, question three popular diets with the help of original studies, and plan a week of meals for a family on a budget.',
    ),
    course(
      'HEA201',
      'intermediate',
      'Pharmacology Essentials',
      'How drugs reach their target, what they do there, and how the body gets rid of them. Dosage calculation, interactions, side effects and safe administration are trained with case files. Special attention goes to older patients who take eight medicines, and to pain, infection and anticoagulation.',
      ['HEA102'],
    ),
    course(
      'HEA202',
      'intermediate',
      'Mental Health Nursing',
      'Depression, psychosis, addiction and crisis, seen from both sides of the conversation. You practise listening, de-escalation and risk assessment with trained actors, learn the law on treatment against a person’s will, and work beside peer supporters who speak from their own experience of recovery.',
      ['HEA101'],
    ),
    course(
      'HEA203',
      'intermediate',
      'Epidemiology and Public Health',
      'Where diseases come from and how populations are protected. Incidence, prevalence, screening, outbreak investigation and vaccination are worked through with real data. A simulated epidemic runs through the whole term, and your decisions about testing, schools and communication change its course.',
      ['DAT101'],
    ),
    course(
      'HEA204',
      'intermediate',
      'Physiotherapy in Motion',
      'Assess posture, gait and strength, and plan exercise for recovery. Biomechanics, manual techniques, rehabilitation after knee and shoulder surgery, and motivation of patients who would rather rest. Practical sessions in the gymnasium and pool make up more than half of the contact time.',
      ['HEA102'],
    ),
    course(
      'HEA205',
      'intermediate',
      'Ageing and Dementia Care',
      'Living well in later life, with memory loss as well as without. Normal ageing, forms of dementia, communication, design of homes and wards, support for relatives and the end of life. Students accompany an older person through the term and write the biography together.',
      ['HEA101'],
    ),
    course(
      'HEA301',
      'advanced',
      'Health Informatics',
      'Electronic records, standards, terminologies and decision support, and why so many hospital systems are disliked by those who use them. You map a clinical process, exchange data with FHIR, protect privacy, and evaluate a sepsis alert that must neither miss patients nor cry wolf.',
      ['CMP202'],
    ),
    course(
      'HEA302',
      'advanced',
      'Evidence-Based Practice',
      'Turn a doubt at the bedside into a question, find the studies, judge them and act. Randomised trials, cohort studies, systematic reviews and qualitative research are appraised critically. The final project changes one routine on a cooperating ward and measures whether patients are better off.',
      ['HEA203'],
    ),
  ],
};
