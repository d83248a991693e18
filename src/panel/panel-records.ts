import type { Types } from 'mongoose';
import { type Course, CourseModel } from '../../models/course.ts';
import { EnrolmentModel } from '../../models/enrolment.ts';
import { type Event, type EventDetail, EventModel, newestOfTypes, type Rating } from '../../models/event.ts';
import { LearnerModel } from '../../models/learner.ts';
import { SyncRunModel } from '../../models/sync-run.ts';
import { mostSearches, searchLife } from '../answering/learner-topics.ts';
import { rememberForAMinute } from '../answering/remember-for-a-minute.ts';
import type { LearnerRef } from './learner-ref.ts';
import { type PanelGoals, panelGoals } from './panel-goals.ts';
import { type LearnerProfile, longestText } from './profile-input.ts';

const mostCategories = 12;
const mostTaken = 30;
/** Of those that are stored, the newest are read; somebody may have recorded any number by a script. */
const mostRatings = 1_000;
const mostSearchEvents = 200;

/** A course that the learner has or has had, with their rating of it. */
export interface TakenCourse {
  key: string;
  title: string;
  rating?: Rating;
}

/** What the panel reads and writes beside the recommendations. */
export interface PanelRecords extends PanelGoals {
  /** Undefined when the institution has no such course. */
  course(institutionId: Types.ObjectId, key: string): Promise<Pick<Course, 'key' | 'title'> | undefined>;
  hasCourses(institutionId: Types.ObjectId): Promise<boolean>;
  /** What can be picked as an interest: the categories with the most courses, largest first. */
  categories(institutionId: Types.ObjectId): Promise<string[]>;
  /** BCP 47 tags of the languages that courses are in, the most frequent first. */
  languages(institutionId: Types.ObjectId): Promise<string[]>;
  /** When course data last arrived; undefined when none ever did. */
  lastUpdated(institutionId: Types.ObjectId): Promise<Date | undefined>;
  profile(who: LearnerRef): Promise<LearnerProfile>;
  saveProfile(who: LearnerRef, profile: LearnerProfile): Promise<void>;
  /** Changes nothing else of the profile. */
  saveGoal(who: LearnerRef, goal: string): Promise<void>;
  /** The latest first, a few dozen at most, without courses that the learner withdrew from. */
  taken(who: LearnerRef): Promise<TakenCourse[]>;
  /** The searches that count at this moment, newest first, each once. */
  searches(who: LearnerRef): Promise<string[]>;
  /** Records them in the given order. */
  recordEvents(who: LearnerRef, events: readonly EventDetail[]): Promise<void>;
}

export const panelRecords: PanelRecords = {
  ...panelGoals,

  async course(institutionId, key) {
    return (await CourseModel.findOne({ institutionId, key }, { key: 1, title: 1 }).lean()) ?? undefined;
  },

  async hasCourses(institutionId) {
    return (await CourseModel.exists({ institutionId })) !== null;
  },

  categories: rememberForAMinute(countCategories),

  languages: rememberForAMinute(countLanguages),

  async lastUpdated(institutionId) {
    const run = await SyncRunModel.findOne({ institutionId, state: 'done' }, { finishedAt: 1 })
      .sort({ finishedAt: -1 })
      .lean();
    return run?.finishedAt;
  },

  async profile({ institutionId, learner }) {
    const found = await LearnerModel.findOne({ institutionId, key: learner }).lean();
    const { interests = [], goal = '', skills = [], languages = [] } = found ?? {};
    return { interests, goal, skills, languages };
  },

  async saveProfile({ institutionId, learner }, { goal, ...lists }) {
    const change = goal ? { $set: { ...lists, goal } } : { $set: lists, $unset: { goal: 1 } };
    await LearnerModel.updateOne({ institutionId, key: learner }, change, { upsert: true });
  },

  async saveGoal({ institutionId, learner }, goal) {
    await LearnerModel.updateOne({ institutionId, key: learner }, { $set: { goal } }, { upsert: true });
  },

  async taken({ institutionId, learner }) {
    const enrolments = await EnrolmentModel.find(
      { institutionId, learner, state: { $ne: 'withdrawn' } },
      { _id: 0, course: 1 },
    )
      .sort({ at: -1 })
      .limit(mostTaken)
      .lean();
    const keys = enrolments.map(({ course }) => course);
    const [courses, events] = await Promise.all([
      CourseModel.find({ institutionId, key: { $in: keys } }, { _id: 0, key: 1, title: 1 }).lean(),
      EventModel.find({ institutionId, learner, type: 'rated' })
        .sort({ at: -1, _id: -1 })
        .limit(mostRatings)
        .hint(newestOfTypes)
        .lean<Event[]>(),
    ]);
    const titles = new Map(courses.map(({ key, title }) => [key, title]));
    // The newest of each course comes last.
    const ratings = new Map(events.reverse().map(({ course, rating }) => [course, rating]));
    return keys.flatMap((key) => {
      const title = titles.get(key);
      const rating = ratings.get(key);
      return title === undefined ? [] : { key, title, ...(rating && { rating }) };
    });
  },

  async searches({ institutionId, learner }) {
    const since = new Date(Date.now() - searchLife);
    const events = await EventModel.find({
      ...{ institutionId, learner, at: { $gt: since } },
      type: { $in: ['searched', 'searches-forgotten'] },
    })
      .sort({ at: -1, _id: -1 })
      .limit(mostSearchEvents)
      .hint(newestOfTypes)
      .lean<Event[]>();
    const forgotten = events.findIndex(({ type }) => type === 'searches-forgotten');
    const counting = forgotten < 0 ? events : events.slice(0, forgotten);
    return [...new Set(counting.flatMap(({ text }) => text ?? []))].slice(0, mostSearches);
  },

  async recordEvents({ institutionId, learner }, events) {
    const at = new Date();
    await EventModel.insertMany(events.map((event) => ({ institutionId, learner, at, ...event })));
  },
};

async function countCategories(institutionId: Types.ObjectId): Promise<string[]> {
  const rows = await CourseModel.aggregate<{ _id: string }>([
    { $match: { institutionId } },
    { $project: { categories: 1 } },
    { $unwind: '$categories' },
    { $group: { _id: '$categories', courses: { $sum: 1 } } },
    { $match: { $expr: { $lte: [{ $strLenCP: '$_id' }, longestText] } } },
    { $sort: { courses: -1, _id: 1 } },
    { $limit: mostCategories },
  ]);
  return rows.map((row) => row._id);
}

async function countLanguages(institutionId: Types.ObjectId): Promise<string[]> {
  const rows = await CourseModel.aggregate<{ _id: string }>([
    { $match: { institutionId, language: { $type: 'string' } } },
    { $group: { _id: '$language', courses: { $sum: 1 } } },
    { $sort: { courses: -1, _id: 1 } },
    { $limit: mostCategories },
  ]);
  return rows.map((row) => row._id);
}
