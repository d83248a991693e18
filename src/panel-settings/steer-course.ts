import { type AuditAction, AuditEntryModel } from '../../models/audit-entry.ts';
import { PanelSettingsModel, type SteeredCourse, type SteeringWay } from '../../models/panel-settings.ts';
import { type Changer, traceOf } from './changer.ts';
import { type Panels, settingsOf } from './stored-settings.ts';

/** More would be a list made by hand, and leave nothing to suggest. */
export const mostPins = 5;
/** Of one panel, in all. */
export const mostSteered = 100;
export const longestNote = 200;

const duplicateKey = 11000;
export const steeringActions: Readonly<Record<SteeringWay, AuditAction>> = {
  pin: 'course-pinned',
  boost: 'course-boosted',
  block: 'course-blocked',
};

type PanelOfCourse = Panels & { course: string };

/**
 * Pins, boosts or blocks a course in the panel of another one, and says who did. What was said of it before is replaced.
 * @returns false where the panel has as many already as it may have: each write asks that itself, so colleagues at the same moment
 * cannot pass the limits together
 */
export async function steerCourse(
  panel: PanelOfCourse,
  { at, ...wanted }: SteeredCourse,
  changer: Changer,
): Promise<boolean> {
  const steered: SteeredCourse = { ...wanted, at };
  const { course } = wanted;
  const own = settingsOf(panel);
  // A filter with `$expr` cannot be upserted.
  await PanelSettingsModel.updateOne(own, { $setOnInsert: { blocked: [] } }, { upsert: true }).catch(
    (error) => {
      if (error.code !== duplicateKey) throw error;
    },
  );
  const room = roomFor(wanted);
  const replace = async () =>
    (
      await PanelSettingsModel.updateOne(
        { ...own, 'steered.course': course, ...room },
        { $set: { 'steered.$': steered } },
        { runValidators: true },
      )
    ).matchedCount > 0;
  const add = async () =>
    (
      await PanelSettingsModel.updateOne(
        { ...own, 'steered.course': { $ne: course }, ...room },
        { $push: { steered } },
        { runValidators: true },
      )
    ).matchedCount > 0;
  // A colleague may have added it between the two.
  if (!((await replace()) || (await add()) || (await replace()))) return false;
  await record(panel, { what: steeringActions[wanted.way], course, note: wanted.note }, changer, at);
  return true;
}

/** That the other courses of a panel leave room for this one. */
function roomFor({ course, way }: Pick<SteeredCourse, 'course' | 'way'>) {
  const others = (and: object[]) => ({
    $size: {
      $filter: {
        input: { $ifNull: ['$steered', []] },
        cond: { $and: [{ $ne: ['$$this.course', course] }, ...and] },
      },
    },
  });
  return {
    $expr: {
      $and: [
        { $lt: [others([]), mostSteered] },
        ...(way === 'pin' ? [{ $lt: [others([{ $eq: ['$$this.way', 'pin'] }]), mostPins] }] : []),
      ],
    },
  };
}

/** Takes back what was wanted of a course. @returns false where nothing was */
export async function releaseCourse(
  panel: PanelOfCourse,
  course: string,
  changer: Changer,
  at = new Date(),
): Promise<boolean> {
  const { modifiedCount } = await PanelSettingsModel.updateOne(
    { ...settingsOf(panel), 'steered.course': course },
    { $pull: { steered: { course } } },
  );
  if (modifiedCount > 0) await record(panel, { what: 'course-released', course }, changer, at);
  return modifiedCount > 0;
}

/** Who of an account said last what is wanted of each course, by `SteeredCourse.course`; undefined for nobody who is known. */
export async function readSteerers({ institutionId, course: panel }: PanelOfCourse) {
  const entries = await AuditEntryModel.find(
    { institutionId, panel, what: { $in: Object.values(steeringActions) } },
    { _id: 0, by: 1, course: 1 },
  )
    .sort({ at: -1, _id: -1 })
    .limit(10 * mostSteered)
    .lean();
  const steerers = new Map<string, string | undefined>();
  for (const { course = '', by } of entries) if (!steerers.has(course)) steerers.set(course, by);
  return steerers;
}

async function record(
  { institutionId, course: panel }: PanelOfCourse,
  { what, course, note }: { what: AuditAction; course: string; note?: string | undefined },
  changer: Changer,
  at: Date,
): Promise<void> {
  await AuditEntryModel.create({
    ...{ institutionId, at, what, panel, course, ...(await traceOf(institutionId, changer)) },
    ...(note ? { values: { note } } : {}),
  });
}
