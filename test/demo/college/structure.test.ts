// What there is to learn in the history, by methods a page long: enough for an evaluation to mean something, and
// not so much that every method looks perfect.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildCollege } from '../../../src/demo/college/build-college.ts';
import type { CollegeEnrolment } from '../../../src/demo/college/college.ts';
import { groupBy } from './group-by.ts';

const college = buildCollege(new Date('2026-11-20'));
const programmeOf = new Map(college.people.map(({ id, programme }) => [id, programme as string]));
/** Learner → enrolments, oldest first; of those who have been here for a year or longer. */
const histories = new Map(
  [...groupBy(college.enrolments, ({ learner }) => learner)].filter(([, { length }]) => length >= 6),
);

type Scores = Map<string, number>;
/** Scores of the courses to come, given what a learner has taken so far. */
type Recommender = (learner: string, taken: readonly CollegeEnrolment[]) => Scores;

const isCurrent = ({ at }: CollegeEnrolment) => at >= new Date('2026-08-20');
const before = [...histories.values()].map((history) => history.filter((enrolment) => !isCurrent(enrolment)));
const popularity = countsOf(before.flat());
const popularityIn = new Map(
  [...groupBy(before.flat(), ({ learner }) => programmeOf.get(learner) as string)].map(
    ([programme, enrolments]) => [programme, countsOf(enrolments)],
  ),
);
const transitions = transitionsOf(before);

const popular = recallAt10(() => popularity);
const popularInProgramme = recallAt10(
  (learner) => popularityIn.get(programmeOf.get(learner) as string) ?? new Map(),
);
const afterTaken = recallAt10((_, taken) =>
  sumOf(taken.flatMap(({ course }) => transitions.get(course) ?? [])),
);

test('students of one programme share courses more than twice as often as any two students', () => {
  const learners = [...histories].map(([learner, history]) => ({
    programme: programmeOf.get(learner),
    taken: new Set(history.map(({ course }) => course)),
  }));
  const shares = { same: [] as number[], any: [] as number[] };
  for (const [i, a] of learners.entries())
    for (const b of learners.slice(0, i)) {
      const common = [...a.taken].filter((course) => b.taken.has(course)).length;
      const shared = common / Math.min(a.taken.size, b.taken.size);
      shares.any.push(shared);
      if (a.programme === b.programme) shares.same.push(shared);
    }
  assert.ok(mean(shares.same) > 2 * mean(shares.any), `${mean(shares.same)} against ${mean(shares.any)}`);
});

test('what comes next can be learned: programme and transitions beat popularity twofold', (t) => {
  t.diagnostic(`Recall@10: ${JSON.stringify({ popular, popularInProgramme, afterTaken })}`);
  assert.ok(popularInProgramme > 2 * popular);
  assert.ok(afterTaken > 2 * popular);
  // What a student took tells more than the programme alone.
  assert.ok(afterTaken > popularInProgramme);
});

test('what comes next is not given away', () => {
  assert.ok(popularInProgramme < 0.6 && afterTaken < 0.65);
});

/** Share of the current term's courses among the ten best that were not taken before. */
function recallAt10(recommend: Recommender): number {
  let found = 0;
  let wanted = 0;
  for (const [learner, history] of histories) {
    const taken = history.filter((enrolment) => !isCurrent(enrolment));
    const next = history.filter(isCurrent).map(({ course }) => course);
    const known = new Set(taken.map(({ course }) => course));
    const best = [...recommend(learner, taken)]
      .filter(([course]) => !known.has(course))
      .sort(([, a], [, b]) => b - a)
      .slice(0, 10)
      .map(([course]) => course);
    found += next.filter((course) => best.includes(course)).length;
    wanted += next.length;
  }
  return found / wanted;
}

function countsOf(enrolments: readonly CollegeEnrolment[]): Scores {
  const counts: Scores = new Map();
  for (const { course } of enrolments) counts.set(course, (counts.get(course) ?? 0) + 1);
  return counts;
}

/** Course → share of its takers who took each other course later. */
function transitionsOf(histories: readonly (readonly CollegeEnrolment[])[]): Map<string, Scores> {
  const followers = new Map<string, Scores>();
  for (const history of histories)
    for (const [i, { course }] of history.entries()) {
      const scores = followers.get(course) ?? new Map<string, number>();
      followers.set(course, scores);
      for (const later of history.slice(i + 1))
        scores.set(later.course, (scores.get(later.course) ?? 0) + 1 / (popularity.get(course) as number));
    }
  return followers;
}

function sumOf(all: readonly Scores[]): Scores {
  const sum: Scores = new Map();
  for (const scores of all) for (const [key, value] of scores) sum.set(key, (sum.get(key) ?? 0) + value);
  return sum;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
