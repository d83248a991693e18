import type { Types } from 'mongoose';
import { type Course, CourseModel } from '../../models/course.ts';
import { EventModel, type EventType } from '../../models/event.ts';
import { LearnerModel } from '../../models/learner.ts';
import { SyncRunModel } from '../../models/sync-run.ts';
import { remember } from './category-memory.ts';
import { longestInterest } from './interests.ts';

const mostCategories = 12;

/** A learner of an institution: `Learner.tenant` and `Learner.key`. */
export interface LearnerRef {
  tenant: Types.ObjectId;
  learner: string;
}

/** What the panel reads and writes beside the recommendations. */
export interface PanelRecords {
  /** Undefined when the institution has no such course. */
  course(tenant: Types.ObjectId, key: string): Promise<Pick<Course, 'key' | 'title'> | undefined>;
  hasCourses(tenant: Types.ObjectId): Promise<boolean>;
  /** What can be picked as an interest: the categories with the most courses, largest first. */
  categories(tenant: Types.ObjectId): Promise<string[]>;
  /** When course data last arrived; undefined when none ever did. */
  lastUpdated(tenant: Types.ObjectId): Promise<Date | undefined>;
  interests(who: LearnerRef): Promise<string[]>;
  saveInterests(who: LearnerRef, interests: string[]): Promise<void>;
  recordEvent(who: LearnerRef, type: EventType, course: string): Promise<void>;
}

export const panelRecords: PanelRecords = {
  async course(tenant, key) {
    return (await CourseModel.findOne({ tenant, key }, { key: 1, title: 1 }).lean()) ?? undefined;
  },

  async hasCourses(tenant) {
    return (await CourseModel.exists({ tenant })) !== null;
  },

  categories: remember(countCategories),

  async lastUpdated(tenant) {
    const run = await SyncRunModel.findOne({ tenant, state: 'done' }, { finishedAt: 1 })
      .sort({ finishedAt: -1 })
      .lean();
    return run?.finishedAt;
  },

  async interests({ tenant, learner }) {
    const found = await LearnerModel.findOne({ tenant, key: learner }, { interests: 1 }).lean();
    return found?.interests ?? [];
  },

  async saveInterests({ tenant, learner }, interests) {
    await LearnerModel.updateOne({ tenant, key: learner }, { $set: { interests } }, { upsert: true });
  },

  async recordEvent({ tenant, learner }, type, course) {
    await EventModel.create({ tenant, learner, type, course, at: new Date() });
  },
};

async function countCategories(tenant: Types.ObjectId): Promise<string[]> {
  const rows = await CourseModel.aggregate<{ _id: string }>([
    { $match: { tenant } },
    { $project: { categories: 1 } },
    { $unwind: '$categories' },
    { $group: { _id: '$categories', courses: { $sum: 1 } } },
    { $match: { $expr: { $lte: [{ $strLenCP: '$_id' }, longestInterest] } } },
    { $sort: { courses: -1, _id: 1 } },
    { $limit: mostCategories },
  ]);
  return rows.map((row) => row._id);
}
