import { cardCounts, type PanelChoices } from '../../models/panel-settings.ts';
import { longestTitle, parseCardCount, parsePurpose, parseTitle } from '../panel/link-settings.ts';
import type { EffectiveSettings } from '../panel-settings/resolve-settings.ts';

export const longestLine = 200;
/** Shares of the answers with one course drawn at random that staff can pick. */
const pickedExplorations: readonly number[] = [0, 0.1, 0.2];

/** Choices that the form has; what it does not have stays as it is. */
export type FormChoices = Required<Omit<PanelChoices, 'offers'>>;

/** The form as it is shown, and the choices, if nothing is wrong with it. */
export interface SettingsForm {
  shown: FormChoices;
  problems: { heading?: true; line?: true };
  choices: FormChoices | undefined;
}

/** What counts now, as the form shows it. */
export function formOf({ offers: _, heading = '', line = '', ...settings }: EffectiveSettings): SettingsForm {
  const shown = { ...settings, heading, line };
  return { shown, problems: {}, choices: shown };
}

/** @param now what counts now: it stays for a value that is none */
export function parseSettingsForm(
  body: Readonly<Record<string, unknown>>,
  now: EffectiveSettings,
): SettingsForm {
  const heading = asText(body['heading']);
  const line = asText(body['line']);
  const parsed = { heading: parseTitle(heading), line: parseTitle(line, longestLine) };
  const problems = {
    ...(parsed.heading === undefined && heading.trim() !== '' ? { heading: true as const } : {}),
    ...(parsed.line === undefined && line.trim() !== '' ? { line: true as const } : {}),
  };
  const exploration = Number(body['exploration']);
  const choices: FormChoices = {
    isOn: body['isOn'] === 'yes',
    purpose: parsePurpose(body['purpose']) ?? now.purpose,
    cards: parseCardCount(body['cards']) ?? now.cards,
    heading: parsed.heading ?? '',
    line: parsed.line ?? '',
    ownLanguagesOnly: body['ownLanguagesOnly'] === 'yes',
    exploration: explorationsFor(now.exploration).includes(exploration) ? exploration : now.exploration,
  };
  const isRight = Object.keys(problems).length === 0;
  return { shown: { ...choices, heading, line }, problems, choices: isRight ? choices : undefined };
}

/** What can be picked, with what holds now: the institution may have set another share. */
export function explorationsFor(now: number): number[] {
  return [...new Set([...pickedExplorations, now])].sort((a, b) => a - b);
}

export const numbersOfCards: readonly number[] = Array.from(
  { length: cardCounts.most - cardCounts.fewest + 1 },
  (_, i) => cardCounts.fewest + i,
);

function asText(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, 4 * Math.max(longestTitle, longestLine)) : '';
}
