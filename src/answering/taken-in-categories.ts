import { type Catalogue, type CatalogueCourse, isConcealed } from './catalogue.ts';
import type { LearnerState } from './learner-state.ts';

/** What a learner has taken of a category, as far as students may be told of it. */
export interface TakenInCategory {
  /** Of courses. */
  keys: ReadonlySet<string>;
  /** How many titles they have: sections of a course are called alike. */
  titles: number;
}

export type TakenInCategories = (category: string) => TakenInCategory;

/** Looks each category up once: what can be said of several courses of an answer rests on the same ones. */
export function takenInCategories(
  catalogue: Catalogue,
  { history }: Pick<LearnerState, 'history'>,
): TakenInCategories {
  const known = new Map<string, TakenInCategory>();
  let taken: readonly CatalogueCourse[] | undefined;
  return (category) => {
    let found = known.get(category);
    if (!found) {
      taken ??= history.flatMap((key) => catalogue.courses.get(key) ?? []);
      found = takenIn(category, taken);
      known.set(category, found);
    }
    return found;
  };
}

function takenIn(category: string, taken: readonly CatalogueCourse[]): TakenInCategory {
  const keys = new Set<string>();
  const titles = new Set<string>();
  for (const course of taken) {
    if (!course.categories.includes(category) || isConcealed(course)) continue;
    keys.add(course.key);
    titles.add(course.title);
  }
  return { keys, titles: titles.size };
}
