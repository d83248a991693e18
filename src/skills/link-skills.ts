// Which courses teach which skills, in this order:
//   stated-skills.ts     what sources state
//   search-texts.ts      how a skill's name is searched; skill-search.ts: what a search has to give, text-search.ts gives it
//   link-skills.ts       (here) both together, for one skill
//   link-catalogue.ts    all skills of all taxonomies for one institution, stored
// then goal.ts: what of a goal a person has, and what courses here teach.
import { type SearchText, searchText } from './search-texts.ts';
import type { SkillSearch } from './skill-search.ts';

/** A skill with its names in languages that courses are in. */
export interface SkillToLink {
  skill: string;
  /** Labels before other names. @see ConceptName */
  names: readonly { language: string; text: string }[];
}

/** A course by its place in the catalogue. */
export interface FoundLink {
  course: number;
  by: 'stated' | 'text';
}

/** A skill that more courses teach than these is no reason for any of them. */
const mostCourses = 50;
/** ESCO has up to dozens of other names; searching all of them would take hours of a large catalogue. Labels come first. */
const mostTexts = 8;

/**
 * The courses that teach a skill: those of which a source says so, then those whose texts do, the best match first.
 * @param stated places of courses
 */
export function linkSkill(
  { names }: Pick<SkillToLink, 'names'>,
  stated: Iterable<number>,
  search: SkillSearch,
): FoundLink[] {
  const links = new Map<number, FoundLink>();
  for (const course of stated) links.set(course, { course, by: 'stated' });
  const searched = new Set<string>();
  for (const { language, text: name } of names) {
    const wanted = searchText(name, language);
    const key = `${language} ${wanted?.text.toLowerCase()} ${wanted?.besides}`;
    if (wanted === undefined || searched.has(key)) continue;
    if (searched.add(key).size > mostTexts) break;
    for (const course of taughtIn(wanted, language, search))
      if (!links.has(course)) links.set(course, { course, by: 'text' });
  }
  return [...links.values()].slice(0, mostCourses);
}

function taughtIn({ text, besides }: SearchText, language: string, search: SkillSearch): number[] {
  const taught = search(text, language).filter(({ strength }) => strength === 'teaches');
  if (taught.length === 0) return [];
  const alsoIn =
    besides === undefined ? undefined : new Set(search(besides, language).map(({ course }) => course));
  return taught.flatMap(({ course }) => (alsoIn && !alsoIn.has(course) ? [] : course));
}
