import type { Types } from 'mongoose';
import { type CourseEntry, CourseModel } from '../../../models/course.ts';
import { EnrolmentModel } from '../../../models/enrolment.ts';

/** How complete an institution's data is, or what one source knows of it. */
export interface Coverage {
  courses: number;
  /** Of these, what the recommender has nothing to read of. */
  withoutDescription: number;
  /** Courses that a student neither gets into nor can ask for: for members of a group, by invitation, or closed. */
  withoutWayIn: number;
  /** Courses of which nobody says how people get in. */
  wayInUnknown: number;
  /** Courses that somebody takes or has taken. */
  coursesWithEnrolments: number;
  learners: number;
  active: number;
  completed: number;
  withdrawn: number;
  /** Of all enrolments: without a time their order is not known. */
  withoutTime: number;
}

export interface InstitutionCoverage {
  all: Coverage;
  bySource: ReadonlyMap<string, Coverage>;
}

/** Of `entryWays`. */
const waysWithoutStudents: readonly CourseEntry['way'][] = ['cohort', 'invitation', 'closed'];
const nothing: Readonly<Coverage> = {
  ...{ courses: 0, withoutDescription: 0, withoutWayIn: 0, wayInUnknown: 0 },
  ...{ coursesWithEnrolments: 0, learners: 0 },
  ...{ active: 0, completed: 0, withdrawn: 0, withoutTime: 0 },
};
/** Stands for the merged data beside the names of sources: no source is called so. */
const merged = '';

/** Counts all of an institution's data: seconds for a million enrolments. Staff of courses are not counted. */
export async function countCoverage(institutionId: Types.ObjectId): Promise<InstitutionCoverage> {
  const found = new Map<string, Coverage>([[merged, { ...nothing }]]);
  const add = (rows: readonly CountedRow[]) => {
    for (const { _id: source, ...counts } of rows) {
      const coverage = found.get(source) ?? { ...nothing };
      found.set(source, Object.assign(coverage, counts));
    }
  };
  add(await CourseModel.aggregate(coursesOf(institutionId)));
  add(await EnrolmentModel.aggregate(enrolmentsBy(institutionId, 'learner')));
  add(await EnrolmentModel.aggregate(enrolmentsBy(institutionId, 'course')));
  const { [merged]: all, ...bySource } = Object.fromEntries(found);
  return { all: all as Coverage, bySource: new Map(Object.entries(bySource)) };
}

type CountedRow = Partial<Coverage> & { _id: string };

const countIf = (condition: unknown) => ({ $sum: { $cond: [condition, 1, 0] } });
/** The document's own fields and what each source says of it, one after the other. */
const eachSource = (fields: object) => [
  {
    $set: {
      said: {
        $concatArrays: [[{ k: merged, v: fields }], { $objectToArray: { $ifNull: ['$bySource', {}] } }],
      },
    },
  },
  { $unwind: '$said' },
];

function coursesOf(institutionId: Types.ObjectId) {
  const isThere = { $not: ['$said.v.removedAt'] };
  const isShut = { $setIsSubset: [{ $ifNull: ['$said.v.entry.way', [true]] }, waysWithoutStudents] };
  const isSilent = { $eq: [{ $ifNull: ['$said.v.description', ''] }, ''] };
  return [
    { $match: { institutionId } },
    ...eachSource({ description: '$description', removedAt: '$removedAt', entry: '$entry' }),
    {
      $group: {
        _id: '$said.k',
        courses: countIf(isThere),
        withoutDescription: countIf({ $and: [isThere, isSilent] }),
        withoutWayIn: countIf({ $and: [isThere, isShut] }),
        wayInUnknown: countIf({ $and: [isThere, { $not: ['$said.v.entry'] }] }),
      },
    },
  ];
}

/** Grouped first by learner or by course, because who and what is counted once. */
function enrolmentsBy(institutionId: Types.ObjectId, field: 'learner' | 'course') {
  const state = { $cond: ['$said.v.removedAt', 'withdrawn', { $ifNull: ['$said.v.state', 'active'] }] };
  const is = (wanted: string) => countIf({ $eq: ['$is', wanted] });
  const sums = ['active', 'completed', 'withdrawn', 'withoutTime'] as const;
  const counts = { active: is('active'), completed: is('completed'), withdrawn: is('withdrawn') };
  const withoutTime = countIf({ $not: ['$said.v.at'] });
  return [
    { $match: { institutionId, role: 'learner' } },
    ...eachSource({ state: '$state', at: '$at' }),
    { $set: { is: state } },
    {
      $group:
        field === 'learner'
          ? { _id: { source: '$said.k', of: '$learner' }, ...counts, withoutTime }
          : {
              _id: { source: '$said.k', of: '$course' },
              taken: { $max: { $cond: [{ $eq: ['$is', 'withdrawn'] }, 0, 1] } },
            },
    },
    {
      $group:
        field === 'learner'
          ? {
              _id: '$_id.source',
              learners: { $sum: 1 },
              ...Object.fromEntries(sums.map((name) => [name, { $sum: `$${name}` }])),
            }
          : { _id: '$_id.source', coursesWithEnrolments: { $sum: '$taken' } },
    },
  ];
}
