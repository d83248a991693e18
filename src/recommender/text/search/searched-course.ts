/** What a course says about itself in one more language. */
export interface Translation {
  /** BCP 47 tag. */
  language: string;
  title: string;
  description: string;
}

/** A course as the search sees it. */
export interface SearchedCourse {
  title: string;
  description: string;
  categories: readonly string[];
  level?: string | undefined;
  /** BCP 47 tag, or the name of a language; English where it is missing. */
  language?: string | undefined;
  /** `CMP301` */
  code?: string | undefined;
  /** Skills that a source states. */
  skills?: readonly string[] | undefined;
  translations?: readonly Translation[] | undefined;
}

/**
 * The parts of a course that are searched, in the order of `fieldWeights`. An area is a category that another category of the
 * course lies in: "Business and Law", where the course is in Economics.
 */
export const fields = ['title', 'code', 'category', 'area', 'skill', 'description'] as const;
export type Field = (typeof fields)[number];

/** How much a word counts in each field (BM25F, Robertson and Zaragoza 2009). */
export const fieldWeights: Readonly<Record<Field, number>> = {
  title: 5,
  code: 4,
  category: 1.6,
  area: 0.4,
  skill: 3,
  description: 1,
};
/** How much a field's length counts against its words. */
export const lengthShares: Readonly<Record<Field, number>> = {
  title: 0.4,
  code: 0,
  category: 0.2,
  area: 0.2,
  skill: 0.5,
  description: 0.5,
};
