import type { CourseText } from '../../recommender/data/dataset.ts';

/** What is known of newcomers: nothing, what their institution says that they study, or what they say that interests them. */
export const statements = ['nothing', 'programme', 'category', 'title-word'] as const;
export type Statement = (typeof statements)[number];

/** Shorter words are rarely what a course is about. */
const shortest = 5;

/**
 * What somebody would have said who was about to take a course: its first category, or the longest word of its title.
 * Undefined where the course has none.
 */
export function statedInterest(
  { categories, title }: Pick<CourseText, 'categories' | 'title'>,
  statement: Exclude<Statement, 'nothing' | 'programme'>,
): string | undefined {
  if (statement === 'category') return categories[0];
  const words = title.toLowerCase().match(/\p{L}+/gu) ?? [];
  return words.filter((word) => word.length >= shortest).sort((a, b) => b.length - a.length)[0];
}
