import type { Passage } from '../recommender/text/search/passage.ts';
import { fold } from '../recommender/text/words/fold.ts';
import { languageCode } from '../recommender/text/words/language-tag.ts';
import { splitWords } from '../recommender/text/words/split-words.ts';
import { stem } from '../recommender/text/words/stem.ts';
import type { CatalogueCourse } from './catalogue.ts';
import type { CourseSearch, FoundCourse } from './course-search.ts';
import {
  type CourseState,
  courseStates,
  isTakeable,
  type StateGroup,
  stateGroup,
  stateGroups,
} from './course-state.ts';
import { type CourseWords, wordsIn } from './course-words.ts';
import type { Eligibility, Exclusion } from './eligibility.ts';
import { nextSection } from './next-section.ts';
import type { Question } from './question.ts';
import { type ShownCourse, shownCourse, startToCome } from './shown-course.ts';

/** A course that a search found. */
export interface FoundAnswer {
  course: ShownCourse & {
    /** When its teaching begins, where that is later than now. */
    startsAt?: Date;
  };
  /** What may be said of it (`recommender/text/search/claim.ts`). */
  strength: FoundCourse['strength'];
  /** Words of the search that it holds, and those that it does not. */
  matched: readonly string[];
  missing: readonly string[];
  /** Beginnings and ends of the words of its title that were asked for, in UTF-16 units. */
  titleMarks: Passage['marks'];
  /** The place of its text that says so. */
  passage?: Passage;
  state: CourseState;
  /** The learner keeps it for later. */
  isSaved: boolean;
}

export interface SearchAnswer {
  text: string;
  /** Best first. Where nothing fits: some that come nearest. */
  found: FoundAnswer[];
  /** What was found is only the nearest that there is. */
  nothingFits: boolean;
  /** How many of all that was found are in each group of states. */
  groups: Readonly<Record<StateGroup, number>>;
  /** How many courses were searched. */
  searched: number;
  /** There may be more than these. */
  isAtLeast: boolean;
}

/** Nobody looks at more; a search for "course" finds the whole catalogue. */
const mostFound = 100;
const mostNearest = 3;
/** Courses with one of these are kept from everybody; with the others they are shown, and it is said. */
const keeping: ReadonlySet<Exclusion['reason']> = new Set([
  ...(['removed', 'hidden', 'excluded-category'] as const),
]);
/** Scores whose quotient is smaller say the same. */
const sameScore = 1.3;

/**
 * What a search finds in the whole catalogue, also what the learner has taken and what they cannot take yet. By what holds the search:
 * the code, the whole title, the title, the text; of what is alike in that, what is open to them comes first.
 */
export function searchCourses(
  question: Pick<Question, 'catalogue' | 'learner' | 'now'>,
  checkEligibility: Eligibility,
  search: CourseSearch,
  text: string,
  language: string | undefined,
): SearchAnswer {
  const { catalogue } = question;
  const stateOf = courseStates({ ...question, locale: language }, checkEligibility);
  const { hits, nothingFits } = search.findWithPassages(text, mostFound, language);
  const shown = new Map<string, FoundSection>();
  for (const hit of hits) {
    const course = catalogue.courses.get(hit.key);
    if (!course) continue;
    const { state, exclusions } = stateOf(course);
    if (!exclusions.some(({ reason }) => keeping.has(reason))) shown.set(hit.key, { hit, course, state });
  }
  const found: (FoundAnswer & { place: Place })[] = [];
  for (const { hit, course, state } of oneOfEach(shown, question)) {
    const { strength, matched, missing, passage } = hit;
    const startsAt = startToCome(course, question.now);
    found.push({
      course: { ...shownCourse(course, language), ...(startsAt && { startsAt }) },
      ...{ strength, matched, missing, state, titleMarks: marksIn(wordsIn(course, language), matched) },
      isSaved: question.learner.saved.has(hit.key),
      ...(passage && { passage }),
      place: placeOf(hit, course, text, { state, isTitled: isTitled(course, hit) }),
    });
  }
  found.sort((a, b) => compare(a.place, b.place));
  const best = nothingFits ? found.slice(0, mostNearest) : found;
  return {
    ...{ text, nothingFits, searched: search.size, isAtLeast: hits.length >= mostFound },
    found: best.map(({ place: _, ...answer }) => answer),
    groups: countGroups(best),
  };
}

interface FoundSection {
  hit: FoundCourse;
  course: CatalogueCourse;
  state: CourseState;
}

/**
 * Of the sections of a course the one that the learner has had or hidden; else, of those that they can take, the one that begins
 * next; else the one that does of all.
 * @param found by key, the best first
 */
function oneOfEach(
  found: ReadonlyMap<string, FoundSection>,
  { catalogue, learner, now }: Pick<Question, 'catalogue' | 'learner' | 'now'>,
): FoundSection[] {
  return catalogue.sectionsAmong(found).flatMap((sections) => {
    const had = sections.findLast(({ key }) => learner.taken.has(key) || learner.dismissed.has(key));
    const open = sections.filter(({ key }) => isTakeable((found.get(key) as FoundSection).state));
    const one = had ?? nextSection(open.length > 0 ? open : sections, now);
    return found.get(one?.key ?? '') ?? [];
  });
}

/** Where a course stands among those that were found: the first difference decides, smaller first. */
type Place = readonly number[];

function placeOf(
  { score, strength, isNamed }: FoundCourse,
  { code, title, translations }: CatalogueCourse,
  text: string,
  { state, isTitled }: { state: CourseState; isTitled: boolean },
): Place {
  const asked = letters(text);
  const titles = [title, ...Object.values(translations ?? {}).flatMap((words) => words.title ?? [])];
  const holders = [
    asked !== '' && code !== undefined && letters(code) === asked,
    titles.some((one) => letters(one) === asked),
    strength === 'teaches' || isTitled,
    strength === 'mentions',
    isNamed,
    true,
  ];
  const band = -Math.floor(Math.log(score) / Math.log(sameScore));
  return [holders.indexOf(true), band, stateGroups.indexOf(stateGroup(state)), -score];
}

/** Whether one of its titles holds every word of the search. */
function isTitled({ title, language, translations }: CatalogueCourse, hit: FoundCourse): boolean {
  const asked = [...hit.matched, ...hit.missing];
  const titles = [
    { title, language },
    ...Object.entries(translations ?? {}).map(([tag, words]) => ({
      title: words.title ?? '',
      language: tag,
    })),
  ];
  return titles.some((words) => asked.every((word) => marksIn(words, [word]).length > 0));
}

function compare(a: Place, b: Place): number {
  for (const [i, value] of a.entries()) if (value !== b[i]) return value - (b[i] as number);
  return 0;
}

/** Letters and digits alone, in whatever case and accents. */
function letters(text: string): string {
  return fold(text.toLowerCase()).replace(/[^\p{L}\p{N}]/gu, '');
}

function marksIn({ title, language }: CourseWords, asked: readonly string[]): Passage['marks'] {
  const code = languageCode(language);
  const wanted = new Set(asked.flatMap((text) => splitWords(text).map((word) => stem(word.text, code))));
  return splitWords(title).flatMap(({ text, start, end }): Passage['marks'] =>
    wanted.has(stem(text, code)) ? [[start, end]] : [],
  );
}

function countGroups(found: readonly FoundAnswer[]): SearchAnswer['groups'] {
  const counts = Object.fromEntries(stateGroups.map((group) => [group, 0])) as Record<StateGroup, number>;
  for (const { state } of found) counts[stateGroup(state)]++;
  return counts;
}
