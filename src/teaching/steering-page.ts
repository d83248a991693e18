import type { PanelSettings } from '../../models/panel-settings.ts';
import { type Purpose, purposes } from '../answering/recommendation.ts';
import { longestTitle } from '../panel/link-settings.ts';
import type { Words } from '../words/words.ts';
import type { Preview } from './preview.ts';
import { explorationsFor, longestLine, numbersOfCards, type SettingsForm } from './settings-form.ts';
import type { SteeredView } from './steered-list.ts';
import type { NamedCourse } from './steering-records.ts';

/** What `views/teaching/panel.ejs` shows. */
export interface SteeringPage {
  /** Undefined for a course that the catalogue does not have. */
  course: NamedCourse | undefined;
  isOn: boolean;
  /** Of the page and of its actions: each says of which course it is, and for whom it was made. */
  address: (action?: string, parameters?: Readonly<Record<string, string>>) => string;
  notice: string | undefined;
  /** What the link says by which the panel was opened; it goes before the settings. */
  ofLink: string | undefined;
  preview: Preview;
  steered: SteeredView;
  settings: SettingsView;
  /** Back to adding a link, where the visit was opened for that. */
  adding: boolean;
}

export interface SettingsView {
  form: SettingsForm;
  purposes: { purpose: Purpose; choice: string; hint: string; title: string }[];
  cards: readonly number[];
  explorations: { share: number; words: string }[];
  limits: { heading: number; line: number };
  /** When the course's own settings were changed last. */
  changed: { iso: string; words: string } | undefined;
}

/** @param own what is stored of the course itself */
export function settingsView(
  form: SettingsForm,
  own: Pick<PanelSettings, 'changedAt'> | undefined,
  words: Words,
): SettingsView {
  const changedAt = own?.changedAt;
  return {
    form,
    purposes: purposes.map((purpose) => ({
      purpose,
      choice: words.say(`steer.purpose.${purpose}`),
      hint: words.say(`steer.purpose.${purpose}.hint`),
      title: words.say(`purpose.${purpose === 'next' ? purpose : 'supplementOfCourse'}.title`),
    })),
    cards: numbersOfCards,
    explorations: explorationsFor(form.shown.exploration).map((share) => ({
      share,
      words:
        share === 0
          ? words.say('steer.exploration.off')
          : words.say('steer.exploration.oneIn', { visits: Math.round(1 / share) }),
    })),
    limits: { heading: longestTitle, line: longestLine },
    changed: changedAt && {
      iso: changedAt.toISOString(),
      words: words.say('steer.changed', { date: words.date(changedAt) }),
    },
  };
}
