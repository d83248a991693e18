/** A person who was shown something new in a span of time, at their first look of it. */
export interface ShownPerson {
  /** Courses that were new to them on that page. */
  courses: number;
  /** Courses that they had been shown before. */
  known: number;
  /** They opened one of the new ones within a day. */
  opened: boolean;
}

/** How the shares of two groups of people who opened something differ, as if both groups had been shown as much. */
export interface Fall {
  /** People in each group who have people like them in the other. */
  before: number;
  now: number;
  /** Share of those now that opened something, 0…1. */
  share: number;
  /** What it would be if they had opened as those before did, 0…1. */
  expected: number;
}

/** So many people in each group, or nothing is said. */
export const leastPeople = 200;
/** The share has to be so much smaller than expected: holidays and the weeks after a term's first make it smaller by a quarter or so. */
const leastFall = 1 / 3;
/** One-sided p = .001 of the normal distribution. */
const boundary = 3.09;

/**
 * Whether fewer people open something of what they are shown than before, and how much fewer. Somebody who sees a whole page for the
 * first time opens something oftener than somebody who finds one new course among many known ones. So people are compared with those
 * who were shown about as many new courses, and knew about as many: by the test of Cochran, Mantel and Haenszel, without correction for
 * continuity (N. Mantel and W. Haenszel, "Statistical aspects of the analysis of data from retrospective studies of disease", JNCI 22,
 * 1959). How much it has fallen is told by direct standardisation over the same strata.
 * @returns undefined: there are too few people, or the share has not fallen significantly and by a third
 */
export function findFall(before: readonly ShownPerson[], now: readonly ShownPerson[]): Fall | undefined {
  const sum = { before: 0, now: 0, opened: 0, expected: 0, distance: 0, variance: 0 };
  for (const one of stratify(before, now)) {
    // There is nobody to compare them with.
    if (one.now.people === 0 || one.before.people === 0) continue;
    const people = one.now.people + one.before.people;
    const opened = one.now.opened + one.before.opened;
    sum.before += one.before.people;
    sum.now += one.now.people;
    sum.opened += one.now.opened;
    sum.expected += (one.now.people * one.before.opened) / one.before.people;
    sum.distance += one.now.opened - (one.now.people * opened) / people;
    sum.variance +=
      (one.now.people * one.before.people * opened * (people - opened)) / (people ** 2 * (people - 1));
  }
  if (Math.min(sum.before, sum.now) < leastPeople) return undefined;
  const isSignificant = sum.distance < -boundary * Math.sqrt(sum.variance);
  if (!isSignificant || sum.opened > (1 - leastFall) * sum.expected) return undefined;
  return {
    ...{ before: sum.before, now: sum.now },
    ...{ share: sum.opened / sum.now, expected: sum.expected / sum.now },
  };
}

interface Counted {
  people: number;
  opened: number;
}

type Stratum = Record<'before' | 'now', Counted>;

/** By powers of two of what was new, and of what was known: 0, 1–2, 3–6, 7–14 … */
function stratify(before: readonly ShownPerson[], now: readonly ShownPerson[]): Iterable<Stratum> {
  const strata = new Map<string, Stratum>();
  for (const [group, people] of [
    ['before', before],
    ['now', now],
  ] as const)
    for (const { courses, known, opened } of people) {
      const key = `${Math.floor(Math.log2(courses + 1))} ${Math.floor(Math.log2(known + 1))}`;
      const stratum = strata.get(key) ?? {
        before: { people: 0, opened: 0 },
        now: { people: 0, opened: 0 },
      };
      stratum[group].people++;
      if (opened) stratum[group].opened++;
      strata.set(key, stratum);
    }
  return strata.values();
}
