import type { CourseText } from '../../recommender/data/dataset.ts';

/** What newcomers say that they are interested in. */
export const statements = ['nothing', 'category', 'title-word'] as const;
export type Statement = (typeof statements)[number];

/** Shorter words are rarely what a course is about. */
const shortest = 5;

/**
 * What somebody would have said who was about to take a course: its first category, or the longest word of its title.
 * Undefined where the course has none.
 */
export function statedInterest(
  { categories, title }: Pick<CourseText, 'categories' | 'title'>,
  statement: Exclude<Statement, 'nothing'>,
): string | undefined {
  if (statement === 'category') return categories[0];
  const words = title.toLowerCase().match(/\p{L}+/gu) ?? [];
  return words.filter((word) => word.length >= shortest).sort((a, b) => b.length - a.length)[0];
}
