import { fewestPeople } from '../../privacy/fewest-people.ts';
import type { Dataset } from '../data/dataset.ts';
import type { FitProgress } from '../data/progress.ts';
import type { ExplainableScorer, Query } from '../data/scorer.ts';
import { type Study, studyOf } from '../data/studies.ts';
import type { Fitting, ScorerDefinition, Tuning } from '../scorer-kit/scorer-definition.ts';
import type { StoredReader, StoredScorer } from '../scorer-kit/stored-scorer.ts';
import { firstOptions, fitWith, type Tunable, tune } from '../tuning/tune.ts';
import { popularity } from './popularity.ts';
import { fitTrend, type Trend } from './trend.ts';

/** A course is often taken by a group of people where at least this share of them took it. */
const oftenShare = 0.2;

/** The enrolments of people of one programme, or of one year of it, oldest first. */
interface Group {
  people: number;
  /** Seconds since the epoch. */
  times: Float64Array;
  courses: Int32Array;
  /** How many enrolments each of these stands for. */
  counts: Float32Array;
}

/** Of whom it can be said that they often take a course. */
export interface Fellows {
  programme: string;
  /** Absent: of all years together. */
  year?: number;
}

/**
 * What people take who study the same: the share of a course among the enrolments of those who were in the same year of
 * the same programme, drawn towards that of the programme, and that towards the share among all enrolments, by a Dirichlet
 * prior of `strength` enrolments. As of the moment of the question, times the number of courses, like `Trend`. Of whom no
 * programme is known, or one of few people, it says 0 of every course.
 */
export class FellowStudents implements ExplainableScorer {
  readonly groups: ReadonlyMap<string, Group>;
  readonly all: Trend;
  readonly strength: number;
  readonly #counts: Float32Array;

  constructor(groups: ReadonlyMap<string, Group>, all: Trend, strength: number) {
    this.groups = groups;
    this.all = all;
    this.strength = strength;
    this.#counts = new Float32Array(all.snapshots[0]!.length);
  }

  score(query: Query, out: Float32Array): void {
    const groups = this.#groupsOf(query);
    if (groups.length === 0) out.fill(0);
    else out.set(this.all.scoresForAll(query));
    for (const group of groups) this.#draw(group, query.at, out);
  }

  /** All courses, or none: most people's programme is not known. */
  scoreSparsely(query: Query, out: Float32Array, touched: Int32Array): number {
    this.score(query, out);
    if (this.#groupsOf(query).length === 0) return 0;
    for (let course = 0; course < out.length; course++) touched[course] = course;
    return out.length;
  }

  scoreWithout(query: Query, course: number, places: readonly number[], out: Float64Array): void {
    const groups = this.#groupsOf(query);
    let share = groups.length === 0 ? 0 : this.all.scoresForAll(query)[course]!;
    for (const group of groups) share = this.#drawn(group, query.at, course, share);
    out.fill(share, 0, 1 + places.length);
  }

  /** What the score of a course would be if nobody studied anything: the share that it has among all. */
  scoreForAnyStudy(query: Query, course: number): number {
    return this.all.scoresForAll(query)[course]!;
  }

  /** Whether people who study the same often take a course: of the year where that can be said, else of the programme. */
  often(course: number, { programme, year }: Study): Fellows | undefined {
    if (year !== undefined && this.#isOften(keyOf(programme, year), course)) return { programme, year };
    return this.#isOften(keyOf(programme), course) ? { programme } : undefined;
  }

  #isOften(key: string, course: number): boolean {
    const group = this.groups.get(key);
    if (!group) return false;
    let takers = 0;
    for (let i = 0; i < group.courses.length; i++)
      if (group.courses[i] === course) takers += group.counts[i]!;
    return takers >= fewestPeople && takers >= oftenShare * group.people;
  }

  /** The groups of who asks, the widest first; none where their programme is not known, or one of few people. */
  #groupsOf({ study }: Query): Group[] {
    const programme = study && this.groups.get(keyOf(study.programme));
    if (!programme) return [];
    const year = study.year === undefined ? undefined : this.groups.get(keyOf(study.programme, study.year));
    return year ? [programme, year] : [programme];
  }

  /** Draws shares towards those of a group, the more, the more enrolments it has before a moment. */
  #draw({ times, courses, counts }: Group, at: number, shares: Float32Array): void {
    const counted = this.#counts.fill(0);
    let sum = 0;
    for (let i = 0; i < courses.length && !(times[i]! >= at); i++) {
      counted[courses[i]!]! += counts[i]!;
      sum += counts[i]!;
    }
    for (let course = 0; course < shares.length; course++)
      shares[course] =
        (counted[course]! * shares.length + this.strength * shares[course]!) / (sum + this.strength);
  }

  /** The same for one course: it is asked for each card. */
  #drawn({ times, courses, counts }: Group, at: number, course: number, share: number): number {
    let counted = 0;
    let sum = 0;
    for (let i = 0; i < courses.length && !(times[i]! >= at); i++) {
      if (courses[i] === course) counted += counts[i]!;
      sum += counts[i]!;
    }
    const drawn = (counted * this.#counts.length + this.strength * share) / (sum + this.strength);
    // As `score` keeps it.
    return Math.fround(drawn);
  }
}

function keyOf(programme: string, year?: number): string {
  return JSON.stringify(year === undefined ? [programme] : [programme, year]);
}

/** The enrolments of each programme and of each year of it that ten people or more had. */
function groupsOf(dataset: Dataset): Map<string, Group> {
  const { courses, times, offsets, learnerCount } = dataset;
  const found = new Map<string, { people: number; last: number; rows: number[] }>();
  for (let learner = 0; learner < learnerCount; learner++)
    for (let row = offsets[learner]!; row < offsets[learner + 1]!; row++) {
      const study = studyOf(dataset, learner, times[row]!);
      if (!study) break;
      const keys = [keyOf(study.programme), ...(study.year ? [keyOf(study.programme, study.year)] : [])];
      for (const key of keys) {
        const group = found.get(key) ?? { people: 0, last: -1, rows: [] };
        found.set(key, group);
        if (group.last !== learner) group.people++;
        group.last = learner;
        group.rows.push(row);
      }
    }
  // What has no time is as old as can be.
  const timeOf = (row: number) => (Number.isNaN(times[row]!) ? Number.NEGATIVE_INFINITY : times[row]!);
  return new Map(
    [...found].flatMap(([key, { people, rows }]) => {
      if (people < fewestPeople) return [];
      const sorted = Int32Array.from(rows).sort((a, b) => timeOf(a) - timeOf(b) || a - b);
      const group: Group = {
        people,
        times: Float64Array.from(sorted, timeOf),
        courses: Int32Array.from(sorted, (row) => courses[row]!),
        counts: new Float32Array(sorted.length).fill(1),
      };
      return [[key, group]];
    }),
  );
}

const tunable: Tunable<never, 'strength', FellowStudents> = {
  fitted: {},
  scored: { strength: [30, 3, 10, 100, 300] },
  fit: (dataset) => {
    const groups = groupsOf(dataset);
    const all = fitTrend(dataset, Number.POSITIVE_INFINITY);
    return ({ strength }) => new FellowStudents(groups, all, strength);
  },
};

export const fellowStudents: ScorerDefinition<FellowStudents> = {
  ...{ name: 'fellowStudents', scale: 'attention', namesCandidates: 'above-zero', effort: 0 },
  family: { name: 'programme', title: 'programme and year of study' },
  // Cards say what people who study the same often take.
  isNeeded: true,
  *tune(split): Generator<FitProgress, Tuning<FellowStudents>> {
    yield { share: 0, detail: 'tuning fellowStudents' };
    const options = split.train.studies ? tune(tunable, split) : firstOptions(tunable);
    return { options, examples: 0 };
  },
  // biome-ignore lint/correctness/useYield: there is nothing to wait for
  *fit({ dataset }, options): Generator<FitProgress, Fitting<FellowStudents>> {
    const chosen = { ...firstOptions(tunable), ...options };
    return { scorer: fitWith(tunable, dataset, chosen), examples: 0 };
  },
  store: storeGroups,
  restore: (stored, { scorers }) => restoreGroups(stored, scorers.get(popularity)),
};

/** Without times: a model that serves is asked about the present. */
function storeGroups({ groups, strength }: FellowStudents): StoredScorer {
  const columns: number[] = [];
  const counts: number[] = [];
  const offsets = [0];
  for (const group of groups.values()) {
    const sums = new Map<number, number>();
    for (let i = 0; i < group.courses.length; i++)
      sums.set(group.courses[i]!, (sums.get(group.courses[i]!) ?? 0) + group.counts[i]!);
    for (const [course, count] of sums) {
      columns.push(course);
      counts.push(count);
    }
    offsets.push(columns.length);
  }
  return {
    arrays: {
      ...{ offsets: Int32Array.from(offsets), courses: Int32Array.from(columns) },
      ...{ counts: Float32Array.from(counts) },
      people: Int32Array.from(groups.values(), ({ people }) => people),
    },
    values: { strength, groups: [...groups.keys()] },
  };
}

function restoreGroups(stored: StoredReader, all: Trend): FellowStudents {
  const [offsets, people] = [stored.integers('offsets'), stored.integers('people')];
  const [courses, counts] = [stored.integers('courses'), stored.floats('counts')];
  const groups = stored.strings('groups').map((key, i): [string, Group] => {
    const [from, to] = [offsets[i]!, offsets[i + 1]!];
    const times = new Float64Array(to - from).fill(Number.NEGATIVE_INFINITY);
    return [
      key,
      { people: people[i]!, times, courses: courses.slice(from, to), counts: counts.slice(from, to) },
    ];
  });
  return new FellowStudents(new Map(groups), all, stored.number('strength'));
}
