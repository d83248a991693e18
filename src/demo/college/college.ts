import type { Level } from './catalogue/catalogue-entry.ts';

/** An invented college: everything that the demo LMS shows and the tool learns from. */
export interface College {
  name: string;
  courses: CollegeCourse[];
  people: Person[];
  /** Oldest first. */
  enrolments: CollegeEnrolment[];
}

export interface CollegeCourse {
  /** The LMS's own id, a number as Moodle's. */
  key: string;
  code: string;
  title: string;
  description: string;
  /** Subject, then faculty. */
  categories: string[];
  level: Level;
  /** ECTS. */
  credits: number;
  /** BCP 47 tag of the language of instruction, which its title and description are in. */
  language: string;
  /** The same texts in further languages, by BCP 47 tag; empty for most courses. */
  translations: Readonly<Record<string, { title: string; description: string }>>;
  /** Keys. */
  prerequisites: string[];
  /** What it teaches, as the college states it; empty where it states nothing. */
  skills: readonly string[];
  /** Not open to new students after this. */
  closesAt?: Date;
  teacher: string;
}

export interface Person {
  /** The LMS's own id. */
  id: string;
  name: string;
  email: string;
  role: 'student' | 'instructor' | 'administrator';
  /** Students only. */
  programme?: string;
  /** Students only: how many terms they have been here, 0 for those who have just arrived. */
  terms?: number;
}

export interface CollegeEnrolment {
  learner: string;
  course: string;
  state: 'active' | 'completed' | 'withdrawn';
  at: Date;
}
