import type { Rating } from '../../models/event.ts';
import { type CourseState, type StateGroup, stateGroup, stateGroups } from '../answering/course-state.ts';
import type { FoundAnswer, SearchAnswer } from '../answering/search-courses.ts';
import type { Words } from '../words/words.ts';
import { creditWords, levelWords, webAddress } from './course-card.ts';
import { stateWords } from './course-state-words.ts';
import { type Cover, coverOf } from './cover.ts';
import { cutAtMarks, type TextPiece } from './marked-text.ts';

/** What the address of a search says. */
export interface SearchAsked {
  /** Empty: nothing is searched yet. */
  text: string;
  /** Courses in one group of states alone; undefined: all. */
  group: StateGroup | undefined;
  /** From 1. */
  page: number;
}

/** What a search found, as the view shows it. All texts are plain; the view escapes them. */
export interface SearchResults {
  /** How many there are; that there are none where nothing fits. */
  title: string;
  nothingFits: boolean;
  /** Where nothing fits: what was searched. */
  looked: string;
  filters: { group: StateGroup | undefined; text: string; isCurrent: boolean }[];
  found: ResultCard[];
  /** Pages before and after this one; undefined: there is none. */
  previous: number | undefined;
  next: { page: number; count: number } | undefined;
}

/** What a learner can do with a course that they found. */
export type ResultAction = 'restore' | 'rate' | 'path' | 'none';

export interface ResultCard {
  key: string;
  cover: Cover;
  title: string;
  titlePieces: TextPiece[];
  /** BCP 47 tag of the title's language, where it is known. */
  language: string | undefined;
  url: string | undefined;
  strength: FoundAnswer['strength'];
  /** How the reader stands to it; undefined where they come to take nothing. */
  badge: { group: StateGroup; text: string } | undefined;
  /** The passage, cut where its marks begin and end. */
  passage: TextPiece[];
  /** BCP 47 tag. */
  passageLanguage: string | undefined;
  facts: string;
  action: ResultAction;
  /** Whether it can be kept for later, and whether it is. */
  canSave: boolean;
  isSaved: boolean;
  rating: Rating | undefined;
}

const perPage = 12;

interface ResultContext {
  /** Of the learner, by the key of the course. */
  ratings: ReadonlyMap<string, Rating | undefined>;
  /** `Institution.subjects` */
  subjects: readonly string[];
  /** Courses stand to the reader, who may come to take them, as they are found. */
  isAboutReader: boolean;
}

export function toSearchResults(
  { text, found, nothingFits, groups, searched, isAtLeast }: SearchAnswer,
  { group, page }: SearchAsked,
  words: Words,
  context: ResultContext,
): SearchResults {
  const inGroup = group === undefined ? found : found.filter(({ state }) => stateGroup(state) === group);
  const pages = Math.max(1, Math.ceil(inGroup.length / perPage));
  const current = Math.min(page, pages);
  const shown = inGroup.slice((current - 1) * perPage, current * perPage);
  const rest = Math.min(perPage, inGroup.length - current * perPage);
  return {
    title: nothingFits
      ? words.say('search.nothingFits', { text })
      : words.say(isAtLeast ? 'search.foundAtLeast' : 'search.found', { text, count: found.length }),
    ...{ nothingFits, looked: words.say('search.looked', { count: searched }) },
    filters: nothingFits || !context.isAboutReader ? [] : filtersFor(groups, group, found.length, words),
    found: shown.map((one) => toCard(one, words, context)),
    previous: current > 1 ? current - 1 : undefined,
    next: rest > 0 ? { page: current + 1, count: rest } : undefined,
  };
}

/** One for each group that anything is in, and for the one that is chosen. */
function filtersFor(
  groups: SearchAnswer['groups'],
  chosen: StateGroup | undefined,
  all: number,
  words: Words,
): SearchResults['filters'] {
  const some = stateGroups.filter((group) => groups[group] > 0 || group === chosen);
  if (some.length < 2 && chosen === undefined) return [];
  return [
    {
      group: undefined,
      text: words.say('search.filter.all', { count: all }),
      isCurrent: chosen === undefined,
    },
    ...some.map((group) => ({
      ...{ group, isCurrent: group === chosen },
      text: words.say(`search.filter.${group}`, { count: groups[group] }),
    })),
  ];
}

function toCard(
  { course, strength, missing, passage, titleMarks, state, isSaved }: FoundAnswer,
  words: Words,
  { ratings, subjects, isAboutReader }: ResultContext,
): ResultCard {
  const isShown = titleMarks.length > 0 || (passage !== undefined && passage.marks.length > 0);
  return {
    ...{
      key: course.key,
      cover: coverOf(course, subjects),
      title: course.title,
      language: course.language,
      strength,
    },
    titlePieces: cutAtMarks(course.title, titleMarks),
    url: webAddress(course.url),
    badge: isAboutReader ? { group: stateGroup(state), text: stateWords(state, words) } : undefined,
    passage: passage ? cutAtMarks(passage.text, passage.marks) : [],
    passageLanguage: passage?.language,
    facts: words.aside([
      // Nothing of it is marked: the reader would ask why it is here.
      ...(strength === 'related' && !isShown ? [words.say('search.related')] : []),
      ...levelWords(course.level, words),
      ...creditWords(course.credits, words),
      ...(course.startsAt ? [words.say('entry.startsOn', { date: words.date(course.startsAt) })] : []),
      ...(missing.length > 0 ? [words.say('search.missing', { words: words.list(missing) })] : []),
    ]),
    ...{ action: actionFor(state), canSave: isSaved || savable(state), isSaved },
    rating: ratings.get(course.key),
  };
}

/** What the reader may come to take. */
function savable(state: CourseState): boolean {
  return state.kind === 'other-language' || ['open', 'later', 'step'].includes(stateGroup(state));
}

function actionFor({ kind }: CourseState): ResultAction {
  if (kind === 'hidden') return 'restore';
  if (kind === 'taken' || kind === 'taking') return 'rate';
  return kind === 'first-take' || kind === 'steps-away' ? 'path' : 'none';
}
