import type { CourseEntry } from '../../models/course.ts';
import type { CourseSequence, Readiness } from '../answering/course-sequence.ts';
import { levelStep } from '../answering/levels.ts';
import type { Reason } from '../answering/reasons.ts';
import type { Recommendation } from '../answering/recommendation.ts';
import type { Words } from '../words/words.ts';
import { type Cover, coverOf } from './cover.ts';
import { reasonWords } from './reason-words.ts';
import { titleList } from './title-list.ts';

const mostCategories = 2;
const longestDescription = 200;
const mostLookedAt = 2_000;
const knownLevels = [
  ...(['beginner', 'intermediate', 'advanced'] as const),
  ...(['introductory', 'basic', 'elementary', 'foundation'] as const),
  ...(['upper', 'expert', 'undergraduate', 'graduate', 'master', 'all'] as const),
];
/** Other ways in which catalogues write them. */
const sameLevels: ReadonlyMap<string, (typeof knownLevels)[number]> = new Map([
  ['beginners', 'beginner'],
  ['introduction', 'introductory'],
  ['intro', 'introductory'],
  ['medium', 'intermediate'],
  ['all levels', 'all'],
]);

/** What the first line of the facts says, or a word beside the title, about this reader alone. */
export interface Chip {
  kind: 'good' | 'warn' | 'leads';
  icon: 'check' | 'clock' | 'steps' | 'arrow';
  words: string;
}

/** A recommendation as the view shows it. All texts are plain; the view escapes them. */
export interface CourseCard {
  key: string;
  title: string;
  /** BCP 47 tag of the title's language, where it is known. */
  language: string | undefined;
  /** http or https; a course without one is shown without a link. */
  url: string | undefined;
  cover: Cover;
  /** 1 to 3, where the level is one of those that are known. */
  level: number | undefined;
  /** Level, language, when, way in: in one line, as far as they are known. */
  facts: string;
  /** Names of its categories in one line. */
  categories: string;
  /** How to get in and when it begins, in whole sentences, as far as it is known. */
  entry: string;
  description: string;
  /** BCP 47 tag, where it is known. */
  descriptionLanguage: string | undefined;
  /** The strongest first; one at least. */
  reasons: { kind: Reason['kind']; words: string }[];
  /** How the reader stands to it. */
  state: Chip | undefined;
  /** What it makes possible for them. */
  opens: Chip | undefined;
  isSaved: boolean;
}

/** @param subjects `Institution.subjects` */
export function toCourseCard(
  recommendation: Recommendation,
  subjects: readonly string[],
  words: Words,
): CourseCard {
  const { course, reasons, sequence, isSaved = false } = recommendation;
  const step = levelStep(course.level);
  return {
    key: course.key,
    title: course.title,
    language: course.language,
    url: webAddress(course.url),
    cover: coverOf(course, subjects),
    level: step === undefined ? undefined : step + 1,
    facts: words.aside(factWords(recommendation, words)),
    categories: words.aside(course.categories.slice(0, mostCategories)),
    entry: words.aside(entryWords(recommendation, words)),
    description: shorten(course.description ?? ''),
    descriptionLanguage: course.descriptionLanguage,
    reasons: reasons.map((reason) => ({ kind: reason.kind, words: reasonWords(reason, words) })),
    state: sequence?.readiness && stateChip(sequence.readiness, words),
    opens: sequence?.opens && opensChip(sequence.opens, words),
    isSaved,
  };
}

export function stateChip(readiness: Readiness, words: Words): Chip {
  switch (readiness.state) {
    case 'nothing-needed':
      return { kind: 'good', icon: 'check', words: words.say('chip.nothingNeeded') };
    case 'met':
      return { kind: 'good', icon: 'check', words: words.say('chip.met') };
    case 'finishing': {
      const courses = titleList(readiness.courses, words);
      return { kind: 'warn', icon: 'clock', words: words.say('chip.finishing', { courses }) };
    }
    case 'missing': {
      const courses = titleList(readiness.courses, words);
      return { kind: 'warn', icon: 'steps', words: words.say('chip.first', { courses }) };
    }
  }
}

function opensChip({ course, more }: NonNullable<CourseSequence['opens']>, words: Words): Chip {
  const opens =
    more === 0 ? words.say('chip.opens', { course }) : words.say('chip.opensMore', { course, more });
  return { kind: 'leads', icon: 'arrow', words: opens };
}

/** The shortest that is true; whole sentences stand below, with the description. */
function factWords({ course, wayIn, opensAt, startsAt }: Recommendation, words: Words): string[] {
  const when = opensAt
    ? words.say('entry.opensOn', { date: words.date(opensAt) })
    : (course.termName ?? (startsAt && words.say('entry.startsOn', { date: words.date(startsAt) })));
  return [
    ...levelWords(course.level, words),
    ...(course.taughtIn ? [words.languageName(course.taughtIn)] : []),
    ...(when ? [when] : []),
    ...creditWords(course.credits, words),
    // What is not open yet is not called open.
    ...(wayIn && !opensAt ? [words.say(`fact.${wayIn.way}`)] : []),
  ];
}

/** What begins later is said first: on that day the way is what it says. */
function entryWords({ wayIn, opensAt, startsAt }: Recommendation, words: Words): string[] {
  return [
    ...(opensAt ? [words.say('entry.opensOn', { date: words.date(opensAt) })] : []),
    // What is not open yet is not called open.
    ...(wayIn && !(opensAt && wayIn.way === 'open' && !wayIn.groups) ? [wayWords(wayIn, words)] : []),
    ...(startsAt ? [words.say('entry.startsOn', { date: words.date(startsAt) })] : []),
  ];
}

function wayWords({ way, groups, needsKey }: CourseEntry, words: Words): string {
  if (way === 'open' && groups) return words.say('entry.openToMembers', { groups: anyOf(groups, words) });
  if (way === 'cohort' && groups) return words.say('entry.cohortNamed', { groups: anyOf(groups, words) });
  if (way === 'guest' && needsKey) return words.say('entry.guestWithKey');
  return words.say(`entry.${way}`);
}

/** Groups of which one is enough. */
export function anyOf(groups: readonly string[], words: Words): string {
  return words.list(groups, 'disjunction');
}

/** Course addresses come from outside: `javascript:` and the like must not become a link. */
export function webAddress(url: string | undefined): string | undefined {
  return url !== undefined && URL.canParse(url) && /^https?:$/.test(new URL(url).protocol) ? url : undefined;
}

/** The levels that most catalogues know in the reader's language, and any other as the catalogue calls it. */
export function levelWords(level: string | undefined, words: Words): string[] {
  if (!level) return [];
  // "Beginner level" is Beginner, and "All levels" is a level.
  const plain = level
    .trim()
    .toLowerCase()
    .replace(/ level$/, '');
  const known = sameLevels.get(plain) ?? knownLevels.find((one) => one === plain);
  return [known === undefined ? capitalised(level) : words.say(`level.${known}`)];
}

/** How much a course counts; nothing where it is not known. */
export function creditWords(credits: number | undefined, words: Words): string[] {
  return credits === undefined ? [] : [words.say('fact.credits', { credits })];
}

/** Catalogues write `basic` or `Basic`; beside categories, which are names, a capital is right. */
function capitalised(text: string): string {
  const [first = '', ...rest] = text;
  return first.toUpperCase() + rest.join('');
}

/** Cuts at the last whole word that fits. */
export function shorten(text: string, longest = longestDescription): string {
  // A description may have a hundred thousand characters, and each page cuts several.
  const characters = [...text.slice(0, mostLookedAt).replace(/\s+/g, ' ').trim()];
  if (characters.length <= longest && text.length <= mostLookedAt) return characters.join('');
  const cut = characters.slice(0, longest).join('');
  return `${cut.replace(/[\s.,;:]*\s\S*$/, '')} …`;
}
