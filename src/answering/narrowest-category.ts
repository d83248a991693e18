import type { Catalogue, CatalogueCourse } from './catalogue.ts';

/** A category, and its share of the catalogue. */
export interface SizedCategory {
  name: string;
  share: number;
}

/**
 * The narrowest of some categories of a course.
 * @param names of them
 * @param widest share of the catalogue; none where all are wider
 */
export function narrowestCategory(
  names: readonly string[],
  { term }: CatalogueCourse,
  catalogue: Catalogue,
  widest: number,
): SizedCategory | undefined {
  let narrowest: SizedCategory | undefined;
  for (const name of names) {
    // The name of a term is no subject.
    if (name === term?.name) continue;
    const share = catalogue.shareInCategory(name);
    if (share <= (narrowest?.share ?? widest)) narrowest = { name, share };
  }
  return narrowest;
}
