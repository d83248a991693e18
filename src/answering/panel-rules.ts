import type { Types } from 'mongoose';
import type { Offers, SteeringWay } from '../../models/panel-settings.ts';
import { resolveSettings } from '../panel-settings/resolve-settings.ts';
import { readSettings, type StoredSettings } from '../panel-settings/stored-settings.ts';
import type { StaffPick } from './steered-courses.ts';

/** What staff have decided, as it applies to one panel. */
export interface PanelRules {
  /** Keys of courses that are not suggested. */
  blocked: ReadonlySet<string>;
  ownLanguagesOnly: boolean;
  /** Share of the answers with one course drawn at random. */
  exploration: number;
  offers: Offers;
  /** What staff of the course want first, and what they rank higher, the oldest first; absent: nothing. */
  pins?: readonly StaffPick[];
  boosts?: readonly StaffPick[];
}

/** Reads what counts in a panel. What the institution or the course blocks is blocked. */
export async function readPanelRules(
  institutionId: Types.ObjectId,
  course: string | undefined,
): Promise<PanelRules> {
  return panelRules(await readSettings({ institutionId, course }));
}

/** @param stored of the panel, where it has been read before */
export function panelRules(stored: StoredSettings): PanelRules {
  const { ownLanguagesOnly, exploration, offers } = resolveSettings(stored.course, stored.institution);
  const blocked = [stored.institution, stored.course].flatMap((settings) => settings?.blocked ?? []);
  const steered = (way: SteeringWay): StaffPick[] =>
    (stored.course?.steered ?? []).filter((one) => one.way === way);
  return {
    ...{ ownLanguagesOnly, exploration, offers },
    ...{ pins: steered('pin'), boosts: steered('boost') },
    blocked: new Set([...blocked, ...steered('block').map((one) => one.course)]),
  };
}
