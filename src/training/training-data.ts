import { createHash } from 'node:crypto';
import type { Types } from 'mongoose';
import { CourseModel } from '../../models/course.ts';
import { type Enrolment, EnrolmentModel, takenBy } from '../../models/enrolment.ts';
import { dislikedRating, EventModel } from '../../models/event.ts';
import { groupSections } from '../../models/sections.ts';
import { StudyModel } from '../../models/study.ts';
import type { TermLoad } from '../../models/trained-model.ts';
import { type CourseText, type Dataset, DatasetBuilder } from '../recommender/data/dataset.ts';
import { statedTerm } from '../recommender/data/sessions.ts';
import { type Studies, StudiesBuilder } from '../recommender/data/studies.ts';
import type { ShownCard } from '../recommender/feedback/shown-card.ts';
import { rowsOfSections, type SectionKeys } from '../trained-models/stored-model.ts';
import { readShownCards } from './shown-cards.ts';
import { termLoad } from './term-load.ts';

/** Enrolments in an answer of the database: a batch of them is all that is held beside the arrays. */
const rowsOfBatch = 5_000;

export interface TrainingData {
  /** Before anything was read. */
  readAt: Date;
  dataset: Dataset;
  /** By row of the data set: the sections of the course. */
  sections: SectionKeys[];
  texts: CourseText[];
  /** What people take in a term, where that is known. */
  termLoad: TermLoad | undefined;
  /** What was shown while exploration was on, and what came of it. */
  shown: ShownCard[];
  /** SHA-256 over the courses' texts, the interactions and what learners study, hex. Equal data has equal fingerprints. */
  fingerprint: string;
}

/**
 * Everything that an institution's model learns from: who took which course when, and the texts of the courses. The sections of a
 * course are one course here: an LMS has another one each term, and what is learnt of last year's has to hold for next term's. A course
 * that somebody took and rated low is left out: as in answering, it says nothing about what they should take next.
 * Enrolments go from the database into typed arrays, one after the other: millions fit (docs/scale.md).
 */
export async function loadTrainingData(institutionId: Types.ObjectId): Promise<TrainingData> {
  const readAt = new Date();
  const hash = createHash('sha256');
  const texts = { title: 1, description: 1, translations: 1, categories: 1, level: 1, language: 1 };
  const dates = { group: 1, startsAt: 1, term: 1, hidden: 1, removedAt: 1 };
  const fields = { _id: 0, key: 1, credits: 1, ...texts, ...dates };
  const stored = await CourseModel.find({ institutionId }, fields).sort({ key: 1 }).lean();
  // That a course is hidden or gone decides by which section it is described, and nothing else.
  for (const { hidden: _hidden, removedAt: _removedAt, ...learnt } of stored)
    hash.update(`${JSON.stringify(learnt)}\n`);
  const all = [...groupSections(stored).values()];
  const sections = all.map((course) => course.map(({ key }) => key) as [string, ...string[]]);
  const rows = rowsOfSections(sections);
  const starts = new Map(
    stored.map((course) => [course.key, secondsOf(course.term?.startsAt ?? course.startsAt)]),
  );
  // A course is described as its newest section that students see describes it.
  const courses = all.map(
    (course) => (course.findLast(({ hidden, removedAt }) => !hidden && !removedAt) ?? course.at(-1))!,
  );
  hash.update(JSON.stringify(courses.map(({ key }) => key)));

  const { taken, learners } = await readTaken(institutionId, { rows, starts, courseCount: sections.length });
  for (const numbers of [taken.offsets, taken.courses, taken.times]) hash.update(numbers);
  const studies = await readStudies(institutionId, learners, readAt, (text) => hash.update(text));
  const dataset = { ...taken, studies };
  return {
    ...{ readAt, dataset },
    termLoad: termLoad(
      dataset,
      courses.map(({ credits }) => credits),
    ),
    sections,
    texts: courses,
    shown: await readShownCards(institutionId, rows, new Date()),
    fingerprint: hash.digest('hex'),
  };
}

/** What is known of the sections, by their keys. */
interface Sections {
  rows: ReadonlyMap<string, number>;
  /** When its term begins, seconds since the epoch; NaN where no source states it. */
  starts: ReadonlyMap<string, number>;
  /** Of how many courses they are. */
  courseCount: number;
}

/** Who took what. @returns `learners`: the row in `taken` by learner */
async function readTaken(
  institutionId: Types.ObjectId,
  { rows, starts, courseCount }: Sections,
): Promise<{ taken: Dataset; learners: ReadonlyMap<string, number> }> {
  const lowRated = await readLowRated(institutionId);
  const builder = new DatasetBuilder();
  const learners = new Map<string, number>();
  // A course that a learner withdrew from says little about what comes next, and one that has not begun is no history.
  const enrolments = EnrolmentModel.collection
    .find<Pick<Enrolment, 'learner' | 'course' | 'at'>>(
      { institutionId, ...takenBy(new Date()) },
      { projection: { _id: 0, learner: 1, course: 1, at: 1 }, batchSize: rowsOfBatch },
    )
    .sort({ learner: 1, course: 1 });
  for await (const { learner, course, at } of enrolments) {
    const row = rows.get(course);
    if (row === undefined || lowRated.has(`${learner} ${course}`)) continue;
    const index = learners.get(learner) ?? learners.size;
    learners.set(learner, index);
    const begins = starts.get(course) ?? Number.NaN;
    // Where nobody knows when somebody enrolled, it was about when the term began.
    const time = at ? secondsOf(at) : begins;
    builder.add(index, row, time, statedTerm(begins, time));
  }
  return { taken: builder.build(learners.size, courseCount), learners };
}

/** Since the epoch; NaN where it is not known. */
function secondsOf(date: Date | null | undefined): number {
  return date ? date.getTime() / 1000 : Number.NaN;
}

/** What learners study. @param onText told all of it, in words, in an order that is always the same */
async function readStudies(
  institutionId: Types.ObjectId,
  learners: ReadonlyMap<string, number>,
  at: Date,
  onText: (text: string) => void,
): Promise<Studies | undefined> {
  const studies = new StudiesBuilder();
  const cursor = StudyModel.find(
    { institutionId, programme: { $exists: true } },
    { _id: 0, learner: 1, programme: 1, year: 1 },
  )
    .sort({ learner: 1 })
    .lean()
    .cursor();
  for await (const { learner, programme, year } of cursor) {
    const index = learners.get(learner);
    if (index === undefined || programme === undefined) continue;
    studies.add(index, { programme, ...(year !== undefined && { year }) });
    onText(JSON.stringify([index, programme, year]));
  }
  return studies.build(learners.size, at.getTime() / 1000);
}

/** "learner course" of each pair whose newest rating is low. A newest rating without a value took the older ones back. */
async function readLowRated(institutionId: Types.ObjectId): Promise<Set<string>> {
  const lowRated = new Set<string>();
  const events = EventModel.find(
    { institutionId, type: 'rated' },
    { _id: 0, learner: 1, course: 1, rating: 1 },
  )
    .sort({ learner: 1, at: 1, _id: 1 })
    .lean()
    .cursor();
  for await (const { learner, course, rating } of events)
    if (rating !== undefined && rating <= dislikedRating) lowRated.add(`${learner} ${course}`);
    else lowRated.delete(`${learner} ${course}`);
  return lowRated;
}
