import type { Session } from '../../models/session.ts';

const instructorRoles = [
  'Instructor',
  'ContentDeveloper',
  'Mentor',
  'Manager',
  'Faculty',
  'TeachingAssistant',
];
const administratorRoles = ['Administrator', 'SysAdmin', 'AccountAdmin'];

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
  return deciding.some((role) => isAny(role, instructorRoles)) ? 'instructor' : 'learner';
}

function isAny(role: string, names: readonly string[]): boolean {
  return role.split(/[#/]/).some((part) => names.includes(part));
}
