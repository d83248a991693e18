import { course, type Subject } from './catalogue-entry.ts';

export const education: Subject = {
  name: 'Education',
  faculty: 'Health and Society',
  courses: [
    course(
      'EDU101',
      'introductory',
      'Becoming a Teacher',
      'Observe lessons, question your own school memories and stand in front of a class for the first time. Relationship, authority, diversity and the many tasks of the profession are discussed with experienced teachers. A portfolio helps you decide honestly whether this is the work for you.',
    ),
    course(
      'EDU102',
      'introductory',
      'Play and Early Childhood',
      'How children under six explore, speak, quarrel and invent. Development, attachment, play, nutrition and sleep are studied through weekly visits to a kindergarten. You plan small activities with sand, stories and music, and learn to step back at the moment when help would hinder.',
    ),
    course(
      'EDU201',
      'intermediate',
      'Designing Lessons That Work',
      'Aims, tasks, feedback and assessment that fit together. Research on explanation, practice, discussion and cognitive load is turned into lesson plans, taught in micro-sessions, filmed and revised. You build one teaching unit in your own subject and test it with pupils of a partner school.',
      ['EDU101'],
    ),
    course(
      'EDU202',
      'intermediate',
      'Inclusive Education',
      'Teach everyone in the room. Dyslexia, autism, hearing and visual impairment, giftedness, second languages and poverty are treated as facts of ordinary classes. Universal design, support plans and cooperation with families and specialists are practised on case files and in co-taught lessons.',
      ['EDU101'],
    ),
    course(
      'EDU203',
      'intermediate',
      'Digital Learning Environments',
      'Plan courses online and in blended form that people finish. Video, forums, quizzes, peer assessment, accessibility and learning analytics are used in a learning management system, and questioned there. You rebuild an existing course and compare completion, satisfaction and actual learning before and after.',
      ['EDU101'],
    ),
    course(
      'EDU204',
      'intermediate',
      'Adult Education and Training',
      'Learners who come after work, with experience, doubts and little time. Motivation, recognition of prior learning, facilitation, literacy and company training are studied on site. You design and run an evening workshop for the public, from the announcement to the evaluation form.',
      ['PSY102'],
    ),
    course(
      'EDU301',
      'advanced',
      'Educational Measurement',
      'Build a test that measures what it claims. Reliability, validity, item analysis, item response theory, rubrics and standard setting are applied to a real examination. You examine fairness across groups, interpret international comparisons with care, and report results so that learners can use them.',
      ['EDU201', 'DAT101'],
    ),
    course(
      'EDU302',
      'advanced',
      'School Development and Leadership',
      'Change a school without breaking it. Vision, teams, timetable, budget, evaluation and conflict are explored in long cases and through shadowing a head teacher. The final project accompanies one cooperating school through a term of change and tells it honestly what you saw.',
      ['EDU201'],
    ),
  ],
};
