/** A course as it is linked to skills: what it says, and what sources say that it teaches. */
export interface LinkedCourse {
  key: string;
  code?: string | undefined;
  title: string;
  description: string;
  categories: readonly string[];
  level?: string | undefined;
  /** BCP 47 tag. */
  language?: string | undefined;
  /** Skills that a source states, in words or by identifiers. */
  skills?: readonly string[] | undefined;
}
