/**
 * Which source counts first, for each field (docs/decisions/0009-records-by-source.md). A source that is not named here comes
 * before names-and-roles.
 */
export const sourceOrder = ['canvas', 'moodle', 'one-roster', 'csv', 'xapi'] as const;

/** A roster knows today's people and roles, and only the title of a course. */
const last = 'names-and-roles';

/** What is derived from all sources (`derivation/`). It counts where no source knows a field. */
export const derived = 'derived';

/** Sorts names of sources: the one that counts first comes first. */
export function byOrder(a: string, b: string): number {
  return rank(a) - rank(b) || (a < b ? -1 : 1);
}

/** The same for who is in a course now: there a roster of today comes before a file. */
export function byPresence(a: string, b: string): number {
  return presenceRank(a) - presenceRank(b) || byOrder(a, b);
}

function rank(name: string): number {
  if (name === derived) return sourceOrder.length + 2;
  if (name === last) return sourceOrder.length + 1;
  const place = (sourceOrder as readonly string[]).indexOf(name);
  return place === -1 ? sourceOrder.length : place;
}

function presenceRank(name: string): number {
  return name === last ? rank('csv') - 0.5 : rank(name);
}
