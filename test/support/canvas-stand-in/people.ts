/** Somebody invented. */
export interface StandInPerson {
  /** Canvas's `lti_id`: opaque, another one at each school. */
  id: string;
  /** Sent only where Canvas sends it at privacy level anonymous. */
  name: string;
  roles: readonly string[];
  /** `$Canvas.xuser.allRoles`. */
  allRoles?: string;
}

/** An invented course. */
export interface StandInCourse {
  /** Opaque: what tools call it. */
  id: string;
  /** What Canvas's own pages call it. */
  number: number;
  title: string;
  members: readonly (StandInPerson & { concluded?: boolean })[];
}

const lis = 'http://purl.imsglobal.org/vocab/lis/v2';

/**
 * As Canvas sends them: the role in the course, beside those in the institution and the system, sorted. An observer has none
 * in the institution.
 */
export const roles = {
  student: [`${lis}/institution/person#Student`, `${lis}/membership#Learner`, `${lis}/system/person#User`],
  teacher: [
    `${lis}/institution/person#Instructor`,
    `${lis}/membership#Instructor`,
    `${lis}/system/person#User`,
  ],
  assistant: [
    `${lis}/institution/person#Instructor`,
    `${lis}/membership#Instructor`,
    `${lis}/membership/Instructor#TeachingAssistant`,
    `${lis}/system/person#User`,
  ],
  /** A parent, who may look on. */
  observer: [`${lis}/membership#Mentor`, `${lis}/system/person#User`],
  /** As whom a teacher looks at a course. */
  testStudent: [
    `${lis}/institution/person#Student`,
    `${lis}/membership#Learner`,
    `${lis}/system/person#User`,
    'http://purl.imsglobal.org/vocab/lti/system/person#TestUser',
  ],
  administrator: [`${lis}/institution/person#Administrator`, `${lis}/system/person#User`],
  /** Outside of a course. */
  studentOutside: [`${lis}/institution/person#Student`, `${lis}/system/person#User`],
  observerOutside: [`${lis}/system/person#User`],
} as const;

/** `count` students, named by the school so that nobody is at two. */
export function students(school: string, count: number): StandInPerson[] {
  return Array.from({ length: count }, (_, i) => ({
    ...{ id: `${school}-student-${i}`, name: `Student Number ${i} of ${school}` },
    roles: roles.student,
  }));
}
