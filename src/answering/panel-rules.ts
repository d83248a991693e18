import type { Types } from 'mongoose';
import { type Offers, PanelSettingsModel } from '../../models/panel-settings.ts';

/** What staff have decided, as it applies to one panel. */
export interface PanelRules {
  /** Keys of courses that are not suggested. */
  blocked: ReadonlySet<string>;
  ownLanguagesOnly: boolean;
  /** Share of the answers with one course drawn at random. */
  exploration: number;
  offers: Offers;
}

/** Reads what is set for the institution and, in a course's panel, for that course. What either blocks is blocked. */
export async function readPanelRules(
  institutionId: Types.ObjectId,
  course: string | undefined,
): Promise<PanelRules> {
  const places = course === undefined ? [null] : [null, course];
  const settings = await PanelSettingsModel.find({ institutionId, course: { $in: places } }).lean();
  return {
    blocked: new Set(settings.flatMap(({ blocked }) => blocked)),
    ownLanguagesOnly: settings.some(({ ownLanguagesOnly }) => ownLanguagesOnly),
    exploration: Math.max(0, ...settings.map(({ exploration }) => exploration)),
    offers: settings.some(({ offers }) => offers === 'all') ? 'all' : 'enterable',
  };
}
