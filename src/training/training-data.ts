import { createHash } from 'node:crypto';
import type { Types } from 'mongoose';
import { CourseModel } from '../../models/course.ts';
import { EnrolmentModel } from '../../models/enrolment.ts';
import { EventModel } from '../../models/event.ts';
import { disliked } from '../answering/learner-state.ts';
import {
  buildDataset,
  type CourseText,
  type Dataset,
  type Interaction,
} from '../recommender/data/dataset.ts';

export interface TrainingData {
  dataset: Dataset;
  courseKeys: string[];
  texts: CourseText[];
  /** SHA-256 of all of it, hex. */
  fingerprint: string;
}

/**
 * Everything an institution's model learns from: who took what when, and what the courses say about themselves. What
 * somebody took and did not like is no part of it: as in serving, it says nothing about what they should take next.
 */
export async function loadTrainingData(institutionId: Types.ObjectId): Promise<TrainingData> {
  const hash = createHash('sha256');
  const fields = { _id: 0, key: 1, title: 1, description: 1, categories: 1, level: 1, language: 1 };
  const courses = await CourseModel.find({ institutionId }, fields).sort({ key: 1 }).lean();
  hash.update(JSON.stringify(courses));
  const rows = new Map(courses.map(({ key }, row) => [key, row]));

  const unliked = await dislikes(institutionId);
  const interactions: Interaction[] = [];
  const learners = new Map<string, number>();
  // A course that was left says little about what comes next.
  const cursor = EnrolmentModel.find(
    { institutionId, role: 'learner', state: { $ne: 'withdrawn' } },
    { _id: 0, learner: 1, course: 1, at: 1 },
  )
    .sort({ learner: 1, course: 1 })
    .lean()
    .cursor();
  for await (const { learner, course, at } of cursor) {
    const row = rows.get(course);
    if (row === undefined || unliked.has(`${learner} ${course}`)) continue;
    const index = learners.get(learner) ?? learners.size;
    learners.set(learner, index);
    const time = at && at.getTime() / 1000;
    interactions.push({ learner: index, course: row, time });
    hash.update(`${index} ${row} ${time}\n`);
  }
  return {
    dataset: buildDataset(interactions, learners.size, courses.length),
    courseKeys: courses.map(({ key }) => key),
    texts: courses,
    fingerprint: hash.digest('hex'),
  };
}

/** "learner course" of what is rated low, by the newest rating of each; one without a rating took the older back. */
async function dislikes(institutionId: Types.ObjectId): Promise<Set<string>> {
  const found = new Set<string>();
  const events = EventModel.find(
    { institutionId, type: 'rated' },
    { _id: 0, learner: 1, course: 1, rating: 1 },
  )
    .sort({ learner: 1, at: 1, _id: 1 })
    .lean()
    .cursor();
  for await (const { learner, course, rating } of events)
    if (rating !== undefined && rating <= disliked) found.add(`${learner} ${course}`);
    else found.delete(`${learner} ${course}`);
  return found;
}
