import type { Session } from '../../models/session.ts';

/** Mentor: whom Canvas lets look on at somebody else's course. Not a learner there, so not with a panel of their own. */
const instructorRoles = [
  'Instructor',
  'ContentDeveloper',
  'Mentor',
  'Manager',
  'Faculty',
  'TeachingAssistant',
];
const administratorRoles = ['Administrator', 'SysAdmin', 'AccountAdmin'];
/** A learner of any kind: LIS knows a kind called Instructor, too (…/membership/Learner#Instructor). */
const learnerRoles = ['Learner', 'Student'];

/**
 * What the person is here (LTI Core, appendix A.2). Platforms send URNs (…/membership#Instructor,
 * …/membership/Instructor#TeachingAssistant) or short names. Roles in the course outweigh those in the institution:
 * a lecturer who attends a course as a learner is a learner there. Unknown roles count as learner.
 */
export function roleOf(roles: readonly unknown[]): Session['role'] {
  const all = roles.map(String);
  const inCourse = all.filter((role) => /\/membership[/#]/.test(role) || !role.includes('#'));
  if (all.some((role) => isAny(role, administratorRoles))) return 'administrator';
  const deciding = inCourse.length > 0 ? inCourse : all;
  const teaches = (role: string) => isAny(role, instructorRoles) && !isAny(role, learnerRoles);
  return deciding.some(teaches) ? 'instructor' : 'learner';
}

/** Nobody real, such as who Canvas lets a teacher see a course as (LTI Core, appendix A.2.4). */
export function isTestUser(roles: readonly unknown[]): boolean {
  return roles.some((role) => isAny(String(role), ['TestUser']));
}

function isAny(role: string, names: readonly string[]): boolean {
  return role.split(/[#/]/).some((part) => names.includes(part));
}
