export type Level = 'introductory' | 'intermediate' | 'advanced';

/** A course as its subject's file describes it. */
export interface CatalogueEntry {
  code: string;
  level: Level;
  title: string;
  description: string;
  /** Codes of courses that must have been taken before. */
  after: readonly string[];
}

export interface Subject {
  name: string;
  faculty: string;
  courses: readonly CatalogueEntry[];
}

export function course(
  code: string,
  level: Level,
  title: string,
  description: string,
  after: readonly string[] = [],
): CatalogueEntry {
  return { code, level, title, description, after };
}
