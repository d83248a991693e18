import type { EventDetail } from '../../models/event.ts';
import { SightingModel } from '../../models/sighting.ts';
import { BoundedMap } from '../values/bounded-map.ts';
import type { LearnerRef } from './learner-ref.ts';

/** Of people who have looked lately; each holds some dozens of keys. */
const mostRemembered = 5_000;
const rememberedMilliseconds = 10 * 60_000;
/** What this process knows to be stored: who looks again within minutes costs no read. */
const remembered = new BoundedMap<string, { courses: ReadonlySet<string>; until: number }>(mostRemembered);

/**
 * Remembers that a learner was shown courses in a panel, each once, so that staff of its course can be told how many people were,
 * and administrators what is shown at all. Who has it deleted and looks again is counted again some minutes later.
 * @param panel `Course.key` of the course that the panel is open in; undefined: it is open in none
 */
export async function recordSightings(
  { institutionId, learner }: LearnerRef,
  panel: string | undefined,
  courses: readonly string[],
): Promise<void> {
  if (courses.length === 0) return;
  const now = Date.now();
  const name = JSON.stringify([institutionId, learner, panel]);
  const before = remembered.get(name);
  if (before && now < before.until && courses.every((course) => before.courses.has(course))) return;
  const theirs = { institutionId, learner, panel: panel ?? null };
  const known = new Set(
    (
      await SightingModel.find({ ...theirs, course: { $in: [...courses] } }, { _id: 0, course: 1 }).lean()
    ).map(({ course }) => course),
  );
  const shownAt = new Date(now);
  const added = courses.filter((course) => !known.has(course));
  if (added.length > 0)
    await SightingModel.insertMany(
      added.map((course) => ({
        institutionId,
        learner,
        ...(panel !== undefined && { panel }),
        course,
        shownAt,
      })),
    );
  remembered.set(name, { courses: new Set(courses), until: now + rememberedMilliseconds });
}

/** Remembers what a learner did with courses that they were shown there; of any other nothing. */
export async function followSightings(
  { institutionId, learner }: LearnerRef,
  panel: string | undefined,
  events: readonly EventDetail[],
  at = new Date(),
): Promise<void> {
  for (const event of events) {
    if (event.type !== 'opened' && event.type !== 'dismissed' && event.type !== 'restored') continue;
    const shown = { institutionId, learner, panel: panel ?? null, course: event.course };
    if (event.type === 'opened')
      await SightingModel.updateMany({ ...shown, openedAt: { $exists: false } }, { $set: { openedAt: at } });
    else if (event.type === 'dismissed') await SightingModel.updateMany(shown, { $set: { hiddenAt: at } });
    else await SightingModel.updateMany(shown, { $unset: { hiddenAt: 1 } });
  }
}
