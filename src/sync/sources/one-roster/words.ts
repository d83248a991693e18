/** What a role makes of a person in a class; undefined: nobody, such as a parent. */
export type RoleHere = 'learner' | 'staff' | undefined;

/** Roles of OneRoster 1.1 (§4.13.5, §4.13.6) and 1.2 (§4.7), those of users among them, because exporters write them too. */
const roles: ReadonlyMap<string, RoleHere> = new Map<string, RoleHere>([
  ['student', 'learner'],
  ...['teacher', 'aide', 'proctor', 'counselor', 'principal'].map((role) => [role, 'staff'] as const),
  ...['administrator', 'districtadministrator', 'siteadministrator', 'systemadministrator'].map(
    (role) => [role, 'staff'] as const,
  ),
  ...['guardian', 'parent', 'relative'].map((role) => [role, undefined] as const),
]);

/** 1.1 says `inactive` where 1.2 says `tobedeleted`. A bulk file, which has only what exists, may leave it empty. */
const statuses: ReadonlyMap<string, boolean> = new Map([
  ['', false],
  ['active', false],
  ['inactive', true],
  ['tobedeleted', true],
]);

/**
 * What a role makes of a person. A role of the institution's own (`ext:…`) is nobody's, because nobody knows what it means.
 * @returns 'unknown' for a word that is none of OneRoster's
 */
export function readRole(word: string): RoleHere | 'unknown' {
  const role = plain(word);
  if (role.startsWith('ext:')) return undefined;
  return roles.has(role) ? roles.get(role) : 'unknown';
}

/** Whether a status says that something is gone; 'unknown' for a word that is none of OneRoster's. */
export function readIsGone(word: string): boolean | 'unknown' {
  return statuses.get(plain(word)) ?? 'unknown';
}

/** "To be deleted" and `toBeDeleted` are one word. */
function plain(word: string): string {
  return word.toLowerCase().replace(/[\s_-]/g, '');
}

export const roleFault =
  'role is none of OneRoster’s, such as student or teacher, nor one of your own (ext:…)';
export const statusFault = 'status is none of active, inactive, tobedeleted';
