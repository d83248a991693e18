import type { CatalogueCourse } from './catalogue.ts';

/**
 * Texts of courses that the catalogue puts into different categories make them near from this cosine on: fewer words in common are
 * chance. The *image* of linear algebra is not that of art history. Which words they are counts, too (`subject-words.ts`).
 */
export const leastCosineApart = 0.23;

/** Whether the catalogue puts two courses into different categories: both have some, and none in common. */
export function areApart(
  one: Pick<CatalogueCourse, 'categories'>,
  other: Pick<CatalogueCourse, 'categories'>,
): boolean {
  return (
    one.categories.length > 0 &&
    other.categories.length > 0 &&
    !one.categories.some((name) => other.categories.includes(name))
  );
}
