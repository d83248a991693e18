/** Which courses the lists of an evaluation showed; a place is one course in one list of ten. */
export interface Exposure {
  /** How many places each course had. Length courseCount. */
  places: Int32Array;
  /** 1 for each course that could be shown to somebody. Length courseCount. */
  offered: Uint8Array;
  /** How many places went to the head, the middle and the tail of the catalogue. */
  byThird: Int32Array;
}

/** Shares of the most popular, the middle and the least popular third of the courses on offer. */
export interface ThirdShares {
  head: number;
  middle: number;
  tail: number;
}

export function noExposure(offered: Uint8Array): Exposure {
  return { places: new Int32Array(offered.length), offered, byThird: new Int32Array(3) };
}

/** Counts one list. @param thirds of all courses (`popularityThirds`) */
export function expose(exposure: Exposure, list: readonly number[], thirds: Uint8Array): void {
  for (const course of list) {
    exposure.places[course]! += 1;
    exposure.byThird[thirds[course]!]! += 1;
  }
}

/** The exposure of several parts together: a course is on offer where one part offers it. @param parts at least one */
export function addExposures(parts: readonly Exposure[]): Exposure {
  const sum = noExposure(new Uint8Array(parts[0]!.offered.length));
  for (const { places, offered, byThird } of parts) {
    addTo(sum.places, places);
    for (let course = 0; course < offered.length; course++) {
      sum.offered[course]! |= offered[course]!;
    }
    addTo(sum.byThird, byThird);
  }
  return sum;
}

/** Adds up in place. */
export function addTo(sum: Int32Array, counts: Int32Array): void {
  for (let i = 0; i < sum.length; i++) sum[i]! += counts[i]!;
}

/** Shares of what was counted by third; all 0 where nothing was. */
export function shareOfThirds(byThird: Int32Array): ThirdShares {
  const [head = 0, middle = 0, tail = 0] = byThird;
  const all = head + middle + tail || 1;
  return { head: head / all, middle: middle / all, tail: tail / all };
}

/**
 * Gini coefficient of the places over the courses on offer: 0 when all have equally many, towards 1 when one has all;
 * 0 where nothing was shown.
 */
export function giniOfExposure({ places, offered }: Exposure): number {
  const ascending = places.filter((_, course) => offered[course] === 1).sort();
  const total = ascending.reduce((sum, count) => sum + count, 0);
  const n = ascending.length;
  if (total === 0) return 0;
  let weighted = 0;
  for (const [i, count] of ascending.entries()) weighted += (2 * (i + 1) - n - 1) * count;
  return weighted / (n * total);
}

/** Courses on offer that are in no list, by index. */
export function neverShown({ places, offered }: Exposure): number[] {
  return Array.from(places.keys()).filter((course) => offered[course] === 1 && places[course] === 0);
}
