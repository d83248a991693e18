import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { Types } from 'mongoose';
import { type ComparedLearner, ComparedLearnerModel } from '../../models/compared-learner.ts';
import { ComparisonModel } from '../../models/comparison.ts';
import { EnrolmentModel } from '../../models/enrolment.ts';
import { EventModel } from '../../models/event.ts';
import { type Institution, InstitutionModel, type RunningComparison } from '../../models/institution.ts';
import { SaveModel } from '../../models/save.ts';
import { assignmentOf } from '../../src/comparing/assignment.ts';
import { beginComparison, endComparison, tidyComparisons } from '../../src/comparing/comparisons.ts';
import { recordCompared } from '../../src/comparing/record-compared.ts';
import { settleOutcomes } from '../../src/comparing/settle.ts';
import { readStanding } from '../../src/comparing/standing.ts';
import { verdictOf } from '../../src/comparing/verdict.ts';
import { openTestDatabase, type TestDatabase } from '../database/test-database.ts';
import { createInstitution } from '../support/institution.ts';

const day = 86_400_000;
const begun = new Date('2026-09-01T08:00:00Z');
const later = (days: number) => new Date(begun.getTime() + days * day);

describe('the arm of a learner', () => {
  const comparison = new Types.ObjectId('650000000000000000000001');
  const people = Array.from({ length: 4_000 }, (_, i) => `learner ${i}`);
  const compared = (one: Pick<RunningComparison, 'comparison' | 'share'>) =>
    people.filter((learner) => assignmentOf(one, learner).arm === 'compared');

  test('is the same whoever asks, with its probability, and about half of people are in each', () => {
    const half = compared({ comparison, share: 0.5 });
    assert.deepEqual(compared({ comparison, share: 0.5 }), half);
    // Five standard deviations about 2,000.
    assert.ok(Math.abs(half.length - 2_000) < 160, `${half.length}`);
    assert.equal(assignmentOf({ comparison, share: 0.5 }, 'anybody').propensity, 0.5);
  });

  test('has other shares where they are wanted, and is drawn anew by another comparison', () => {
    const few = compared({ comparison, share: 0.1 });
    assert.ok(Math.abs(few.length - 400) < 95, `${few.length}`);
    assert.equal(assignmentOf({ comparison, share: 0.1 }, few[0] as string).propensity, 0.1);
    const rest = people.find((learner) => !few.includes(learner)) as string;
    assert.deepEqual(assignmentOf({ comparison, share: 0.1 }, rest), { arm: 'serving', propensity: 0.9 });
    const before = new Set(compared({ comparison, share: 0.5 }));
    const anew = compared({ comparison: new Types.ObjectId('650000000000000000000002'), share: 0.5 });
    const again = anew.filter((learner) => before.has(learner)).length / anew.length;
    assert.ok(Math.abs(again - 0.5) < 0.06, `${again}`);
  });
});

describe('a comparison', () => {
  let database: TestDatabase;
  let institution: Institution;
  const compared = new Types.ObjectId();

  before(async () => {
    database = await openTestDatabase();
  });
  after(() => database.close());
  beforeEach(async () => {
    await database.clear();
    institution = await createInstitution();
    await InstitutionModel.updateOne({ _id: institution._id }, { liveModel: new Types.ObjectId() });
    institution = await current();
  });

  const current = async () => (await InstitutionModel.findById(institution._id).lean()) as Institution;
  const begin = async () => {
    const comparison = await beginComparison(institution, compared);
    assert.ok(comparison);
    return comparison;
  };
  const show = async (learner: string, courses: string[], at = begun) => {
    const { comparing } = await current();
    await recordCompared(
      { institutionId: institution._id, learner },
      courses,
      comparing as RunningComparison,
      at,
    );
  };
  const records = () => ComparedLearnerModel.find().sort({ learner: 1 }).lean<ComparedLearner[]>();

  test('is one at a time, even where two are begun at once, and none against another model than was seen', async () => {
    const both = await Promise.all([
      beginComparison(institution, compared),
      beginComparison(institution, compared),
    ]);
    assert.equal(both.filter((one) => one !== undefined).length, 1);
    assert.equal(await ComparisonModel.countDocuments(), 1);
    await endComparison(institution._id, 'ended');
    assert.equal(await beginComparison({ ...institution, liveModel: compared }, compared), undefined);
    assert.equal(await ComparisonModel.countDocuments(), 1);
  });

  test('remembers a learner once, with arm, propensity and what was suggested', async () => {
    const { _id: comparison } = await begin();
    await Promise.all([show('ada', ['C1', 'C2']), show('ada', ['C1', 'C2'])]);
    await show('ada', ['C2', 'C3'], later(13));
    await show('ada', ['C4'], later(14));
    const [ada, ...others] = await records();
    const { arm, propensity } = assignmentOf({ comparison, share: 0.5 }, 'ada');
    assert.deepEqual(others, []);
    assert.deepEqual(
      [ada?.arm, ada?.propensity, ada?.firstShownAt, ada?.courses],
      [arm, propensity, begun, ['C1', 'C2', 'C3']],
    );
  });

  test('counts who opened, saved or was enrolled in what was suggested, in two weeks; then forgets what that was', async () => {
    const { _id: comparison } = await begin();
    const institutionId = institution._id;
    const said = {
      institutionId,
      source: 'csv',
      role: 'learner',
      state: 'active',
      seenAt: later(3),
    } as const;
    const opened = (learner: string, course: string, at: Date) =>
      EventModel.create({ institutionId, learner, type: 'opened', course, at });
    const saved = (learner: string, course: string, at: Date) =>
      SaveModel.create({ institutionId, learner, course, at });
    const enrolled = (learner: string, more: object) =>
      EnrolmentModel.create({ ...said, learner, course: 'C1', ...more });
    const cases: Record<string, [boolean, () => Promise<unknown>]> = {
      opened: [true, () => opened('opened', 'C1', later(13.9))],
      openedLate: [false, () => opened('openedLate', 'C1', later(14))],
      openedBefore: [false, () => opened('openedBefore', 'C1', later(-1))],
      openedOther: [false, () => opened('openedOther', 'C9', later(1))],
      hid: [
        false,
        () =>
          EventModel.create({ institutionId, learner: 'hid', type: 'dismissed', course: 'C1', at: later(1) }),
      ],
      saved: [true, () => saved('saved', 'C2', later(5))],
      savedLate: [false, () => saved('savedLate', 'C2', later(15))],
      enrolled: [true, () => enrolled('enrolled', { at: later(2) })],
      enrolledLate: [false, () => enrolled('enrolledLate', { at: later(14) })],
      enrolledBefore: [false, () => enrolled('enrolledBefore', { at: later(-2) })],
      known: [true, () => enrolled('known', { bySource: { csv: { since: later(4), seenAt: later(4) } } })],
      // It begins in spring, and was entered now.
      planned: [
        true,
        () =>
          enrolled('planned', {
            ...{ state: 'planned', at: later(150) },
            bySource: { csv: { since: later(4), seenAt: later(4) } },
          }),
      ],
      undated: [false, () => enrolled('undated', {})],
      teaches: [false, () => enrolled('teaches', { role: 'staff', at: later(2) })],
      left: [false, () => enrolled('left', { state: 'withdrawn', at: later(2) })],
      nothing: [false, async () => {}],
    };
    for (const [learner, [, act]] of Object.entries(cases)) {
      await show(learner, ['C1', 'C2']);
      await act();
    }
    await show('newcomer', ['C1'], later(3));
    await opened('newcomer', 'C1', later(3));
    await settleOutcomes(institutionId, comparison, later(14));
    for (const { learner, outcome, courses } of await records()) {
      assert.equal(outcome, cases[learner]?.[0], learner);
      assert.deepEqual(courses, learner === 'newcomer' ? ['C1'] : undefined, learner);
    }
    // What somebody takes back later changes nothing.
    await SaveModel.deleteMany({ institutionId });
    await settleOutcomes(institutionId, comparison, later(20));
    assert.equal((await records()).find(({ learner }) => learner === 'saved')?.outcome, true);
    const { learners, result } = await readStanding(institutionId, comparison);
    assert.equal(learners.serving + learners.compared, 17);
    assert.equal(result.serving.counted + result.compared.counted, 17);
    assert.equal(result.serving.reached + result.compared.reached, 6);
    assert.equal(verdictOf(result), 'early');
  });

  /** So many learners of each arm whose time is over. */
  async function people(each: number, reached: { serving: number; compared: number }) {
    const { comparison } = (await current()).comparing as RunningComparison;
    const institutionId = institution._id;
    await ComparedLearnerModel.insertMany(
      (['serving', 'compared'] as const).flatMap((arm) =>
        Array.from({ length: each }, (_, i) => ({
          ...{ institutionId, comparison, learner: `${arm} ${i}`, arm, propensity: 0.5 },
          // One of each arm after the other.
          firstShownAt: new Date(begun.getTime() + i * 1_000 + (arm === 'serving' ? 0 : 500)),
          outcome: (i * 7) % 20 < reached[arm],
        })),
      ),
    );
  }

  test('ends with its result, and deletes who was in it', async () => {
    await begin();
    await people(400, { serving: 4, compared: 8 });
    const ended = await endComparison(institution._id, 'ended');
    assert.equal(ended?.ending, 'ended');
    assert.deepEqual(ended?.result?.serving, { counted: 400, reached: 80 });
    assert.deepEqual(ended?.result?.compared, { counted: 400, reached: 160 });
    assert.ok(ended?.result && verdictOf(ended.result) === 'better');
    assert.equal(await ComparedLearnerModel.countDocuments(), 0);
    assert.equal((await current()).comparing, undefined);
    assert.equal(await endComparison(institution._id, 'served'), undefined);
    assert.equal((await ComparisonModel.findOne().lean())?.ending, 'ended');
  });

  test('keeps no figures of fewer than ten people', async () => {
    await begin();
    await people(9, { serving: 4, compared: 8 });
    const ended = await endComparison(institution._id, 'erased');
    assert.ok(ended?.endedAt && ended.result === undefined);
  });

  test('once a day settles what is over, and deletes what was written at the moment when one ended', async () => {
    const { _id: comparison } = await begin();
    await show('ada', ['C1']);
    await tidyComparisons(institution._id);
    const [ada] = await records();
    assert.equal(ada?.outcome, false);
    await endComparison(institution._id, 'ended');
    const late = { ...(ada as ComparedLearner), comparison };
    await ComparedLearnerModel.create(late);
    await begin();
    await show('bob', ['C1'], new Date());
    await tidyComparisons(institution._id);
    assert.deepEqual(
      (await records()).map(({ learner }) => learner),
      ['bob'],
    );
  });

  test('what is known is never more than the interval says', () => {
    const arms = { serving: { counted: 60, reached: 6 }, compared: { counted: 60, reached: 12 } };
    assert.equal(verdictOf({ ...arms, difference: 0.1, halfWidth: 0.2 }), 'open');
    assert.equal(verdictOf({ ...arms, difference: 0.3, halfWidth: 0.2 }), 'better');
    assert.equal(verdictOf({ ...arms, difference: -0.3, halfWidth: 0.2 }), 'worse');
    const few = { ...arms, serving: { counted: 49, reached: 0 } };
    assert.equal(verdictOf({ ...few, difference: 0.3, halfWidth: 0.2 }), 'early');
  });
});
