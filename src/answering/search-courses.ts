import type { Passage } from '../recommender/text/search/passage.ts';
import type { CatalogueCourse } from './catalogue.ts';
import type { CourseSearch, FoundCourse } from './course-search.ts';
import { categoriesIn, wordsIn } from './course-words.ts';
import { createEligibility, type Exclusion } from './eligibility.ts';
import type { Question } from './question.ts';
import type { Recommendation } from './recommendation.ts';

/** A course that a search found. */
export interface FoundAnswer {
  course: Pick<Recommendation['course'], 'key' | 'title' | 'language' | 'categories' | 'level' | 'url'>;
  /** What may be said of it (`recommender/text/search/claim.ts`). */
  strength: FoundCourse['strength'];
  /** Words of the search that it holds, and those that it does not. */
  matched: readonly string[];
  missing: readonly string[];
  /** The place of its text that says so. */
  passage?: Passage;
  /** Why it is not among the suggestions, where it cannot be; courses by their titles. */
  obstacles: readonly Exclusion[];
}

export interface SearchAnswer {
  text: string;
  found: FoundAnswer[];
  /** What was found is only the nearest that there is. */
  nothingFits: boolean;
}

const mostFound = 8;
/** Courses with one of these are kept from the learner; with the others they are shown, and it is said. */
const hiding: ReadonlySet<Exclusion['reason']> = new Set([
  ...(['removed', 'blocked', 'other-audience', 'hidden', 'excluded-category'] as const),
]);

/** What a learner's search finds in the whole catalogue, also what they have taken and what they cannot take yet. */
export function searchCourses(
  { catalogue, learner, rules, now }: Question,
  search: CourseSearch,
  text: string,
  language: string | undefined,
): SearchAnswer {
  const checkEligibility = createEligibility(catalogue.courses, learner, {
    now,
    ...{ blocked: rules.blocked, offers: rules.offers },
    openNow: false,
  });
  const { hits, nothingFits } = search.findWithPassages(text, 3 * mostFound, language);
  const groups = new Set<string>();
  const found: FoundAnswer[] = [];
  for (const { key, strength, matched, missing, passage } of hits) {
    const course = catalogue.courses.get(key);
    if (!course || found.length === mostFound) continue;
    const exclusions = checkEligibility(course);
    if (exclusions.some(({ reason }) => hiding.has(reason))) continue;
    if (course.group !== undefined && groups.has(course.group)) continue;
    if (course.group !== undefined) groups.add(course.group);
    found.push({
      course: publicFields(course, language),
      ...{ strength, matched, missing },
      ...(passage && { passage }),
      obstacles: exclusions.map((exclusion) => withTitles(exclusion, catalogue.courses, language)),
    });
  }
  return { text, found, nothingFits };
}

function withTitles(
  exclusion: Exclusion,
  courses: ReadonlyMap<string, CatalogueCourse>,
  language: string | undefined,
): Exclusion {
  const title = (key: string) => {
    const course = courses.get(key);
    return course ? wordsIn(course, language).title : key;
  };
  if (exclusion.reason === 'missing-prerequisite')
    return { ...exclusion, courses: exclusion.courses.map(title) };
  return exclusion.reason === 'other-section-taken'
    ? { ...exclusion, course: title(exclusion.course) }
    : exclusion;
}

function publicFields(course: CatalogueCourse, language: string | undefined): FoundAnswer['course'] {
  const { key, level, url } = course;
  const categories = categoriesIn(course, language);
  const { title, language: titleLanguage } = wordsIn(course, language);
  return {
    ...{ key, title, categories },
    ...(titleLanguage ? { language: titleLanguage } : {}),
    ...(level ? { level } : {}),
    ...(url ? { url } : {}),
  };
}
