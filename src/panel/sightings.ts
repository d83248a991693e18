import type { EventDetail } from '../../models/event.ts';
import { SightingModel } from '../../models/sighting.ts';
import type { LearnerRef } from './learner-ref.ts';

/**
 * Remembers that a learner was shown courses in a panel, each once, so that staff of its course can be told how many people were,
 * and administrators what is shown at all. Whoever looks again costs a read and no write.
 * @param panel `Course.key` of the course that the panel is open in; undefined: it is open in none
 */
export async function recordSightings(
  { institutionId, learner }: LearnerRef,
  panel: string | undefined,
  courses: readonly string[],
): Promise<void> {
  if (courses.length === 0) return;
  const theirs = { institutionId, learner, panel: panel ?? null };
  const known = new Set(
    (
      await SightingModel.find({ ...theirs, course: { $in: [...courses] } }, { _id: 0, course: 1 }).lean()
    ).map(({ course }) => course),
  );
  const shownAt = new Date();
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
