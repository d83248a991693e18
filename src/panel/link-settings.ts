import { type Purpose, purposes } from '../answering/recommendation.ts';

/** What a link to the panel shows, as whoever added it to a course chose. */
export interface LinkSettings {
  /** How many courses. */
  cards: number;
  purpose: Purpose;
  /** Heading; undefined is the purpose's own. */
  title?: string;
}

export const cardCounts = { fewest: 1, usual: 5, most: 10 } as const;
export const longestTitle = 80;

/** The parameters that carry the settings with the link, through the platform and back. */
const names = {
  cards: 'next_courses_cards',
  purpose: 'next_courses_purpose',
  title: 'next_courses_title',
} as const;

/** As custom parameters. */
export function parametersOf({ cards, purpose, title }: LinkSettings): Record<string, string> {
  return {
    [names.cards]: `${cards}`,
    [names.purpose]: purpose,
    ...(title === undefined ? {} : { [names.title]: escapeTitle(title) }),
  };
}

/**
 * From the custom parameters of a launch. Whoever may edit the link can write anything there: what is missing, unknown
 * or out of range is the usual.
 * @returns undefined for a link that nothing was chosen for
 */
export function settingsIn(parameters: Readonly<Record<string, string>>): LinkSettings | undefined {
  if (!Object.values(names).some((name) => parameters[name] !== undefined)) return undefined;
  const title = titleOf(unescapeTitle(parameters[names.title] ?? ''));
  return {
    cards: cardCountOf(parameters[names.cards]) ?? cardCounts.usual,
    purpose: purposeNamed(parameters[names.purpose]) ?? 'next',
    ...(title && { title }),
  };
}

/** A whole number within the range; undefined is anything else. */
export function cardCountOf(text: unknown): number | undefined {
  const count = typeof text === 'string' && /^\d{1,3}$/.test(text) ? Number(text) : 0;
  return count >= cardCounts.fewest && count <= cardCounts.most ? count : undefined;
}

export function purposeNamed(text: unknown): Purpose | undefined {
  return purposes.find((purpose) => purpose === text);
}

/** One line without control characters; undefined where nothing is left, or too much. */
export function titleOf(text: unknown): string | undefined {
  if (typeof text !== 'string') return undefined;
  const title = text.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
  return title !== '' && [...title].length <= longestTitle ? title : undefined;
}

/** Platforms keep parameters as lines (Moodle) and replace `$variables` in them: a title must hold neither. */
function escapeTitle(title: string): string {
  return title.replace(/[%$;\\]/g, (character) => encodeURIComponent(character));
}

function unescapeTitle(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // Written by hand, with a % of its own.
    return text;
  }
}
