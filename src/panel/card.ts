import type { Reason } from '../answering/reasons.ts';
import type { Recommendation } from '../answering/recommendation.ts';
import type { Words } from './english.ts';
import { reasonWords } from './reason-words.ts';

const mostReasons = 2;
const mostCategories = 2;
const longestDescription = 200;

/** A recommendation as the view shows it; texts are plain, the view escapes them. */
export interface Card {
  key: string;
  title: string;
  /** http or https; a course without one is shown without a link. */
  url: string | undefined;
  /** Categories, then the level. */
  facts: string[];
  description: string;
  reasons: { kind: Reason['kind']; words: string }[];
}

export function cardOf({ course, reasons }: Recommendation, words: Words): Card {
  return {
    key: course.key,
    title: course.title,
    url: webAddress(course.url),
    facts: [...course.categories.slice(0, mostCategories), capitalised(course.level ?? '')].filter(Boolean),
    description: shorten(course.description ?? ''),
    reasons: reasons
      .slice(0, mostReasons)
      .map((reason) => ({ kind: reason.kind, words: reasonWords(reason, words) })),
  };
}

/** Course addresses come from imports: `javascript:` and its like must not become a link. */
function webAddress(url: string | undefined): string | undefined {
  return url !== undefined && URL.canParse(url) && /^https?:$/.test(new URL(url).protocol) ? url : undefined;
}

/** Catalogues write `beginner` or `Beginner`; beside categories, which are names, it reads as one. */
function capitalised(text: string): string {
  const [first = '', ...rest] = text;
  return first.toUpperCase() + rest.join('');
}

/** Cuts at the last whole word that fits. */
function shorten(text: string): string {
  const characters = [...text.replace(/\s+/g, ' ').trim()];
  if (characters.length <= longestDescription) return characters.join('');
  const cut = characters.slice(0, longestDescription).join('');
  return `${cut.replace(/[\s.,;:]*\s\S*$/, '')} …`;
}
