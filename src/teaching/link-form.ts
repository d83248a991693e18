import type { Purpose } from '../answering/recommendation.ts';
import {
  type LinkSettings,
  longestTitle,
  parseCardCount,
  parsePurpose,
  parseTitle,
} from '../panel/link-settings.ts';
import type { EffectiveSettings } from '../panel-settings/resolve-settings.ts';

/** The form as it was sent, so that it can be shown again; and the settings, if nothing is wrong with it. */
export interface LinkForm {
  cards: string;
  purpose: Purpose;
  title: string;
  problems: { cards?: true; title?: true };
  settings: LinkSettings | undefined;
}

/** A new link is like the panel without one, as the course or its institution has set it. */
export function emptyForm({ cards, purpose }: Pick<EffectiveSettings, 'cards' | 'purpose'>): LinkForm {
  return { cards: `${cards}`, purpose, title: '', problems: {}, settings: { cards, purpose } };
}

export function parseLinkForm(body: Readonly<Record<string, unknown>> = {}): LinkForm {
  const given = { cards: asText(body['cards']).trim(), title: asText(body['title']) };
  const purpose = parsePurpose(body['purpose']) ?? 'next';
  const cards = parseCardCount(given.cards);
  const title = parseTitle(given.title);
  const problems = {
    ...(cards === undefined ? { cards: true as const } : {}),
    ...(title === undefined && given.title.trim() !== '' ? { title: true as const } : {}),
  };
  return {
    ...given,
    purpose,
    problems,
    settings: cards === undefined || problems.title ? undefined : { cards, purpose, ...(title && { title }) },
  };
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, 4 * longestTitle) : '';
}
