import type { Exclusion } from '../answering/eligibility.ts';
import type { FoundAnswer, SearchAnswer } from '../answering/search-courses.ts';
import { webAddress } from './course-card.ts';
import { dateWords, type PanelWords } from './panel-words.ts';

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
  says: string[];
  /** The passage, cut where its marks begin and end. */
  passage: { text: string; isMarked: boolean }[];
  /** BCP 47 tag. */
  passageLanguage: string | undefined;
}

export function toSearchResults(
  { text, found, nothingFits }: SearchAnswer,
  words: PanelWords,
): SearchResults {
  return {
    title: words.search.results(text),
    nothing: nothingFits ? words.search.nothingFits(text) : undefined,
    nearest: nothingFits && found.length > 0 ? words.search.nearest : undefined,
    found: found.map((one) => toCard(one, words)),
  };
}

function toCard(
  { course, strength, missing, passage, obstacles }: FoundAnswer,
  words: PanelWords,
): SearchResultCard {
  return {
    key: course.key,
    title: course.title,
    language: course.language,
    url: webAddress(course.url),
    strength,
    says: [
      words.search.strengths[strength],
      ...(missing.length > 0 ? [words.search.missing(missing.join(', '))] : []),
      ...obstacles.flatMap((obstacle) => obstacleWords(obstacle, words) ?? []),
    ],
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

function obstacleWords(exclusion: Exclusion, words: PanelWords): string | undefined {
  const { obstacles } = words.search;
  switch (exclusion.reason) {
    case 'taken':
      return obstacles.taken;
    case 'other-section-taken':
      return obstacles.otherSection(exclusion.course);
    case 'dismissed':
      return obstacles.dismissed;
    case 'missing-prerequisite':
      return obstacles.prerequisites(exclusion.courses.join(', '));
    case 'closed':
      return obstacles.closed;
    case 'not-open-yet':
      return obstacles.opens(dateWords(exclusion.opensAt, words));
    case 'members-only':
      return obstacles.membersOnly(exclusion.groups.join(', '));
    case 'invitation-only':
      return obstacles.invitation;
    case 'no-way-in':
      return obstacles.noWayIn;
    case 'other-language':
      return obstacles.language(exclusion.language);
    // Courses with these are not shown (`answering/search-courses.ts`).
    case 'blocked':
    case 'hidden':
    case 'excluded-category':
    case 'removed':
    case 'other-audience':
      return undefined;
  }
}
