import type { Types } from 'mongoose';
import { AuditEntryModel } from '../../models/audit-entry.ts';
import { type PanelChoices, type PanelSettings, PanelSettingsModel } from '../../models/panel-settings.ts';
import { joinQueries } from '../joined-queries/join-queries.ts';
import { type Changer, traceOf } from './changer.ts';
import { choicesThatDiffer, resolveSettings } from './resolve-settings.ts';

/** Whose panels settings are of: those of one course, or without one all of the institution. */
export interface Panels {
  institutionId: Types.ObjectId;
  /** `Course.key` */
  course?: string | undefined;
}

/** What is stored for a panel, and what stands behind it. */
export interface StoredSettings {
  /** Of the course that the panel is open in; undefined where nothing is stored, or it is open in no course. */
  course?: PanelSettings | undefined;
  institution?: PanelSettings | undefined;
}

/** Reads what is stored of a panel. `resolveSettings(course, institution)` says what counts. */
export const readSettings = joinQueries<Panels, StoredSettings>(
  ({ institutionId }) => `${institutionId}`,
  async (asks) => {
    const [{ institutionId }] = asks;
    const places = new Set([null, ...asks.flatMap(({ course }) => course ?? [])]);
    const found = await PanelSettingsModel.find({ institutionId, course: { $in: [...places] } }).lean();
    const of = new Map(found.map((one) => [one.course ?? undefined, one]));
    return asks.map(({ course }) => ({
      institution: of.get(undefined),
      ...(course === undefined ? {} : { course: of.get(course) }),
    }));
  },
);

/** The filter for one document; the institution's own has no course. */
export function settingsOf({ institutionId, course }: Panels) {
  return { institutionId, course: course ?? { $exists: false } };
}

/**
 * Stores what staff want of panels, all choices at once, and who did it. Values that are as what stands behind are not stored.
 * @param wanted a choice that is not in it is left as it is
 */
export async function saveChoices(
  panels: Panels,
  wanted: Readonly<PanelChoices>,
  changer: Changer,
  at = new Date(),
): Promise<void> {
  const { institutionId, course } = panels;
  const stored = await readSettings(panels);
  const behind = resolveSettings(course === undefined ? undefined : stored.institution);
  const $set: PanelChoices = choicesThatDiffer(wanted, behind);
  const followed = Object.keys(wanted).filter((name) => !(name in $set));
  await PanelSettingsModel.updateOne(
    settingsOf(panels),
    {
      $set: { ...$set, changedAt: at },
      ...(followed.length > 0 && { $unset: Object.fromEntries(followed.map((name) => [name, 1])) }),
    },
    { upsert: true, runValidators: true },
  );
  const before = resolveSettings(stored.course, stored.institution);
  const changed = Object.fromEntries(
    Object.entries(wanted).filter(
      ([name, value]) => (value || undefined) !== (before[name as keyof typeof before] || undefined),
    ),
  );
  if (Object.keys(changed).length === 0) return;
  await AuditEntryModel.create({
    ...{ institutionId, at, what: 'panel-settings' as const, values: changed },
    ...(await traceOf(institutionId, changer)),
    ...(course === undefined ? {} : { panel: course }),
  });
}
