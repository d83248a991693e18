import type { CatalogueCourse } from './catalogue.ts';

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
