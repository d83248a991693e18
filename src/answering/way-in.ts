import { type CourseEntry, entryWays } from '../../models/course.ts';

/** What says how people get into a course. */
export interface EntryRules {
  entry?: readonly CourseEntry[] | undefined;
  opensAt?: Date | undefined;
}

export interface FoundWayIn {
  /** The best way for this learner. Undefined: no source says how people get in. */
  wayIn?: CourseEntry;
  /** From when it can be taken, where that is later than now. */
  opensAt?: Date;
}

/** Ways that a learner can take, without being let in by somebody who must think of it first. */
const usable = new Set<CourseEntry['way']>(['open', 'key', 'request', 'payment', 'guest']);

interface Door {
  door: CourseEntry;
  /** When it opens, where that is later than now. */
  opens: Date | undefined;
}

/**
 * The best way into a course: one that is open today before one that opens later, then in the order of `entryWays`. A way for
 * members of a group is open to a learner who is known to be one, and it still names the group.
 * @param groups of people that the learner belongs to
 */
export function findWayIn(
  { entry, opensAt: courseOpensAt }: EntryRules,
  groups: ReadonlySet<string>,
  now: Date,
): FoundWayIn {
  const later = (time: Date | undefined) => (time && time > now ? time : undefined);
  const courseOpens = later(courseOpensAt);
  if (!entry) return courseOpens ? { opensAt: courseOpens } : {};
  const [best] = entry
    .map((door) => forLearner(door, groups))
    .map((door) => ({ door, opens: usable.has(door.way) ? later(door.opensAt) : undefined }))
    .sort(byWorth);
  const opensAt = latest(courseOpens, best?.opens);
  return { ...(best && { wayIn: best.door }), ...(opensAt && { opensAt }) };
}

function forLearner(door: CourseEntry, groups: ReadonlySet<string>): CourseEntry {
  const own = door.way === 'cohort' ? door.groups?.find((name) => groups.has(name)) : undefined;
  return own === undefined ? door : { ...door, way: 'open', groups: [own] };
}

/** The best first. */
function byWorth(a: Door, b: Door): number {
  return (
    Number(usable.has(b.door.way)) - Number(usable.has(a.door.way)) ||
    (a.opens?.getTime() ?? 0) - (b.opens?.getTime() ?? 0) ||
    entryWays.indexOf(a.door.way) - entryWays.indexOf(b.door.way)
  );
}

function latest(...times: (Date | undefined)[]): Date | undefined {
  return times.reduce((last, time) => (last && (!time || last > time) ? last : time), undefined);
}
