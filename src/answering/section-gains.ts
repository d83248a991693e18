import type { CatalogueCourse } from './catalogue.ts';
import type { SectionsByRow } from './sections-by-row.ts';
import type { Gain } from './topic-gains.ts';

/** What courses gain by one topic, sections of one as one. */
export interface CourseGains {
  /** Of the courses that gain, in any order. */
  rows: readonly number[];
  /** What each of them gains, beside `rows`. */
  gained: readonly Gain[];
  /** Undefined: it gains nothing. */
  gainOf(row: number): Gain | undefined;
}

/** A course gains as much as the section of it that gains most. @param gains of sections, by their keys */
export function courseGains(
  gains: ReadonlyMap<string, Gain>,
  { rows, sections }: SectionsByRow,
): CourseGains {
  const gaining: number[] = [];
  const gained: Gain[] = [];
  gains.forEach((gain, key) => {
    const row = rows.get(key);
    if (row === undefined) return;
    const own = sections[row]!;
    const isOne = own.length === 1;
    // Each course counts once: by the first of its sections that gains.
    if (!isOne && own.find((section) => gains.has(section.key))?.key !== key) return;
    gaining.push(row);
    gained.push(isOne ? gain : (largest(gains, own) as Gain));
  });
  return { rows: gaining, gained, gainOf: (row) => largest(gains, sections[row]!) };
}

function largest(gains: ReadonlyMap<string, Gain>, sections: readonly CatalogueCourse[]): Gain | undefined {
  let most: Gain | undefined;
  for (const { key } of sections) {
    const gained = gains.get(key);
    if (gained && !(most && most.gain >= gained.gain)) most = gained;
  }
  return most;
}
