import type { TestCase } from '../../data/split.ts';

/** The thirds of a catalogue by popularity, most popular first; a course's third is an index of this list. */
export const thirdNames = ['head', 'middle', 'tail'] as const;

/** 1 for each course that at least one case ranks: what could be shown to somebody. Length courseCount. */
export function offeredCourses(cases: readonly TestCase[], courseCount: number): Uint8Array {
  const setAside = new Int32Array(courseCount);
  for (const { seen } of cases) for (const course of seen) setAside[course]! += 1;
  return Uint8Array.from(setAside, (count) => (count < cases.length ? 1 : 0));
}

/**
 * The third of each course among those on offer: equally many courses in each, as far as they can be divided.
 * @param places of all courses by popularity, 1 = most popular
 * @returns length courseCount; what is written for courses that are not on offer does not count
 */
export function popularityThirds(places: Int32Array, offered: Uint8Array): Uint8Array {
  const order = Int32Array.from(places.keys())
    .filter((course) => offered[course] === 1)
    .sort((a, b) => places[a]! - places[b]!);
  const thirds = new Uint8Array(places.length);
  for (const [i, course] of order.entries()) thirds[course] = Math.floor((3 * i) / order.length);
  return thirds;
}
