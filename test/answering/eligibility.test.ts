import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type Circumstances,
  type CourseRules,
  createEligibility,
  type LearnerStanding,
} from '../../src/answering/eligibility.ts';

const today: Circumstances = { now: new Date('2026-06-01'), blocked: new Set(), openNow: false };
const someLearner: LearnerStanding = {
  taken: new Set(),
  passed: new Set(),
  dismissed: new Set(),
  groups: new Set(),
  languages: [],
};
const course: CourseRules = { key: 'A', prerequisites: [] };
const others: CourseRules[] = [
  { key: 'B', prerequisites: [], group: 'beta' },
  { key: 'B2', prerequisites: [], group: 'beta' },
  { key: 'C', prerequisites: [] },
];
const taken = (...keys: string[]) => ({ ...someLearner, taken: new Set(keys), passed: new Set(keys) });
const yesterday = new Date('2026-05-31');
const tomorrow = new Date('2026-06-02');

function reasons(changes: Partial<CourseRules>, learner = someLearner, circumstances = today) {
  const candidate = { ...course, ...changes };
  const catalogue = new Map([candidate, ...others].map((one) => [one.key, one]));
  return createEligibility(catalogue, learner, circumstances)(candidate).map(({ reason }) => reason);
}

for (const [name, changes, learner, circumstances, expected] of [
  ['that nothing speaks against', {}, someLearner, today, []],
  ['that was taken', {}, taken('A'), today, ['taken']],
  ['that was left', {}, { ...someLearner, taken: new Set(['A']) }, today, ['taken']],
  ['of which a section was taken', { group: 'beta' }, taken('B'), today, ['other-section-taken']],
  ['that was taken and has sections', { group: 'beta' }, taken('A', 'B'), today, ['taken']],
  ['that was hidden', {}, { ...someLearner, dismissed: new Set(['A']) }, today, ['dismissed']],
  ['that staff blocked', {}, someLearner, { ...today, blocked: new Set(['A']) }, ['blocked']],
  ['that has closed', { closesAt: yesterday }, someLearner, today, ['closed']],
  ['that the LMS no longer has', { removedAt: yesterday }, someLearner, today, ['removed']],
  ['that closes later', { closesAt: tomorrow }, someLearner, today, []],
  ['that opens later, to be taken next', { opensAt: tomorrow }, someLearner, today, []],
  [
    'that opens later, to be taken now',
    { opensAt: tomorrow },
    someLearner,
    { ...today, openNow: true },
    ['not-open-yet'],
  ],
  ['for staff', { audience: ['staff'] }, someLearner, today, ['other-audience']],
  [
    'for two programmes, one of them the learner’s',
    { audience: ['Law', 'Nursing'] },
    { ...someLearner, groups: new Set(['Nursing']) },
    today,
    [],
  ],
  [
    'in another language',
    { language: 'de' },
    { ...someLearner, languages: ['en', 'fr'] },
    today,
    ['other-language'],
  ],
  [
    'in a variety of the language',
    { language: 'pt-BR' },
    { ...someLearner, languages: ['pt_PT'] },
    today,
    [],
  ],
  ['in any language, of a learner who named none', { language: 'de' }, someLearner, today, []],
  ['in a language that nobody stated', {}, { ...someLearner, languages: ['en'] }, today, []],
  ['that needs another first', { prerequisites: ['B'] }, someLearner, today, ['missing-prerequisite']],
  ['that needs one that was passed', { prerequisites: ['B'] }, taken('B'), today, []],
  ['that needs one of which another section was passed', { prerequisites: ['B'] }, taken('B2'), today, []],
  [
    'that needs one that was left',
    { prerequisites: ['C'] },
    { ...someLearner, taken: new Set(['C']) },
    today,
    ['missing-prerequisite'],
  ],
  ['that needs one that is not in the catalogue', { prerequisites: ['gone'] }, someLearner, today, []],
  [
    'against which much speaks',
    { closesAt: yesterday, audience: ['staff'], prerequisites: ['C'] },
    { ...someLearner, dismissed: new Set(['A']) },
    today,
    ['dismissed', 'closed', 'other-audience', 'missing-prerequisite'],
  ],
] as const satisfies readonly [
  string,
  Partial<CourseRules>,
  LearnerStanding,
  Circumstances,
  readonly string[],
][])
  test(`a course ${name}: ${expected.join(', ') || 'offered'}`, () => {
    assert.deepEqual(reasons(changes, learner, circumstances), expected);
  });

test('an exclusion says what it is about', () => {
  const catalogue = new Map(others.map((one) => [one.key, one]));
  const judge = createEligibility(catalogue, taken('B'), today);
  assert.deepEqual(judge(others[1] as CourseRules), [{ reason: 'other-section-taken', course: 'B' }]);
  const demanding = { key: 'D', prerequisites: ['B', 'C'] };
  assert.deepEqual(judge(demanding), [{ reason: 'missing-prerequisite', courses: ['C'] }]);
});
