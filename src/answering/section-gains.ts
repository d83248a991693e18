import type { CatalogueCourse } from './catalogue.ts';
import type { SectionsByRow } from './sections-by-row.ts';
import type { Gain } from './topic-gains.ts';

/** What courses gain by one topic, sections of one as one. */
export interface CourseGains {
  /** Of the courses that gain, in any order. */
  rows: readonly number[];
  /** Undefined: it gains nothing. */
  gainOf(row: number): Gain | undefined;
}

/** A course gains as much as the section of it that gains most. @param gains of sections, by their keys */
export function courseGains(
  gains: ReadonlyMap<string, Gain>,
  { rows, sections }: SectionsByRow,
): CourseGains {
  const gaining: number[] = [];
  for (const key of gains.keys()) {
    const row = rows.get(key);
    if (row !== undefined && firstIn(gains, sections[row]!) === key) gaining.push(row);
  }
  return { rows: gaining, gainOf: (row) => largest(gains, sections[row]!) };
}

/** Key of the first section that gains: by it each course is counted once. */
function firstIn(gains: ReadonlyMap<string, Gain>, sections: readonly CatalogueCourse[]): string | undefined {
  for (const { key } of sections) if (gains.has(key)) return key;
  return undefined;
}

function largest(gains: ReadonlyMap<string, Gain>, sections: readonly CatalogueCourse[]): Gain | undefined {
  let most: Gain | undefined;
  for (const { key } of sections) {
    const gained = gains.get(key);
    if (gained && !(most && most.gain >= gained.gain)) most = gained;
  }
  return most;
}
