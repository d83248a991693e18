import type { CourseEntry } from '../../models/course.ts';
import type { Reason } from '../answering/reasons.ts';
import type { Recommendation } from '../answering/recommendation.ts';
import type { Words } from '../words/words.ts';
import { reasonWords } from './reason-words.ts';

const mostReasons = 2;
const mostCategories = 2;
const longestDescription = 200;
const mostLookedAt = 2_000;
const knownLevels = ['beginner', 'intermediate', 'advanced'] as const;

/** A recommendation as the view shows it. All texts are plain; the view escapes them. */
export interface CourseCard {
  key: string;
  title: string;
  /** BCP 47 tag of the title's language, where it is known. */
  language: string | undefined;
  /** http or https; a course without one is shown without a link. */
  url: string | undefined;
  /** Categories, then the level; empty where neither is known. */
  facts: string;
  /** How to get in and when it begins, as far as it is known. */
  entry: string;
  description: string;
  /** BCP 47 tag, where it is known. */
  descriptionLanguage: string | undefined;
  reasons: { kind: Reason['kind']; words: string }[];
}

export function toCourseCard(recommendation: Recommendation, words: Words): CourseCard {
  const { course, reasons } = recommendation;
  return {
    key: course.key,
    title: course.title,
    language: course.language,
    url: webAddress(course.url),
    facts: words.aside([...course.categories.slice(0, mostCategories), ...levelWords(course.level, words)]),
    entry: words.aside(entryWords(recommendation, words)),
    description: shorten(course.description ?? ''),
    descriptionLanguage: course.descriptionLanguage,
    reasons: reasons
      .slice(0, mostReasons)
      .map((reason) => ({ kind: reason.kind, words: reasonWords(reason, words) })),
  };
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

/** The three levels that most catalogues know in the reader's language, and any other as the catalogue calls it. */
export function levelWords(level: string | undefined, words: Words): string[] {
  if (!level) return [];
  const known = knownLevels.find((one) => one === level.toLowerCase());
  return [known === undefined ? capitalised(level) : words.say(`level.${known}`)];
}

/** Catalogues write `basic` or `Basic`; beside categories, which are names, a capital is right. */
function capitalised(text: string): string {
  const [first = '', ...rest] = text;
  return first.toUpperCase() + rest.join('');
}

/** Cuts at the last whole word that fits. */
function shorten(text: string): string {
  // A description may have a hundred thousand characters, and each page cuts several.
  const characters = [...text.slice(0, mostLookedAt).replace(/\s+/g, ' ').trim()];
  if (characters.length <= longestDescription && text.length <= mostLookedAt) return characters.join('');
  const cut = characters.slice(0, longestDescription).join('');
  return `${cut.replace(/[\s.,;:]*\s\S*$/, '')} …`;
}
