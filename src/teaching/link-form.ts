import type { Purpose } from '../answering/recommendation.ts';
import {
  cardCountOf,
  cardCounts,
  type LinkSettings,
  longestTitle,
  purposeNamed,
  titleOf,
} from '../panel/link-settings.ts';

/** The form as it was sent, to be shown again, and the settings when nothing is wrong with it. */
export interface LinkForm {
  cards: string;
  purpose: Purpose;
  title: string;
  problems: { cards?: true; title?: true };
  settings: LinkSettings | undefined;
}

export const emptyForm: LinkForm = {
  cards: `${cardCounts.usual}`,
  purpose: 'next',
  title: '',
  problems: {},
  settings: { cards: cardCounts.usual, purpose: 'next' },
};

export function parseLinkForm(body: Readonly<Record<string, unknown>> = {}): LinkForm {
  const given = { cards: textOf(body['cards']).trim(), title: textOf(body['title']) };
  const purpose = purposeNamed(body['purpose']) ?? 'next';
  const cards = cardCountOf(given.cards);
  const title = titleOf(given.title);
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

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, 4 * longestTitle) : '';
}
