import type { Types } from 'mongoose';
import { CourseModel } from '../../models/course.ts';
import { SaveModel } from '../../models/save.ts';
import { mostSaves } from '../answering/learner-records.ts';
import { shownCourses } from '../answering/offered-courses.ts';
import type { LearnerRef } from './learner-ref.ts';

/** A course that a learner keeps for later. */
export interface SavedCourse {
  /** `Course.key` */
  course: string;
  /** Empty: later than any term that can be planned for. */
  term?: string;
  at: Date;
}

/** What the panel reads and writes of the courses that learners save. */
export interface SavedCourses {
  /** The latest first. */
  saved(who: LearnerRef): Promise<SavedCourse[]>;
  /** @param term in which they mean to take it; undefined: as it was */
  save(who: LearnerRef, course: string, term?: string): Promise<void>;
  /** Of a course that is saved: the term in which they mean to take it; empty: later; undefined: not said. */
  plan(who: LearnerRef, course: string, term: string | undefined): Promise<void>;
  unsave(who: LearnerRef, course: string): Promise<void>;
  /** How many of these courses students are shown. */
  countShown(institutionId: Types.ObjectId, keys: readonly string[]): Promise<number>;
}

export const savedCourses: SavedCourses = {
  async saved({ institutionId, learner }) {
    const found = await SaveModel.find({ institutionId, learner }).sort({ at: -1 }).limit(mostSaves).lean();
    return found.map(({ course, term, at }) => ({ course, at, ...(term === undefined ? {} : { term }) }));
  },

  async save({ institutionId, learner }, course, term) {
    const own = { institutionId, learner, course };
    // A script that saves without end is stopped here.
    const isFull = (await SaveModel.countDocuments({ institutionId, learner })) >= mostSaves;
    if (isFull && !(await SaveModel.exists(own))) return;
    const { upsertedCount } = await SaveModel.updateOne(
      own,
      { $setOnInsert: { at: new Date() }, ...(term === undefined ? {} : { $set: { term } }) },
      { upsert: true },
    );
    // Others may have come in at the same moment, past the same look.
    if (upsertedCount > 0 && (await SaveModel.countDocuments({ institutionId, learner })) > mostSaves)
      await SaveModel.deleteOne(own);
  },

  async plan({ institutionId, learner }, course, term) {
    await SaveModel.updateOne(
      { institutionId, learner, course },
      term === undefined ? { $unset: { term: 1 } } : { $set: { term } },
    );
  },

  async unsave({ institutionId, learner }, course) {
    await SaveModel.deleteOne({ institutionId, learner, course });
  },

  async countShown(institutionId, keys) {
    if (keys.length === 0) return 0;
    return CourseModel.countDocuments({ key: { $in: [...keys] }, ...(await shownCourses(institutionId)) });
  },
};
