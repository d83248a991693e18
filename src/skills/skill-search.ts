import type { LinkedCourse } from './linked-course.ts';

/**
 * A course that a skill's name finds. `teaches`: its texts say so, and only that links it. `mentions` and `related`: the words
 * stand there, or some of them do.
 */
export interface SkillHit {
  /** Its place in the catalogue. */
  course: number;
  strength: 'teaches' | 'mentions' | 'related';
}

/**
 * Searches the courses of one catalogue.
 * @param language ISO 639 code of the text
 * @returns best first
 */
export type SkillSearch = (text: string, language: string) => readonly SkillHit[];

/** Makes a catalogue ready to be searched. */
export type CreateSkillSearch = (courses: readonly LinkedCourse[]) => SkillSearch;
