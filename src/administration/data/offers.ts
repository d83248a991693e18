import type { Types } from 'mongoose';
import { type Offers, PanelSettingsModel } from '../../../models/panel-settings.ts';

/** The settings of all panels of an institution; those of a course are beside them. */
const settingsOf = (institutionId: Types.ObjectId) => ({ institutionId, course: { $exists: false } });

/** Which courses an institution's panels suggest. */
export async function readOffers(institutionId: Types.ObjectId): Promise<Offers> {
  return (await PanelSettingsModel.findOne(settingsOf(institutionId)).lean())?.offers ?? 'enterable';
}

export async function setOffers(institutionId: Types.ObjectId, offers: Offers): Promise<void> {
  await PanelSettingsModel.updateOne(settingsOf(institutionId), { $set: { offers } }, { upsert: true });
}
