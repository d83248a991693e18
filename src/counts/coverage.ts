import type { PipelineStage, Types } from 'mongoose';
import { type CourseEntry, CourseModel } from '../../models/course.ts';
import { EnrolmentModel, takenBy } from '../../models/enrolment.ts';

/**
 * How complete an institution's data is, or what one source knows of it. Every page takes its figures from here.
 *
 * A course that the LMS no longer has is not counted, and neither is an enrolment in one. Staff are not counted, nor the
 * courses that staff alone are in.
 */
export interface Coverage {
  courses: number;
  /** Of these, what the recommender has nothing to read of: their description holds no letter. */
  withoutDescription: number;
  /** Courses that a student neither gets into nor can ask for: for members of a group, by invitation, or closed. */
  withoutWayIn: number;
  /** Courses of which nobody says how people get in. */
  wayInUnknown: number;
  /** Courses that a learner takes or has taken. Who withdrew or has not begun does not count. */
  coursesWithEnrolments: number;
  /** People who take a course, have taken one, or will. Who withdrew from everything does not count. */
  learners: number;
  /** Enrolments, by their state. */
  active: number;
  completed: number;
  withdrawn: number;
  /** They have not begun. */
  planned: number;
  /** Of all enrolments: without a time their order is not known. */
  withoutTime: number;
  /** When the source last named something; undefined for the whole. */
  seenAt?: Date | undefined;
}

export interface InstitutionCoverage {
  all: Coverage;
  /** What each source says. A course or a person that all of the data counts out is counted for no source. */
  bySource: ReadonlyMap<string, Coverage>;
}

/** Of `entryWays`. */
const waysWithoutStudents: readonly CourseEntry['way'][] = ['cohort', 'invitation', 'closed'];
const nothing: Readonly<Coverage> = {
  ...{ courses: 0, withoutDescription: 0, withoutWayIn: 0, wayInUnknown: 0 },
  ...{ coursesWithEnrolments: 0, learners: 0 },
  ...{ active: 0, completed: 0, withdrawn: 0, planned: 0, withoutTime: 0 },
};
const states = ['active', 'completed', 'withdrawn', 'planned'] as const;
/** Stands for the merged data beside the names of sources: no source is called so. */
const merged = '';

/** Counts all of an institution's data: seconds for a million enrolments. Nothing is remembered here. */
export async function countCoverage(
  institutionId: Types.ObjectId,
  now = new Date(),
): Promise<InstitutionCoverage> {
  const found = new Map<string, Coverage>([[merged, { ...nothing }]]);
  const add = ({ _id: source, ...counts }: CountedRow) => {
    const coverage = found.get(source) ?? { ...nothing };
    const seenAt = latest(coverage.seenAt, counts.seenAt);
    found.set(source, Object.assign(coverage, counts, seenAt && { seenAt }));
  };
  const gone = await coursesGone(institutionId);
  for (const row of await CourseModel.aggregate<CountedRow>(coursesOf(institutionId))) add(row);
  for (const row of await EnrolmentModel.aggregate<CountedRow>(peopleOf(institutionId, gone, now))) add(row);
  for (const row of await EnrolmentModel.aggregate<CountedRow>(takenCoursesOf(institutionId, gone, now)))
    add(row);
  const { [merged]: all, ...bySource } = Object.fromEntries(found);
  return { all: all as Coverage, bySource: new Map(Object.entries(bySource)) };
}

/** Keys of the courses that learners take or have taken, those that are gone among them. */
export async function takenCourses(institutionId: Types.ObjectId, now: Date): Promise<Set<string>> {
  return new Set(await EnrolmentModel.distinct('course', { institutionId, ...takenBy(now) }));
}

type CountedRow = Partial<Coverage> & { _id: string };

function latest(one: Date | undefined, other: Date | undefined): Date | undefined {
  return one && other && one > other ? one : (other ?? one);
}

const countIf = (condition: unknown) => ({ $sum: { $cond: [condition, 1, 0] } });
/** The document's own fields and what each source says of it, one after the other. */
const eachSource = (fields: object): PipelineStage.FacetPipelineStage[] => [
  {
    $set: {
      said: {
        $concatArrays: [[{ k: merged, v: fields }], { $objectToArray: { $ifNull: ['$bySource', {}] } }],
      },
    },
  },
  { $unwind: '$said' },
];

/** A course that is gone is gone for every source, whatever the others last said. */
function coursesOf(institutionId: Types.ObjectId): PipelineStage[] {
  const isThere = { $and: [{ $not: ['$removedAt'] }, { $not: ['$said.v.removedAt'] }] };
  const isShut = { $setIsSubset: [{ $ifNull: ['$said.v.entry.way', [true]] }, waysWithoutStudents] };
  const description = { $ifNull: ['$said.v.description', ''] };
  const isSilent = { $not: [{ $regexMatch: { input: description, regex: '\\p{L}' } }] };
  return [
    { $match: { institutionId } },
    ...eachSource({ description: '$description', entry: '$entry' }),
    {
      $group: {
        _id: '$said.k',
        courses: countIf(isThere),
        withoutDescription: countIf({ $and: [isThere, isSilent] }),
        withoutWayIn: countIf({ $and: [isThere, isShut] }),
        wayInUnknown: countIf({ $and: [isThere, { $not: ['$said.v.entry'] }] }),
        seenAt: { $max: '$said.v.seenAt' },
      },
    },
  ];
}

/** Keys of the courses that are gone, for all sources or for one. */
async function coursesGone(institutionId: Types.ObjectId): Promise<ReadonlyMap<string, string[]>> {
  const rows = await CourseModel.aggregate<{ _id: string; keys: string[] }>([
    { $match: { institutionId } },
    ...eachSource({ removedAt: '$removedAt' }),
    { $match: { 'said.v.removedAt': { $type: 'date' } } },
    { $group: { _id: '$said.k', keys: { $push: '$key' } } },
  ]);
  return new Map(rows.map(({ _id, keys }) => [_id, keys]));
}

const taken = ['active', 'completed'];

/**
 * The state that a source gives to an enrolment, by the rules by which several are merged (`sync/documents/merge.ts`). What was
 * planned is active once it has begun.
 */
function stateAt(now: Date) {
  const { state, at } = { state: { $ifNull: ['$said.v.state', 'active'] }, at: '$said.v.at' };
  const hasBegun = { $and: [at, { $lte: [at, now] }] };
  const whether = (condition: object | string, then: unknown, otherwise: unknown) => ({
    $cond: [condition, then, otherwise],
  });
  const present = whether({ $and: [{ $eq: [state, 'planned'] }, hasBegun] }, 'active', state);
  return whether(
    { $or: [{ $eq: [state, 'completed'] }, '$said.v.completedAt'] },
    'completed',
    whether('$said.v.removedAt', 'withdrawn', present),
  );
}

/** Enrolments of learners in courses that are there, once for each source. */
function enrolmentsOf(
  institutionId: Types.ObjectId,
  gone: ReadonlyMap<string, string[]>,
  now: Date,
): PipelineStage[] {
  const others = [...gone].filter(([source]) => source !== merged);
  return [
    { $match: { institutionId, role: 'learner', course: { $nin: gone.get(merged) ?? [] } } },
    ...eachSource({ state: '$state', at: '$at' }),
    ...others.map(([source, keys]) => ({
      $match: { $or: [{ 'said.k': { $ne: source } }, { course: { $nin: keys } }] },
    })),
    { $set: { is: stateAt(now) } },
  ];
}

/** Grouped first by learner, because each is counted once. */
function peopleOf(...of: Parameters<typeof enrolmentsOf>): PipelineStage[] {
  const counts = states.map((state) => [state, countIf({ $eq: ['$is', state] })] as const);
  const sums = [...states, 'withoutTime'].map((name) => [name, { $sum: `$${name}` }] as const);
  return [
    ...enrolmentsOf(...of),
    {
      $group: {
        _id: { source: '$said.k', learner: '$learner' },
        ...Object.fromEntries(counts),
        withoutTime: countIf({ $not: ['$said.v.at'] }),
        counts: { $max: { $cond: [{ $eq: ['$is', 'withdrawn'] }, 0, 1] } },
        seenAt: { $max: '$said.v.seenAt' },
      },
    },
    {
      $group: {
        _id: '$_id.source',
        learners: { $sum: '$counts' },
        ...Object.fromEntries(sums),
        seenAt: { $max: '$seenAt' },
      },
    },
  ];
}

/** Grouped first by course, because each is counted once. */
function takenCoursesOf(...of: Parameters<typeof enrolmentsOf>): PipelineStage[] {
  return [
    ...enrolmentsOf(...of),
    { $match: { is: { $in: taken } } },
    { $group: { _id: { source: '$said.k', course: '$course' } } },
    { $group: { _id: '$_id.source', coursesWithEnrolments: { $sum: 1 } } },
  ];
}
