/**
 * Sudden emptiness is never believed. A right was taken away, a list broke off, ids changed their form: in each case an LMS
 * answers with a shorter list, and says "done". So before anything of a scope is removed, what would go is compared with what
 * stays. Explicit removals ("this person has left") are no guesses and are not judged here.
 *
 * A scope is the catalogue, the members of one course, or the members of all courses that a run has looked at. All of a run's
 * courses are judged together too, because a school of small courses may lose everybody without any course losing five.
 */

/** What one source had in a scope before a run. */
export interface Turnover {
  /** Documents that it does not say any more. */
  gone: number;
  /** Documents that it has said again. Who came in this run is neither. */
  stayed: number;
}

export interface ScopeTurnover {
  all: Turnover;
  /**
   * Those among them who learn there and were not said to have left; of courses nothing. A list of the teachers alone would
   * otherwise pass where there are many teachers.
   */
  learners: Turnover;
}

/** Fewer may go at once: a tutorial of four ends. */
const fewest = 5;

/** Up to so many gone documents can be believed whatever stays. */
export const alwaysBelieved = Math.floor(fewest / 2);

/** False: more than half of at least five would go. */
export function isBelieved({ all, learners }: ScopeTurnover): boolean {
  return [all, learners].every(({ gone, stayed }) => gone + stayed < fewest || gone <= stayed);
}

/** @returns the scopes of which nothing may be removed; `all` where that is so of all together */
export function findHeldBack<Scope>(
  scopes: ReadonlyMap<Scope, ScopeTurnover>,
  together: ScopeTurnover = addUp(scopes.values()),
): 'all' | Set<Scope> {
  if (!isBelieved(together)) return 'all';
  const held = Array.from(scopes).filter(([, turnover]) => !isBelieved(turnover));
  return new Set(held.map(([scope]) => scope));
}

export function addUp(turnovers: Iterable<ScopeTurnover>): ScopeTurnover {
  const sum = noTurnover();
  for (const one of turnovers)
    for (const group of ['all', 'learners'] as const) {
      sum[group].gone += one[group].gone;
      sum[group].stayed += one[group].stayed;
    }
  return sum;
}

export function noTurnover(): ScopeTurnover {
  return { all: { gone: 0, stayed: 0 }, learners: { gone: 0, stayed: 0 } };
}
