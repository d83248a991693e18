import type { Types } from 'mongoose';
import type { Offers } from '../../models/panel-settings.ts';
import { resolveSettings } from '../panel-settings/resolve-settings.ts';
import { readSettings } from '../panel-settings/stored-settings.ts';

/** What staff have decided, as it applies to one panel. */
export interface PanelRules {
  /** Keys of courses that are not suggested. */
  blocked: ReadonlySet<string>;
  ownLanguagesOnly: boolean;
  /** Share of the answers with one course drawn at random. */
  exploration: number;
  offers: Offers;
}

/** Reads what counts in a panel. What the institution or the course blocks is blocked. */
export async function readPanelRules(
  institutionId: Types.ObjectId,
  course: string | undefined,
): Promise<PanelRules> {
  const stored = await readSettings({ institutionId, course });
  const { ownLanguagesOnly, exploration, offers } = resolveSettings(stored.course, stored.institution);
  const blocked = [stored.institution, stored.course].flatMap((settings) => settings?.blocked ?? []);
  return { blocked: new Set(blocked), ownLanguagesOnly, exploration, offers };
}
