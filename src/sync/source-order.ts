/**
 * Whose word counts first, field by field (docs/decisions/0009-records-by-source.md). A source that is not named comes
 * before names-and-roles.
 */
export const sourceOrder = ['canvas', 'moodle', 'one-roster', 'csv', 'xapi'] as const;

/** A roster knows people and roles of today, and of a course no more than its title. */
const last = 'names-and-roles';

/** What is worked out of what all sources say (`catalogue/`): where none of them knows. */
export const derived = 'derived';

/** Sorts names of sources, the one whose word counts first in front. */
export function byOrder(a: string, b: string): number {
  return rankOf(a) - rankOf(b) || (a < b ? -1 : 1);
}

/** The same for who is in a course now: a roster of today comes before a file. */
export function byPresence(a: string, b: string): number {
  return presenceRankOf(a) - presenceRankOf(b) || byOrder(a, b);
}

function rankOf(name: string): number {
  if (name === derived) return sourceOrder.length + 2;
  if (name === last) return sourceOrder.length + 1;
  const rank = (sourceOrder as readonly string[]).indexOf(name);
  return rank === -1 ? sourceOrder.length : rank;
}

function presenceRankOf(name: string): number {
  return name === last ? rankOf('csv') - 0.5 : rankOf(name);
}
