import type { Session } from '../../../models/session.ts';

const administratorRoles = ['Administrator', 'SysAdmin', 'AccountAdmin'];
const instructorRoles = [
  ...['Instructor', 'ContentDeveloper', 'Manager', 'Faculty', 'TeachingAssistant'],
  // Of no specification; some platforms write it.
  'Teacher',
];
/**
 * Of any kind (…/membership/Mentor#Advisor). A parent may come as Mentor in the course and as Observer in the institution. A guest
 * looks on, unless a learner as well.
 */
const observerRoles = ['Mentor', 'Observer', 'ExternalObserver', 'Guest'];
/** A learner of any kind: LIS has a kind of learner called Instructor, too (…/membership/Learner#Instructor). */
const learnerRoles = ['Learner', 'Student'];

/**
 * What the person is here (LTI Core, appendix A.2). Platforms send URNs (…/membership#Instructor,
 * …/membership/Instructor#TeachingAssistant) or short names. Roles in the course outweigh those in the institution:
 * a lecturer or an administrator who attends a course as a learner is a learner there. Canvas calls everybody an administrator
 * who may do something in any of its accounts. Unknown roles count as learner. A learner who is no real person is a test
 * student: teachers look at their course as one, and one who tests as staff is staff. Capitals say nothing.
 */
export function roleOf(all: readonly string[]): Session['role'] {
  const memberships = all.filter((role) => /\/membership[/#]/i.test(role));
  const inCourse = all.filter((role) => memberships.includes(role) || !role.includes('#'));
  const attends = memberships.length > 0 && memberships.every((role) => isAny(role, learnerRoles));
  if (!attends && all.some(administers)) return 'administrator';
  const deciding = inCourse.length > 0 ? inCourse : all;
  const learns = (role: string) => isAny(role, learnerRoles);
  const observes = (role: string) => isAny(role, observerRoles) && !learns(role);
  const teaches = (role: string) => isAny(role, instructorRoles) && !learns(role) && !observes(role);
  if (deciding.some(teaches)) return 'instructor';
  if (deciding.some(observes) && !deciding.some(learns)) return 'observer';
  return isTestUser(all) ? 'testStudent' : 'learner';
}

/** Whoever teaches here, or administers, even if not here. */
export function isStaff(roles: readonly string[]): boolean {
  return roles.some(administers) || roleOf(roles) === 'instructor';
}

function administers(role: string): boolean {
  return isAny(role, administratorRoles);
}

/** Not a real person, such as the student as whom a platform lets a teacher look at a course (LTI Core, appendix A.2.4). */
export function isTestUser(roles: readonly string[]): boolean {
  return roles.some((role) => isAny(role, ['TestUser']));
}

function isAny(role: string, names: readonly string[]): boolean {
  const parts = role.toLowerCase().split(/[#/]/);
  return names.some((name) => parts.includes(name.toLowerCase()));
}
