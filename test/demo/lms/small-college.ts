import type { College, CollegeCourse, Person } from '../../../src/demo/college/college.ts';

export const people = {
  ada: student('2001', 'Ada Roth', 'Botany'),
  bao: student('2002', 'Bao Lindqvist', 'Music'),
  newcomer: { ...student('2003', 'Zoë Kim', 'Music'), terms: 0 },
  teacher: person('1000', 'Rosa Vogel', 'instructor'),
  administrator: person('10', 'Ivo Chen', 'administrator'),
};

export const courses = {
  plants: course('101', 'BIO101', 'Plants around Us', 'Biology'),
  ecology: course('102', 'BIO201', 'Field Ecology', 'Biology', ['101']),
  choir: course('103', 'MUS101', 'Choir', 'Music'),
  lute: { ...course('104', 'MUS301', 'The Lute', 'Music'), closesAt: new Date('2020-03-01') },
};

/** Ada completed Plants around Us and takes Choir; Bao left Choir; `crowd` further students take Choir. */
export function smallCollege(crowd = 0): College {
  const extras = Array.from({ length: crowd }, (_, i) => student(`${3000 + i}`, `Student Nr${i}`, 'Music'));
  const at = new Date('2026-03-02');
  return {
    name: 'Small College',
    courses: Object.values(courses),
    people: [...Object.values(people), ...extras],
    enrolments: [
      { learner: people.ada.id, course: '101', state: 'completed', at: new Date('2025-09-02') },
      { learner: people.ada.id, course: '103', state: 'active', at },
      { learner: people.bao.id, course: '103', state: 'withdrawn', at },
      ...extras.map(({ id }) => ({ learner: id, course: '103', state: 'active' as const, at })),
    ],
  };
}

function person(id: string, name: string, role: Person['role']): Person {
  return { id, name, email: `${name.toLowerCase().replace(' ', '.')}@small.example`, role };
}

function student(id: string, name: string, programme: string): Person {
  return { ...person(id, name, 'student'), programme, terms: 2 };
}

function course(
  key: string,
  code: string,
  title: string,
  subject: string,
  prerequisites: string[] = [],
): CollegeCourse {
  const description = `What ${title} is about.`;
  const categories = [subject, 'Everything'];
  const level = 'introductory';
  return {
    key,
    code,
    title,
    description,
    categories,
    level,
    credits: 5,
    language: 'en',
    translations: {},
    prerequisites,
    skills: [],
    teacher: '1000',
  };
}
