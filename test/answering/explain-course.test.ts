// Takes about 15 s.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { CourseModel } from '../../models/course.ts';
import { EnrolmentModel, type EnrolmentState } from '../../models/enrolment.ts';
import { EventModel } from '../../models/event.ts';
import { type Institution, InstitutionModel } from '../../models/institution.ts';
import { LearnerModel } from '../../models/learner.ts';
import { PanelSettingsModel } from '../../models/panel-settings.ts';
import type { Exclusion } from '../../src/answering/eligibility.ts';
import type { CourseExplanation } from '../../src/answering/explain-course.ts';
import { createRecommendations } from '../../src/answering/recommend.ts';
import type { RecommendationRequest } from '../../src/answering/recommendation.ts';
import { buildCollege } from '../../src/demo/college/build-college.ts';
import { LiveModels } from '../../src/trained-models/live-models.ts';
import { openTestDatabase, type TestDatabase } from '../database/test-database.ts';
import { createInstitution } from '../support/institution.ts';
import { trained } from '../support/trained.ts';

const day = 86_400_000;
const soon = new Date(Date.now() + day);
const past = new Date(Date.now() - day);

let database: TestDatabase;
before(async () => {
  database = await openTestDatabase();
});
after(() => database.close());

const service = () => createRecommendations(new LiveModels(2 ** 30));
const seen = { source: 'test', seenAt: new Date() };

describe('without a model', () => {
  let institution: Institution;
  const learner = 'ada';
  const of = () => ({ institutionId: institution._id });
  const ask = (about: string, request: Partial<RecommendationRequest> = {}, count = 2) =>
    service().explain({ ...of(), learner, about, count, ...request });

  before(async () => {
    institution = await createInstitution({ name: 'Small' });
    const course = (key: string, fields: object = {}) => ({
      ...{ ...of(), ...seen, key, title: `Course ${key}`, categories: ['Things'], ...fields },
    });
    await CourseModel.create([
      ...['open', 'less', 'least'].map((key) => course(key)),
      ...[course('taken'), course('running'), course('withdrawn'), course('dismissed'), course('blocked')],
      course('section-a', { group: 'sections' }),
      course('section-b', { group: 'sections' }),
      course('pair-a', { group: 'pair' }),
      course('pair-b', { group: 'pair' }),
      course('hidden', { hidden: true }),
      course('excluded', { categories: ['Service'] }),
      course('closed', { closesAt: past }),
      course('removed', { removedAt: past }),
      course('later', { entry: [{ way: 'open', opensAt: soon }] }),
      course('cohort', { entry: [{ way: 'cohort', groups: ['Honours'] }] }),
      course('invitation', { entry: [{ way: 'invitation' }] }),
      course('no-way', { entry: [{ way: 'closed' }] }),
      course('audience', { audience: ['Nurses'] }),
      course('language', { language: 'fr' }),
      course('one-step', { prerequisites: ['open'] }),
      course('two-steps', { prerequisites: ['one-step', 'taken'] }),
      course('ready', { prerequisites: ['running'] }),
      course('needs-removed', { prerequisites: ['removed'] }),
      course('needs-hidden', { prerequisites: ['open', 'hidden', 'excluded'] }),
    ]);
    await InstitutionModel.updateOne({ _id: institution._id }, { excludedCategories: ['Service'] });
    await PanelSettingsModel.create({ ...of(), blocked: ['blocked'] });
    const enrolled = (who: string, key: string, state: EnrolmentState = 'completed') => ({
      ...{ ...of(), ...seen, learner: who, course: key, role: 'learner' as const, state, at: past },
    });
    await EnrolmentModel.create([
      ...[enrolled(learner, 'taken'), enrolled(learner, 'running', 'active')],
      ...[enrolled(learner, 'withdrawn', 'withdrawn'), enrolled(learner, 'section-a')],
      ...Array.from({ length: 9 }, (_, n) => enrolled(`l${n}`, 'open')),
      ...Array.from({ length: 5 }, (_, n) => enrolled(`l${n}`, 'less')),
      enrolled('l0', 'least'),
    ]);
    await EventModel.create({ ...of(), learner, type: 'dismissed', course: 'dismissed', at: past });
    await LearnerModel.create({ ...of(), key: learner, languages: ['en'] });
  });

  for (const [key, reason, state] of [
    ['taken', 'taken', { kind: 'taken' }],
    ['running', 'taken', { kind: 'taking' }],
    ['withdrawn', 'taken', { kind: 'left' }],
    [
      'section-b',
      'other-section-taken',
      { kind: 'other-section', course: { key: 'section-a', title: 'Course section-a' } },
    ],
    ['dismissed', 'dismissed', { kind: 'hidden' }],
    ['blocked', 'blocked', { kind: 'blocked' }],
    ['hidden', 'hidden', { kind: 'concealed' }],
    ['excluded', 'excluded-category', { kind: 'concealed' }],
    ['closed', 'closed', { kind: 'closed', closesAt: past }],
    ['removed', 'removed', { kind: 'removed' }],
    ['cohort', 'members-only', { kind: 'members-only', groups: ['Honours'] }],
    ['invitation', 'invitation-only', { kind: 'invitation-only' }],
    ['no-way', 'no-way-in', { kind: 'no-way-in' }],
    ['audience', 'other-audience', { kind: 'other-audience', groups: ['Nurses'] }],
    ['language', 'other-language', { kind: 'other-language', language: 'fr' }],
    [
      'one-step',
      'missing-prerequisite',
      { kind: 'first-take', courses: [{ key: 'open', title: 'Course open' }] },
    ],
    ['two-steps', 'missing-prerequisite', { kind: 'steps-away', steps: 2 }],
    ['needs-removed', 'missing-prerequisite', { kind: 'needs-missing' }],
  ] as const satisfies readonly (readonly [string, Exclusion['reason'], CourseExplanation['state']])[])
    test(`a course that is excluded because of ${reason} is said to be: ${key}`, async () => {
      const explained = await ask(key);
      assert.deepEqual(explained?.verdict, { kind: 'excluded' });
      assert.deepEqual(
        explained?.exclusions.map((exclusion) => exclusion.reason),
        [reason],
      );
      assert.deepEqual(explained?.state, state);
      assert.equal(explained?.place, undefined);
    });

  test('a supplement has to be open now, and to go with what the learner is in', async () => {
    const supplement = { purpose: 'supplement' } as const;
    const later = await ask('later', supplement);
    assert.deepEqual(later?.exclusions, [{ reason: 'not-open-yet', opensAt: soon }]);
    assert.deepEqual(later?.state, { kind: 'opens', opensAt: soon });
    await CourseModel.updateOne({ ...of(), key: 'less' }, { categories: ['Other'] });
    assert.deepEqual((await ask('less', supplement))?.verdict, { kind: 'no-supplement' });
    await CourseModel.updateOne({ ...of(), key: 'less' }, { categories: ['Things'] });
  });

  test('what may be recommended has its place and what stands before it; what is in the answer is said to be', async () => {
    const [first, last] = [await ask('open'), await ask('least')];
    assert.deepEqual(first?.verdict, { kind: 'suggested' });
    assert.equal(first?.place, 1);
    assert.deepEqual(last?.verdict, { kind: 'behind' });
    assert.equal(last?.place, 3);
    assert.equal(last?.of, 6, 'open, less, least, later, ready and one of the pair');
    assert.deepEqual(
      last?.suggested.map(({ key }) => key),
      ['open', 'less'],
    );
    assert.deepEqual(last?.reasons, [{ kind: 'popular' }]);
    assert.deepEqual(last?.lacks, ['history']);
    assert.deepEqual((await ask('later'))?.state, { kind: 'opens', opensAt: soon });
    assert.deepEqual((await ask('ready'))?.state, {
      kind: 'ready-after',
      courses: [{ key: 'running', title: 'Course running' }],
    });
  });

  test('of two sections one stands for both', async () => {
    const explained = [await ask('pair-a'), await ask('pair-b')];
    const kinds = explained.map((one) => one?.verdict.kind).sort();
    assert.deepEqual(kinds, ['behind', 'other-section-first']);
  });

  test('what was told and does not speak for it is said to be lacking, once something was told', async () => {
    await LearnerModel.updateOne({ ...of(), key: learner }, { interests: ['course open'] });
    assert.deepEqual((await ask('least'))?.lacks, ['told', 'history']);
    await LearnerModel.updateOne({ ...of(), key: learner }, { interests: ['Things'] });
    assert.deepEqual((await ask('least'))?.lacks, ['history']);
    await LearnerModel.updateOne({ ...of(), key: learner }, { interests: [] });
  });

  test('the path has what comes first first, and nothing that was taken', async () => {
    const explained = await ask('two-steps');
    assert.deepEqual(explained?.path, [
      { key: 'open', after: [], depth: 0 },
      { key: 'one-step', after: ['open'], depth: 1 },
      { key: 'two-steps', after: ['one-step'], depth: 2 },
    ]);
  });

  test('what students are told nothing of is not named where a course builds on it', async () => {
    const explained = await ask('needs-hidden');
    assert.deepEqual(explained?.state, { kind: 'needs-missing' });
    assert.deepEqual(
      explained?.path.map(({ key }) => key),
      ['open', 'needs-hidden'],
    );
    assert.deepEqual([...(explained?.steps.keys() ?? [])], ['open', 'needs-hidden']);
  });

  test('a course that nobody has is not explained', async () => {
    assert.equal(await ask('nowhere'), undefined);
    const other = await createInstitution({ name: 'Another' });
    assert.equal(await ask('open', { institutionId: other._id }), undefined);
  });
});

test('of every course of the demo college, what is said agrees with what is recommended', async () => {
  const college = buildCollege(new Date());
  const { _id: institutionId } = await createInstitution({ name: 'Lindenhof' });
  const of = { institutionId, ...seen };
  await CourseModel.insertMany(college.courses.map(({ teacher: _, ...course }) => ({ ...of, ...course })));
  // What three students in eight have taken is enough to learn from.
  await EnrolmentModel.insertMany(
    college.enrolments
      .filter(({ learner }) => Number(learner) < 2_300)
      .map((enrolment) => ({ ...of, role: 'learner', ...enrolment })),
  );
  assert.ok((await trained(institutionId)).accepted);
  const learners = ['2001', '2010', '2057', '2033', 'newcomer'];
  await CourseModel.create({ ...of, key: 'new', title: 'After the training' });
  await LearnerModel.create([
    { institutionId, key: '2010', interests: ['statistics'], goal: 'Data scientist', languages: ['en'] },
    { institutionId, key: 'newcomer', interests: ['painting'] },
  ]);
  const { recommend, explain } = service();
  // Something is hidden, so that what is hidden counts as chosen.
  const [best] = await recommend({ institutionId, learner: '2057', count: 5 });
  await EventModel.create({
    ...{ institutionId, learner: '2057', type: 'dismissed', course: `${best?.course.key}`, at: new Date() },
  });
  const hasTooLike = async (learner: string) => {
    const request = { institutionId, learner };
    const next = (await recommend({ ...request, count: 15 })).slice(5);
    const said = await Promise.all(
      next.map(({ course }) => explain({ ...request, about: course.key, count: 5 })),
    );
    return said.some((one) => one?.verdict.kind === 'too-like');
  };
  // Who has a course that is too like another depends on the model.
  for (let number = 2_002; learners.length === 5 && number < 2_300; number++)
    if (await hasTooLike(`${number}`)) learners.push(`${number}`);
  const verdicts = new Map<string, number>();
  const keys = college.courses.map(({ key }) => key);
  for (const [number, learner] of learners.entries()) {
    const request = { institutionId, learner };
    const keysOf = async (count: number) =>
      (await recommend({ ...request, count })).map(({ course }) => course.key);
    const few = await keysOf(5);
    const all = await keysOf(1_000);
    assert.ok(all.every((key) => keys.includes(key)));
    // Each course of some learner, and of each learner those around the end of the answer.
    const share = keys.filter((_, i) => i % learners.length === number);
    for (const key of new Set([...all.slice(0, 15), ...share, 'new'])) {
      const said = await explain({ ...request, about: key, count: 5 });
      assert.ok(said, key);
      const { kind } = said.verdict;
      const about = `${learner} ${key} ${kind}`;
      verdicts.set(kind, (verdicts.get(kind) ?? 0) + 1);
      assert.equal(few.includes(key), kind === 'suggested', about);
      assert.equal(said.exclusions.length > 0, kind === 'excluded', about);
      // A longer answer holds whatever may be recommended, and nothing else.
      assert.equal(all.includes(key), said.place !== undefined, about);
      assert.equal(said.of, all.length, about);
      if (kind === 'suggested') assert.equal(few[(said.place as number) - 1], key, about);
      else if (said.place !== undefined) assert.ok(said.place > 5, about);
      if (said.verdict.kind === 'too-like' || said.verdict.kind === 'instead-of')
        // What is hidden counts as chosen, and is called hidden: it does not stand before anything.
        assert.equal(all.includes(said.verdict.course.key), !said.verdict.isHidden, about);
      if (said.exclusions.some(({ reason }) => reason === 'missing-prerequisite')) {
        assert.ok(said.path.length > 1, about);
        assert.equal(said.path.at(-1)?.key, key, about);
      } else assert.equal(said.path.length, 1, about);
    }
  }
  for (const kind of ['suggested', 'excluded', 'behind', 'too-new', 'too-like'])
    assert.ok(verdicts.has(kind), `${kind}: ${JSON.stringify([...verdicts])}`);
});

test('where a course was drawn at random, the one whose place it has is said to have lost it by chance', async () => {
  const { _id: institutionId } = await createInstitution({ name: 'Exploring' });
  const courses = Array.from({ length: 30 }, (_, i) => ({
    ...{ institutionId, ...seen, key: `c${10 + i}`, title: `Course ${i}` },
  }));
  await CourseModel.insertMany(courses);
  await PanelSettingsModel.create({ institutionId, exploration: 0.5 });
  const { recommend, explain } = service();
  const kinds = new Set<string>();
  for (const learner of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']) {
    const request = { institutionId, learner, count: 3 };
    const last = (await recommend(request))[2]?.course.key;
    const said = await explain({ ...request, about: 'c12' });
    assert.deepEqual(said?.verdict, { kind: last === 'c12' ? 'suggested' : 'drawn-over' });
    kinds.add(`${said?.verdict.kind}`);
    assert.deepEqual((await explain({ ...request, about: `${last}` }))?.verdict, { kind: 'suggested' });
  }
  assert.deepEqual([...kinds].sort(), ['drawn-over', 'suggested']);
});
