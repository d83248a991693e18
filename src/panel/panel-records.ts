import type { Types } from 'mongoose';
import { CourseModel } from '../../models/course.ts';
import { EnrolmentModel, takenBy } from '../../models/enrolment.ts';
import { type Event, type EventDetail, EventModel, newestOfTypes, type Rating } from '../../models/event.ts';
import { InstitutionModel, type RunningComparison } from '../../models/institution.ts';
import { LearnerModel } from '../../models/learner.ts';
import { SessionModel } from '../../models/session.ts';
import { SyncRunModel } from '../../models/sync-run.ts';
import { type TermLoad, TrainedModelModel } from '../../models/trained-model.ts';
import { type CourseName, nameOfCourse } from '../answering/course-words.ts';
import { mostSearches, searchLife } from '../answering/learner-topics.ts';
import { readExcludedCategories, shownCourses } from '../answering/offered-courses.ts';
import { rememberForAMinute } from '../answering/remember-for-a-minute.ts';
import { recordCompared } from '../comparing/record-compared.ts';
import { readSettings, type StoredSettings } from '../panel-settings/stored-settings.ts';
import { nameFields, readCourseNames } from './course-names.ts';
import { type KeptCourses, keptCourses } from './kept-courses.ts';
import type { LearnerRef } from './learner-ref.ts';
import { type PanelGoals, panelGoals } from './panel-goals.ts';
import { type LearnerProfile, longestText } from './profile-input.ts';
import { type SavedCourses, savedCourses } from './saved-courses.ts';
import { followSightings, recordSightings } from './sightings.ts';

/** Of the languages as well; no list is to be longer. */
const mostCategories = 24;
const mostTaken = 30;
/** Of those that are stored, the newest are read; somebody may have recorded any number by a script. */
const mostRatings = 1_000;
const mostSearchEvents = 200;

/** A course that the learner has or has had, with their rating of it. */
export interface TakenCourse extends CourseName {
  rating?: Rating;
}

export interface Counted {
  name: string;
  courses: number;
}

/** What the panel reads and writes beside the recommendations. */
export interface PanelRecords extends PanelGoals, SavedCourses, KeptCourses {
  /**
   * Undefined when the institution has no such course, or students are told nothing of it and this one has never been in it.
   * @param who the reader: their language, and the learner where the reader is one
   */
  course(
    institutionId: Types.ObjectId,
    key: string,
    who?: { learner?: string | undefined; locale?: string | undefined },
  ): Promise<CourseName | undefined>;
  /** What staff have set for the panel in a course, or outside all courses. */
  settings(institutionId: Types.ObjectId, course: string | undefined): Promise<StoredSettings>;
  hasCourses(institutionId: Types.ObjectId): Promise<boolean>;
  /** What can be picked as an interest: the categories with the most courses, largest first. */
  categories(institutionId: Types.ObjectId): Promise<string[]>;
  /** BCP 47 tags of the languages that courses are in, the most frequent first. */
  languages(institutionId: Types.ObjectId): Promise<string[]>;
  /** Every subject that there ever was, each in the place that its colour comes from (`Institution.subjects`). */
  subjects(institutionId: Types.ObjectId): Promise<readonly string[]>;
  /** How much people take in a term, as the newest training found; undefined where that is not known. */
  termLoad(institutionId: Types.ObjectId): Promise<TermLoad | undefined>;
  /** When course data last arrived; undefined when none ever did. */
  lastUpdated(institutionId: Types.ObjectId): Promise<Date | undefined>;
  profile(who: LearnerRef): Promise<LearnerProfile>;
  saveProfile(who: LearnerRef, profile: LearnerProfile): Promise<void>;
  skipPicker(who: LearnerRef): Promise<void>;
  /** Subjects with how many courses each has, the largest first. */
  subjectCounts(institutionId: Types.ObjectId): Promise<Counted[]>;
  /** BCP 47 tags of the languages that courses are in, with how many there are in each, the most frequent first. */
  languageCounts(institutionId: Types.ObjectId): Promise<Counted[]>;
  /** Changes nothing else of the profile. */
  saveGoal(who: LearnerRef, goal: string): Promise<void>;
  /**
   * Whether pages are dark: in this visit, and in later ones of the learner where there is one.
   * @param visit `Session._id`
   */
  saveDark(visit: string, who: LearnerRef | undefined, dark: boolean): Promise<void>;
  /**
   * The latest first, a few dozen at most, without courses that the learner withdrew from, teaches or has not begun.
   * @param locale BCP 47 tag of the reader's language
   */
  taken(who: LearnerRef, locale?: string): Promise<TakenCourse[]>;
  /** The searches that count at this moment, newest first, each once. */
  searches(who: LearnerRef): Promise<string[]>;
  /** Deletes what was searched for, and remembers that: what other systems report of the time before does not count. */
  forgetSearches(who: LearnerRef): Promise<void>;
  /** Records them in the given order. @param panel `Course.key` of the course whose panel it was in */
  recordEvents(who: LearnerRef, events: readonly EventDetail[], panel?: string): Promise<void>;
  /** Remembers that a learner was shown courses in the panel of a course, or of none (`sightings.ts`). */
  recordSightings(who: LearnerRef, panel: string | undefined, courses: readonly string[]): Promise<void>;
  /** Remembers that a learner who takes part in a comparison of models was shown suggestions, and of which courses. */
  recordCompared(who: LearnerRef, courses: readonly string[], comparing: RunningComparison): Promise<void>;
}

const languageCounts = rememberForAMinute(countLanguages);

export const panelRecords: PanelRecords = {
  ...panelGoals,
  ...savedCourses,
  ...keptCourses,

  async course(institutionId, key, { learner, locale } = {}) {
    const found = await CourseModel.findOne(
      { institutionId, key },
      { ...nameFields, hidden: 1, categories: 1 },
    ).lean();
    if (!found) return undefined;
    const excluded = await readExcludedCategories(institutionId);
    const isConcealed = found.hidden || found.categories.some((category) => excluded.includes(category));
    const isOwn = learner !== undefined && EnrolmentModel.exists({ institutionId, learner, course: key });
    return !isConcealed || (await isOwn) ? nameOfCourse(found, locale) : undefined;
  },

  settings: (institutionId, course) => readSettings({ institutionId, course }),

  async hasCourses(institutionId) {
    return (await CourseModel.exists({ institutionId })) !== null;
  },

  categories: rememberForAMinute(countCategories),

  languages: async (institutionId) => (await languageCounts(institutionId)).map(({ name }) => name),

  languageCounts,

  subjectCounts: rememberForAMinute(countSubjects),

  termLoad: rememberForAMinute(async (institutionId) => {
    const newest = { institutionId, state: { $ne: 'writing' } } as const;
    const model = await TrainedModelModel.findOne(newest, { termLoad: 1 }).sort({ createdAt: -1 }).lean();
    return model?.termLoad;
  }),
  subjects: rememberForAMinute(async (institutionId) => {
    const institution = await InstitutionModel.findById(institutionId, { subjects: 1 }).lean();
    return institution?.subjects ?? [];
  }),

  lastUpdated: rememberForAMinute(async (institutionId) => {
    const run = await SyncRunModel.findOne({ institutionId, state: 'done' }, { finishedAt: 1 })
      .sort({ finishedAt: -1 })
      .lean();
    return run?.finishedAt;
  }),

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

  async skipPicker({ institutionId, learner }) {
    const own = { institutionId, key: learner };
    await LearnerModel.updateOne(own, { $set: { skippedPicker: true } }, { upsert: true });
  },

  async saveDark(visit, who, dark) {
    await SessionModel.updateOne({ _id: visit }, { $set: { 'look.dark': dark } });
    if (!who) return;
    const own = { institutionId: who.institutionId, key: who.learner };
    // Light is what a page is anyway: nothing is stored for it.
    if (dark) await LearnerModel.updateOne(own, { $set: { dark } }, { upsert: true });
    else await LearnerModel.updateOne(own, { $unset: { dark: 1 } });
  },

  async taken({ institutionId, learner }, locale) {
    const enrolments = await EnrolmentModel.find(
      { institutionId, learner, ...takenBy(new Date()) },
      { _id: 0, course: 1 },
    )
      .sort({ at: -1 })
      .limit(mostTaken)
      .lean();
    const keys = enrolments.map(({ course }) => course);
    const [names, events] = await Promise.all([
      readCourseNames(institutionId, keys, locale),
      EventModel.find({ institutionId, learner, type: 'rated' })
        .sort({ at: -1, _id: -1 })
        .limit(mostRatings)
        .hint(newestOfTypes)
        .lean<Event[]>(),
    ]);
    // The newest of each course comes last.
    const ratings = new Map(events.reverse().map(({ course, rating }) => [course, rating]));
    return keys.flatMap((key) => {
      const course = names.get(key);
      const rating = ratings.get(key);
      return course ? { ...course, ...(rating && { rating }) } : [];
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

  async forgetSearches({ institutionId, learner }) {
    await EventModel.deleteMany({
      institutionId,
      learner,
      type: { $in: ['searched', 'searches-forgotten'] },
    });
    await EventModel.create({ institutionId, learner, at: new Date(), type: 'searches-forgotten' });
  },

  async recordEvents({ institutionId, learner }, events, panel) {
    const at = new Date();
    await EventModel.insertMany(events.map((event) => ({ institutionId, learner, at, ...event })));
    await followSightings({ institutionId, learner }, panel, events, at);
  },

  recordSightings,

  recordCompared,
};

async function countCategories(institutionId: Types.ObjectId): Promise<string[]> {
  const rows = await CourseModel.aggregate<{ _id: string }>([
    { $match: await shownCourses(institutionId) },
    { $project: { categories: 1 } },
    { $unwind: '$categories' },
    { $group: { _id: '$categories', courses: { $sum: 1 } } },
    { $match: { $expr: { $lte: [{ $strLenCP: '$_id' }, longestText] } } },
    { $sort: { courses: -1, _id: 1 } },
    { $limit: mostCategories },
  ]);
  return rows.map((row) => row._id);
}

/** Tags of the languages that a course's texts are translated into. */
const translated = {
  $map: { input: { $objectToArray: { $ifNull: ['$translations', {}] } }, in: '$$this.k' },
};

/** A subject is the first category of a course. */
async function countSubjects(institutionId: Types.ObjectId): Promise<Counted[]> {
  const rows = await CourseModel.aggregate<{ _id: string; courses: number }>([
    { $match: await shownCourses(institutionId) },
    { $group: { _id: { $first: '$categories' }, courses: { $sum: 1 } } },
    {
      $match: {
        _id: { $type: 'string' },
        $expr: { $lte: [{ $strLenCP: { $ifNull: ['$_id', ''] } }, longestText] },
      },
    },
    { $sort: { courses: -1, _id: 1 } },
    { $limit: mostCategories },
  ]);
  return rows.map(({ _id, courses }) => ({ name: _id, courses }));
}

async function countLanguages(institutionId: Types.ObjectId): Promise<Counted[]> {
  const rows = await CourseModel.aggregate<{ _id: string; courses: number }>([
    { $match: await shownCourses(institutionId) },
    { $project: { tags: { $setUnion: [['$language'], translated] } } },
    { $unwind: '$tags' },
    { $match: { tags: { $type: 'string' } } },
    { $group: { _id: '$tags', courses: { $sum: 1 } } },
    { $sort: { courses: -1, _id: 1 } },
    { $limit: mostCategories },
  ]);
  return rows.map(({ _id, courses }) => ({ name: _id, courses }));
}
