import { isSameCourse } from '../../models/sections.ts';
import { type Catalogue, type CatalogueCourse, isConcealed, isOver } from './catalogue.ts';
import { categoriesIn, titleIn } from './course-words.ts';

/** Why a course is recommended, in a form that a face can put into words. `course` is a title, `category` one that it shares. */
export type Reason =
  /** A course of the learner's history. */
  | { kind: 'because-you-took'; course: string; category?: string }
  /** A course that they are in now. */
  | { kind: 'because-you-take'; course: string; category?: string }
  /** A course that they rated high. */
  | { kind: 'because-you-liked'; course: string; category?: string }
  /** A course that they opened lately and have not taken. */
  | { kind: 'because-you-looked-at'; course: string; category?: string }
  /** A supplement to a course that they are in now. `isEasier`: than that course. */
  | { kind: 'goes-with'; course: string; category?: string; isEasier?: true }
  /** A course of their history, or of now, that has to be taken before this one. */
  | { kind: 'builds-on'; course: string }
  /** A course of their history: of those who took it, at least one in `oneIn` took this one later. */
  | { kind: 'others-went-on'; course: string; oneIn: number }
  /** Several courses of their history are in a category of this one: `count`, and `course` among them. */
  | { kind: 'more-in'; category: string; course: string; count: number }
  /** Courses of their history, none of which has much to do with this one by itself, but others took it after one of them. */
  | { kind: 'your-courses' }
  | { kind: 'matches-interest'; interest: string }
  | { kind: 'matches-search'; search: string }
  /** What has something to do with it, and is not said to match. `matched`: the words that it holds; empty: roughly all. */
  | { kind: 'related-to-search'; search: string; matched: readonly string[] }
  | { kind: 'related-to-interest'; interest: string; matched: readonly string[] }
  | { kind: 'related-to-goal'; goal: string; matched: readonly string[] }
  /** It has the skill's words, and is not said to teach it. `goal` as above. */
  | { kind: 'related-to-skill'; skill: string; goal?: string }
  /** `goal`: the career goal that the skill belongs to; absent for a skill that the learner named. */
  | { kind: 'teaches-skill'; skill: string; goal?: string }
  /** A goal of whose skills nothing is known; its own words match. */
  | { kind: 'matches-goal'; goal: string }
  /** `place`: 1 for the course that most have chosen there. `opens`: how many courses name it as a prerequisite. */
  | { kind: 'popular-in'; category: string; place: number; opens?: number }
  | { kind: 'popular'; opens?: number }
  /** People who study the same often take it; without `year`: in whatever year. */
  | { kind: 'often-taken-by'; programme: string; year?: number }
  /** What raised its score are courses of their history with which it has nothing to do as far as a reader can see. */
  | { kind: 'different' }
  /** Nothing raised its score: of an observer, staff or somebody new nothing is known; much of a small catalogue was taken. */
  | { kind: 'offered-here' }
  /** Staff of the course that the panel is open in recommend it; `note`: what they say of it, in whatever language. */
  | { kind: 'recommended-by-teacher'; note?: string }
  /** Drawn at random, to learn what else learners like. */
  | { kind: 'chance' };

type PopularIn = Extract<Reason, { kind: 'popular-in' }>;

/** Something that raised a course's score. */
export interface Cause {
  /** What the score would lose without it; above 0. */
  share: number;
  reason: Reason;
  /** Key of the course that the reason names; absent where it names none. */
  about?: string | undefined;
}

/** What decides which causes can be said to somebody. */
export interface Hearer {
  catalogue: Catalogue;
  now: Date;
  /** Key of the course that the panel is open in: its name is no secret there. */
  course?: string | undefined;
  /** BCP 47 tag of the reader's language. */
  locale?: string | undefined;
}

/**
 * The causes that are worth a word, with titles and categories in the reader's language. A course is no reason for itself, nor is
 * another section of it or one that is called by the same words; what students are told nothing of is named to nobody; and nobody is
 * sent to what they looked at and is gone or over.
 */
export function sayableCauses(
  causes: readonly Cause[],
  recommended: CatalogueCourse,
  { catalogue, course: open, locale, now }: Hearer,
): Cause[] {
  const own = wordSet(titleIn(recommended, locale));
  const sayable: Cause[] = [];
  for (const cause of causes) {
    const said = sayableCause(cause);
    if (said) sayable.push(said);
  }
  return sayable;

  function sayableCause(cause: Cause): Cause | undefined {
    if (cause.reason.kind === 'popular-in')
      return { ...cause, reason: popularIn(cause.reason, recommended, locale) };
    if (cause.about === undefined) return cause;
    const named = catalogue.courses.get(cause.about);
    if (!named || (isConcealed(named) && named.key !== open)) return undefined;
    if (cause.reason.kind === 'because-you-looked-at' && isOver(named, now)) return undefined;
    const title = titleIn(named, locale);
    if (isSameCourse(named, recommended) || wordSet(title) === own) return undefined;
    const { reason } = cause;
    if ('course' in reason && reason.course === title) return cause;
    return { ...cause, reason: { ...reason, course: title } as Reason };
  }
}

/** The category of the recommended course in the reader's language. */
function popularIn(reason: PopularIn, recommended: CatalogueCourse, locale: string | undefined): PopularIn {
  const category = categoriesIn(recommended, locale)[recommended.categories.indexOf(reason.category)];
  return category === undefined ? reason : { ...reason, category };
}

/** Popular in the first of its categories in which it is popular, else popular as such. */
export function popularityReason(course: CatalogueCourse, catalogue: Catalogue): Reason {
  const popular = catalogue.popularCategory(course);
  const count = catalogue.followers(course).size;
  const opens = count > 1 ? { opens: count } : {};
  return popular === undefined ? { kind: 'popular', ...opens } : { kind: 'popular-in', ...popular, ...opens };
}

/** Titles whose words are kept, at most: each answer asks about some fifty of them. */
const mostTitles = 20_000;
const wordSets = new Map<string, string>();

/** The words of a title, in whatever order, case and punctuation. */
function wordSet(title: string): string {
  const known = wordSets.get(title);
  if (known !== undefined) return known;
  const words = title.toLowerCase().split(/[^\p{L}\p{N}+#]/u);
  const set = [...new Set(words.filter((word) => word !== ''))].sort().join(' ');
  if (wordSets.size >= mostTitles) wordSets.clear();
  wordSets.set(title, set);
  return set;
}
