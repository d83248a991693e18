import type { EventDetail } from '../../models/event.ts';
import { type Sighting, SightingModel } from '../../models/sighting.ts';
import { joinQueries } from '../joined-queries/join-queries.ts';
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
  const known = await readKnown({ institutionId, learner, panel, courses });
  const shownAt = new Date(now);
  const added = courses.filter((course) => !known.has(course));
  if (added.length > 0)
    await insert(
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

interface Shown extends LearnerRef {
  panel: string | undefined;
  courses: readonly string[];
}

/** Which of the courses they were shown there before. */
const readKnown = joinQueries<Shown, ReadonlySet<string>>(
  ({ institutionId, panel }) => JSON.stringify([institutionId, panel]),
  async (asks) => {
    const [{ institutionId, panel = null }] = asks;
    const learner = { $in: [...new Set(asks.map((ask) => ask.learner))] };
    const course = { $in: [...new Set(asks.flatMap(({ courses }) => courses))] };
    const found = await SightingModel.find(
      { institutionId, learner, panel, course },
      { _id: 0, learner: 1, course: 1 },
    ).lean();
    const of = new Map(asks.map((ask) => [ask.learner, new Set<string>()]));
    for (const sighting of found) of.get(sighting.learner)?.add(sighting.course);
    return asks.map((ask) => of.get(ask.learner) ?? new Set());
  },
);

const insert = joinQueries<readonly Omit<Sighting, '_id'>[], undefined>(
  () => '',
  async (asks) => {
    await SightingModel.insertMany(asks.flat());
    return asks.map(() => undefined);
  },
);

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
