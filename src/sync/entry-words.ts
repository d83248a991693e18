import { type CourseEntry, entryWays } from '../../models/course.ts';

/**
 * The ways into a course as people write them into a column: words of `entryWays`, in any case, several joined by `|`.
 * @param members groups of people that `cohort` means
 * @returns undefined where one of them is no such word
 */
export function entryInWords(text: string, members: readonly string[]): CourseEntry[] | undefined {
  const words = text.split('|').flatMap((word) => word.trim().toLowerCase() || []);
  const known = entryWays.filter((way) => words.includes(way));
  if (known.length < new Set(words).size) return undefined;
  return known.map((way) =>
    way === 'cohort' && members.length > 0 ? { way, groups: [...members] } : { way },
  );
}

/** For messages: what a column of ways may hold. */
export const entryWordsHint = `is none of ${entryWays.join(', ')}`;
