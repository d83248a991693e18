import type { Person } from '../college/college.ts';

const vocabulary = 'http://purl.imsglobal.org/vocab/lis/v2';

/** What somebody is in one course; the words are those of the LIS context roles. */
export type CourseRole = 'Learner' | 'Instructor';

const institutionRoles: Readonly<Record<Person['role'], readonly string[]>> = {
  student: [`${vocabulary}/institution/person#Student`],
  instructor: [`${vocabulary}/institution/person#Instructor`],
  administrator: [
    `${vocabulary}/institution/person#Administrator`,
    `${vocabulary}/system/person#Administrator`,
  ],
};

/** The roles claim of a launch: full URNs (LTI Core, appendix A). */
export function roleClaim(person: Person, inCourse: CourseRole | undefined): string[] {
  const here = inCourse ? [`${vocabulary}/membership#${inCourse}`] : [];
  return [...institutionRoles[person.role], ...here];
}

/** Whether a role asked for, by its short name or its URN, is the one given. */
export function isRole(asked: string, role: string): boolean {
  return asked === role || asked === `${vocabulary}/membership#${role}`;
}
