// Which of several settings counts. Read this file first; stored-settings.ts reads and writes them.
//
//   the link by which the panel was opened  (purpose, number, heading; src/panel/link-settings.ts)
//   > the course that the panel is open in
//   > the institution
//   > the defaults below
//
// Each value counts by itself: a course that says only how many courses are shown has everything else as its institution.
// What is blocked is no such value: what the institution or the course blocks is blocked.
import { cardCounts, type Offers, type PanelChoices, type Purpose } from '../../models/panel-settings.ts';

/** Every setting with the value that counts. */
export interface EffectiveSettings {
  isOn: boolean;
  purpose: Purpose;
  cards: number;
  /** Undefined: that of the purpose. */
  heading: string | undefined;
  line: string | undefined;
  ownLanguagesOnly: boolean;
  exploration: number;
  offers: Offers;
}

/** What holds where nobody has decided anything. */
export const defaultSettings: Readonly<EffectiveSettings> = {
  isOn: true,
  purpose: 'next',
  cards: cardCounts.usual,
  heading: undefined,
  line: undefined,
  ownLanguagesOnly: false,
  exploration: 0,
  offers: 'enterable',
};

/** @param choices those that count first come first; an empty heading or line says that there is none */
export function resolveSettings(...choices: readonly (PanelChoices | undefined)[]): EffectiveSettings {
  const chosen = <Name extends keyof PanelChoices>(name: Name) =>
    choices.find((one) => one?.[name] !== undefined)?.[name];
  return {
    isOn: chosen('isOn') ?? defaultSettings.isOn,
    purpose: chosen('purpose') ?? defaultSettings.purpose,
    cards: chosen('cards') ?? defaultSettings.cards,
    heading: chosen('heading') || undefined,
    line: chosen('line') || undefined,
    ownLanguagesOnly: chosen('ownLanguagesOnly') ?? defaultSettings.ownLanguagesOnly,
    exploration: chosen('exploration') ?? defaultSettings.exploration,
    offers: chosen('offers') ?? defaultSettings.offers,
  };
}

/**
 * Of the wanted values those that are not as what stands behind: the others go on following it.
 * @param behind what counts where nothing is chosen
 */
export function choicesThatDiffer(
  wanted: Readonly<PanelChoices>,
  behind: Readonly<EffectiveSettings>,
): PanelChoices {
  const isAsBehind = (name: string, value: unknown) =>
    (value || undefined) === (behind[name as keyof EffectiveSettings] || undefined);
  return Object.fromEntries(Object.entries(wanted).filter(([name, value]) => !isAsBehind(name, value)));
}
