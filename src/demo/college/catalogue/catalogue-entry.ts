export type Level = 'introductory' | 'intermediate' | 'advanced';

/** A course as its subject's file describes it. */
export interface CatalogueEntry {
  code: string;
  level: Level;
  title: string;
  /** At least 40 words about what is taught. */
  description: string;
  /** Codes of courses that must have been taken before. */
  after: readonly string[];
  /** BCP 47 tag of the language of instruction. */
  language: string;
  /** No longer offered: in histories, never to be recommended. */
  discontinued: boolean;
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
  { language = 'en', discontinued = false }: { language?: string; discontinued?: boolean } = {},
): CatalogueEntry {
  return { code, level, title, description, after, language, discontinued };
}
