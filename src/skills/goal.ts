import type { Types } from 'mongoose';
import type { Scheme } from '../../models/concept-name.ts';
import { type Occupation, OccupationModel } from '../../models/occupation.ts';
import { type SkillLink, type SkillLinks, SkillLinksModel } from '../../models/skill-links.ts';
import { readNames } from '../taxonomy/concept-names.ts';
import { resolveOccupation } from '../taxonomy/find-occupations.ts';
import { languageCode } from '../taxonomy/reading-language.ts';

/** A goal that a taxonomy knows, with what it needs and which courses of one institution teach that. */
export interface Goal {
  /** Whose taxonomy it is of. */
  scheme: Scheme;
  /** In the reader's language. */
  name: string;
  /** Essential ones first. */
  skills: GoalSkill[];
}

export interface GoalSkill {
  /** `ConceptName.concept` */
  skill: string;
  /** In the reader's language. */
  name: string;
  isEssential: boolean;
  /** Courses that teach it, the best first. */
  courses: readonly SkillLink[];
}

/**
 * The goal that somebody's words name.
 * @param text a goal as it is stored: words of the learner's own, or the name of an occupation in whatever language
 * @param locale BCP 47 tag of the reader
 * @returns undefined for a goal that no taxonomy knows, or of whose skills none knows anything
 */
export async function readGoal(
  institutionId: Types.ObjectId,
  text: string,
  locale: string | undefined,
): Promise<Goal | undefined> {
  const language = languageCode(locale);
  const found = await resolveOccupation(text, language);
  if (found === undefined) return undefined;
  const occupation = await OccupationModel.findOne({ concept: found.concept }).lean<Occupation>();
  const essential = new Set(occupation?.essential);
  const skills = [...new Set([...essential, ...(occupation?.optional ?? [])])];
  if (skills.length === 0) return undefined;
  const [names, links] = await Promise.all([
    readNames('skill', skills, language),
    SkillLinksModel.find({ institutionId, skill: { $in: skills } }).lean<SkillLinks[]>(),
  ]);
  const courses = new Map(links.map((link) => [link.skill, link.courses]));
  return {
    ...{ scheme: occupation?.scheme ?? 'own', name: found.name },
    skills: skills.flatMap((skill) => {
      const name = names.get(skill);
      if (name === undefined) return [];
      return { skill, name, isEssential: essential.has(skill), courses: courses.get(skill) ?? [] };
    }),
  };
}

/**
 * What stands between a person and a skill. `has`: a course that they have taken teaches it. `learning`: one that they are in now does.
 * `taught`: courses here teach it, and they have taken none of them. `missing`: no course here teaches it.
 */
export type Standing = 'has' | 'learning' | 'taught' | 'missing';

export interface SkillStanding extends GoalSkill {
  standing: Standing;
}

/**
 * How a person stands to each skill of a goal. The gap are those that are `taught` or `missing`.
 * @param taken keys of courses that they take or have taken
 * @param active those that they are in now
 */
export function findStandings(
  { skills }: Goal,
  taken: ReadonlySet<string>,
  active: ReadonlySet<string>,
): SkillStanding[] {
  return skills.map((skill) => {
    const own = skill.courses.filter(({ course }) => taken.has(course));
    if (own.some(({ course }) => !active.has(course))) return { ...skill, courses: own, standing: 'has' };
    if (own.length > 0) return { ...skill, courses: own, standing: 'learning' };
    return { ...skill, standing: skill.courses.length > 0 ? 'taught' : 'missing' };
  });
}
