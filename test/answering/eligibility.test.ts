import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type Circumstances,
  type CourseRules,
  eligibilityOf,
  type LearnerStanding,
} from '../../src/answering/eligibility.ts';

const today: Circumstances = { now: new Date('2026-06-01'), blocked: new Set(), openNow: false };
const nobody: LearnerStanding = {
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
const taken = (...keys: string[]) => ({ ...nobody, taken: new Set(keys), passed: new Set(keys) });
const yesterday = new Date('2026-05-31');
const tomorrow = new Date('2026-06-02');

function reasons(changes: Partial<CourseRules>, learner = nobody, circumstances = today) {
  const candidate = { ...course, ...changes };
  const catalogue = new Map([candidate, ...others].map((one) => [one.key, one]));
  return eligibilityOf(catalogue, learner, circumstances)(candidate).map(({ reason }) => reason);
}

for (const [name, changes, learner, circumstances, expected] of [
  ['that nothing speaks against', {}, nobody, today, []],
  ['that was taken', {}, taken('A'), today, ['taken']],
  ['that was left', {}, { ...nobody, taken: new Set(['A']) }, today, ['taken']],
  ['of which a section was taken', { group: 'beta' }, taken('B'), today, ['other-section-taken']],
  ['that was taken and has sections', { group: 'beta' }, taken('A', 'B'), today, ['taken']],
  ['that was hidden', {}, { ...nobody, dismissed: new Set(['A']) }, today, ['dismissed']],
  ['that staff blocked', {}, nobody, { ...today, blocked: new Set(['A']) }, ['blocked']],
  ['that has closed', { closesAt: yesterday }, nobody, today, ['closed']],
  ['that the LMS no longer has', { removedAt: yesterday }, nobody, today, ['removed']],
  ['that closes later', { closesAt: tomorrow }, nobody, today, []],
  ['that opens later, to be taken next', { opensAt: tomorrow }, nobody, today, []],
  [
    'that opens later, to be taken now',
    { opensAt: tomorrow },
    nobody,
    { ...today, openNow: true },
    ['not-open-yet'],
  ],
  ['for staff', { audience: ['staff'] }, nobody, today, ['other-audience']],
  [
    'for two programmes, one of them the learner’s',
    { audience: ['Law', 'Nursing'] },
    { ...nobody, groups: new Set(['Nursing']) },
    today,
    [],
  ],
  [
    'in another language',
    { language: 'de' },
    { ...nobody, languages: ['en', 'fr'] },
    today,
    ['other-language'],
  ],
  ['in a variety of the language', { language: 'pt-BR' }, { ...nobody, languages: ['pt_PT'] }, today, []],
  ['in any language, of a learner who named none', { language: 'de' }, nobody, today, []],
  ['in a language that nobody stated', {}, { ...nobody, languages: ['en'] }, today, []],
  ['that needs another first', { prerequisites: ['B'] }, nobody, today, ['missing-prerequisite']],
  ['that needs one that was passed', { prerequisites: ['B'] }, taken('B'), today, []],
  ['that needs one of which another section was passed', { prerequisites: ['B'] }, taken('B2'), today, []],
  [
    'that needs one that was left',
    { prerequisites: ['C'] },
    { ...nobody, taken: new Set(['C']) },
    today,
    ['missing-prerequisite'],
  ],
  ['that needs one that is not in the catalogue', { prerequisites: ['gone'] }, nobody, today, []],
  [
    'against which much speaks',
    { closesAt: yesterday, audience: ['staff'], prerequisites: ['C'] },
    { ...nobody, dismissed: new Set(['A']) },
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
  const judge = eligibilityOf(catalogue, taken('B'), today);
  assert.deepEqual(judge(others[1] as CourseRules), [{ reason: 'other-section-taken', course: 'B' }]);
  const demanding = { key: 'D', prerequisites: ['B', 'C'] };
  assert.deepEqual(judge(demanding), [{ reason: 'missing-prerequisite', courses: ['C'] }]);
});
