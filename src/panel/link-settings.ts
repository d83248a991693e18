import { cardCounts } from '../../models/panel-settings.ts';
import { type Purpose, purposes } from '../answering/recommendation.ts';

export { cardCounts } from '../../models/panel-settings.ts';

/** What a link to the panel shows: the person who added it to a course has chosen it. */
export interface LinkSettings {
  /** How many courses. */
  cards: number;
  purpose: Purpose;
  /** The heading; undefined: that of the purpose. */
  title?: string;
}

export const longestTitle = 80;

/** Names of the custom parameters that carry the settings with the link, through the platform and back. */
const names = {
  cards: 'next_courses_cards',
  purpose: 'next_courses_purpose',
  title: 'next_courses_title',
} as const;

export function toCustomParameters({ cards, purpose, title }: LinkSettings): Record<string, string> {
  return {
    [names.cards]: `${cards}`,
    [names.purpose]: purpose,
    ...(title === undefined ? {} : { [names.title]: escapeTitle(title) }),
  };
}

/**
 * Reads the settings from the custom parameters of a launch. Whoever may edit the link can write anything there: a value
 * that is missing, unknown or out of range becomes the usual one.
 * @returns undefined for a link without settings
 */
export function readLinkSettings(parameters: Readonly<Record<string, string>>): LinkSettings | undefined {
  if (!Object.values(names).some((name) => parameters[name] !== undefined)) return undefined;
  const title = parseTitle(unescapeTitle(parameters[names.title] ?? ''));
  return {
    cards: parseCardCount(parameters[names.cards]) ?? cardCounts.usual,
    purpose: parsePurpose(parameters[names.purpose]) ?? 'next',
    ...(title && { title }),
  };
}

/** A whole number within the range; undefined for anything else. */
export function parseCardCount(text: unknown): number | undefined {
  const count = typeof text === 'string' && /^\d{1,3}$/.test(text) ? Number(text) : 0;
  return count >= cardCounts.fewest && count <= cardCounts.most ? count : undefined;
}

export function parsePurpose(text: unknown): Purpose | undefined {
  return purposes.find((purpose) => purpose === text);
}

/** One line without control characters; undefined where nothing is left, or it is too long. */
export function parseTitle(text: unknown, longest = longestTitle): string | undefined {
  if (typeof text !== 'string') return undefined;
  const title = text.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
  return title !== '' && [...title].length <= longest ? title : undefined;
}

/** Platforms keep parameters as lines (Moodle) and replace `$variables` in them: a title must hold neither. */
function escapeTitle(title: string): string {
  return title.replace(/[%$;\\]/g, (character) => encodeURIComponent(character));
}

function unescapeTitle(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // Somebody wrote it by hand, with a % that escapes nothing.
    return text;
  }
}
