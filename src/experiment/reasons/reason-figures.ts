import { levelStep } from '../../answering/levels.ts';
import type { Reason } from '../../answering/reasons.ts';
import type { CourseText } from '../../recommender/data/dataset.ts';
import { termsOf } from '../../recommender/text/terms.ts';

/** A word or category that more than this share of the catalogue has relates nothing to nothing. */
const everywhere = { word: 0.2, category: 0.5 };
/** So many cards of one list that name the same course say the same thing. */
const mostAlike = 4;

/** What one learner is shown. Courses are rows of the catalogue. */
export interface ReasonedList {
  /** Oldest first. */
  history: readonly number[];
  cards: readonly { course: number; reasons: readonly Reason[] }[];
}

/** How the reasons of many lists speak. Shares are from 0 to 1. */
export interface ReasonFigures {
  lists: number;
  cards: number;
  reasons_a_card: number;
  /** Of the lists: those that name one and the same course on four cards or more. */
  one_course_on_four: number;
  /** Of the lists, and of the cards: those that name the course taken last. */
  names_last: number;
  cards_that_name_last: number;
  /** Of the cards: those that name a course of the history. */
  names_a_course: number;
  /** Of the courses named as a reason by themselves: those that share neither a category nor a word with the card. */
  unlike: number;
  /** Of these: those where another course of the history does share one. */
  unlike_needlessly: number;
  /** Of all courses named: those of the card's subject that are harder than the card. */
  harder: number;
  /** Of all reasons, most frequent first. */
  kinds: Record<string, number>;
}

/** @param courses by row */
export function reasonFigures(lists: readonly ReasonedList[], courses: readonly CourseText[]): ReasonFigures {
  const shares = likeness(courses);
  const titles = courses.map(({ title }) => title);
  const kinds = new Map<string, number>();
  const count = {
    ...{ cards: 0, reasons: 0, onFour: 0, last: 0, lastCards: 0, naming: 0 },
    ...{ named: 0, unlike: 0, needlessly: 0, any: 0, harder: 0 },
  };
  for (const { history, cards } of lists) {
    const named = cards.map(({ course, reasons }) => {
      const rows = new Set<number>();
      for (const reason of reasons) {
        kinds.set(reason.kind, (kinds.get(reason.kind) ?? 0) + 1);
        const row = 'course' in reason ? history.find((taken) => titles[taken] === reason.course) : undefined;
        if (row === undefined) continue;
        rows.add(row);
        count.any++;
        if (isHarder(courses[row] as CourseText, courses[course] as CourseText)) count.harder++;
        // What others did next is a link of its own.
        if (reason.kind === 'others-went-on') continue;
        count.named++;
        if (shares(row, course)) continue;
        count.unlike++;
        if (history.some((other) => shares(other, course))) count.needlessly++;
      }
      return rows;
    });
    const cardsOf = (row: number) => named.filter((rows) => rows.has(row)).length;
    const last = cardsOf(history.at(-1) as number);
    count.cards += cards.length;
    count.reasons += cards.reduce((sum, { reasons }) => sum + reasons.length, 0);
    count.naming += named.filter(({ size }) => size > 0).length;
    count.lastCards += last;
    if (last > 0) count.last++;
    if (history.some((row) => cardsOf(row) >= mostAlike)) count.onFour++;
  }
  const part = (some: number, all: number) => (all === 0 ? 0 : some / all);
  return {
    lists: lists.length,
    cards: count.cards,
    reasons_a_card: part(count.reasons, count.cards),
    one_course_on_four: part(count.onFour, lists.length),
    names_last: part(count.last, lists.length),
    cards_that_name_last: part(count.lastCards, count.cards),
    names_a_course: part(count.naming, count.cards),
    unlike: part(count.unlike, count.named),
    unlike_needlessly: part(count.needlessly, count.unlike),
    harder: part(count.harder, count.any),
    kinds: Object.fromEntries(
      [...kinds].sort(([, a], [, b]) => b - a).map(([kind, times]) => [kind, part(times, count.reasons)]),
    ),
  };
}

/** Whether a course of the same subject, its first category, is of a higher level. */
function isHarder(named: CourseText, card: CourseText): boolean {
  const [level, own] = [levelStep(named.level), levelStep(card.level)];
  const isOfSubject = card.categories.length > 0 && named.categories[0] === card.categories[0];
  return isOfSubject && level !== undefined && own !== undefined && level > own;
}

/** Whether two rows share a category or a word that says something. */
function likeness(courses: readonly CourseText[]): (one: number, other: number) => boolean {
  const words = telling(
    courses.map(({ title, description, language }) => termsOf(`${title} ${description}`, language)),
    everywhere.word,
  );
  const categories = telling(
    courses.map((course) => course.categories),
    everywhere.category,
  );
  const meet = (one: ReadonlySet<string>, other: ReadonlySet<string>) =>
    [...one].some((thing) => other.has(thing));
  return (one, other) => meet(words[one]!, words[other]!) || meet(categories[one]!, categories[other]!);
}

/** What each course has, without what more than a share of all have. */
function telling(things: readonly (readonly string[])[], most: number): Set<string>[] {
  const sets = things.map((all) => new Set(all));
  const courses = new Map<string, number>();
  for (const set of sets) for (const thing of set) courses.set(thing, (courses.get(thing) ?? 0) + 1);
  return sets.map(
    (set) => new Set([...set].filter((thing) => (courses.get(thing) ?? 0) <= most * things.length)),
  );
}
