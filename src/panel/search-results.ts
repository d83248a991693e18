import type { Exclusion } from '../answering/eligibility.ts';
import type { FoundAnswer, SearchAnswer } from '../answering/search-courses.ts';
import type { Words } from '../words/words.ts';
import { anyOf, webAddress } from './course-card.ts';

/** What a search found, as the view shows it. All texts are plain; the view escapes them. */
export interface SearchResults {
  title: string;
  /** That nothing fits; undefined where something does. */
  nothing: string | undefined;
  /** What the list is, where nothing in it fits. */
  nearest: string | undefined;
  found: SearchResultCard[];
}

export interface SearchResultCard {
  key: string;
  title: string;
  /** BCP 47 tag of the title's language, where it is known. */
  language: string | undefined;
  url: string | undefined;
  strength: FoundAnswer['strength'];
  /** What may be said of it, and what must: words that it does not hold, what stands in the way. */
  says: string;
  /** The passage, cut where its marks begin and end. */
  passage: { text: string; isMarked: boolean }[];
  /** BCP 47 tag. */
  passageLanguage: string | undefined;
}

export function toSearchResults({ text, found, nothingFits }: SearchAnswer, words: Words): SearchResults {
  return {
    title: words.say('search.results', { text }),
    nothing: nothingFits ? words.say('search.nothingFits', { text }) : undefined,
    nearest: nothingFits && found.length > 0 ? words.say('search.nearest') : undefined,
    found: found.map((one) => toCard(one, words)),
  };
}

function toCard(
  { course, strength, missing, passage, obstacles }: FoundAnswer,
  words: Words,
): SearchResultCard {
  return {
    key: course.key,
    title: course.title,
    language: course.language,
    url: webAddress(course.url),
    strength,
    says: words.aside([
      words.say(`search.strength.${strength}`),
      ...(missing.length > 0 ? [words.say('search.missing', { words: words.list(missing) })] : []),
      ...obstacles.flatMap((obstacle) => obstacleWords(obstacle, words) ?? []),
    ]),
    passage: passage ? cutAtMarks(passage) : [],
    passageLanguage: passage?.language,
  };
}

function cutAtMarks({ text, marks }: NonNullable<FoundAnswer['passage']>): SearchResultCard['passage'] {
  const pieces: SearchResultCard['passage'] = [];
  let from = 0;
  for (const [start, end] of marks) {
    if (start > from) pieces.push({ text: text.slice(from, start), isMarked: false });
    pieces.push({ text: text.slice(start, end), isMarked: true });
    from = end;
  }
  if (from < text.length) pieces.push({ text: text.slice(from), isMarked: false });
  return pieces;
}

function obstacleWords(exclusion: Exclusion, words: Words): string | undefined {
  switch (exclusion.reason) {
    case 'taken':
      return words.say('search.obstacle.taken');
    case 'other-section-taken':
      return words.say('search.obstacle.otherSection', { course: exclusion.course });
    case 'dismissed':
      return words.say('search.obstacle.dismissed');
    case 'missing-prerequisite':
      return words.say('search.obstacle.prerequisites', { courses: words.list(exclusion.courses) });
    case 'closed':
      return words.say('search.obstacle.closed');
    case 'not-open-yet':
      return words.say('search.obstacle.opens', { date: words.date(exclusion.opensAt) });
    case 'members-only':
      return words.say('search.obstacle.membersOnly', { groups: anyOf(exclusion.groups, words) });
    case 'invitation-only':
      return words.say('search.obstacle.invitation');
    case 'no-way-in':
      return words.say('search.obstacle.noWayIn');
    case 'other-language':
      return words.say('search.obstacle.language', { language: words.languageName(exclusion.language) });
    // Courses with these are not shown (`answering/search-courses.ts`).
    case 'blocked':
    case 'hidden':
    case 'excluded-category':
    case 'removed':
    case 'other-audience':
      return undefined;
  }
}
