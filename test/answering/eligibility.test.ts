import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CourseEntry } from '../../models/course.ts';
import {
  type Circumstances,
  type CourseRules,
  createEligibility,
  type LearnerStanding,
} from '../../src/answering/eligibility.ts';

const today: Circumstances = {
  ...{ now: new Date('2026-06-01'), blocked: new Set(), openNow: false },
  offers: 'enterable',
};
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
const opensTomorrow: CourseEntry = { way: 'open', opensAt: tomorrow };
const forHonours: CourseEntry = { way: 'cohort', groups: ['Honours'] };

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
  ['that only staff see', { hidden: true }, someLearner, today, ['hidden']],
  ['of an excluded category', { excludedCategory: 'Staff' }, someLearner, today, ['excluded-category']],
  ['that staff blocked', {}, someLearner, { ...today, blocked: new Set(['A']) }, ['blocked']],
  [
    'of which staff blocked a section',
    { group: 'beta' },
    someLearner,
    { ...today, blocked: new Set(['B']) },
    ['blocked'],
  ],
  ['that has closed', { closesAt: yesterday }, someLearner, today, ['closed']],
  ['that is over', { endsAt: yesterday }, someLearner, today, ['closed']],
  ['that is over and closed', { closesAt: yesterday, endsAt: yesterday }, someLearner, today, ['closed']],
  ['that ends later', { endsAt: tomorrow }, someLearner, today, []],
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
    'in another language, whose texts are written in theirs too',
    { language: 'de', translations: { de: { title: 'A' }, 'fr-CA': { title: 'A' } } },
    { ...someLearner, languages: ['en', 'fr'] },
    today,
    [],
  ],
  [
    'in a variety of the language',
    { language: 'pt-BR' },
    { ...someLearner, languages: ['pt_PT'] },
    today,
    [],
  ],
  ['in any language, of a learner who named none', { language: 'de' }, someLearner, today, []],
  [
    'in a language that the learner does not seem to follow',
    { language: 'fr' },
    { ...someLearner, presumedLanguages: ['en-GB', 'de'] },
    today,
    ['other-language'],
  ],
  [
    'in a language that was picked, whatever seems',
    { language: 'fr' },
    { ...someLearner, languages: ['fr'], presumedLanguages: ['en'] },
    today,
    [],
  ],
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
  ['that people enrol themselves in', { entry: [{ way: 'open' }] }, someLearner, today, []],
  ['that takes a key', { entry: [{ way: 'key' }] }, someLearner, today, []],
  ['that can be asked for', { entry: [{ way: 'request' }] }, someLearner, today, []],
  ['that can be paid for', { entry: [{ way: 'payment' }] }, someLearner, today, []],
  ['that guests may look at', { entry: [{ way: 'guest' }] }, someLearner, today, []],
  ['whose door opens later, to be taken next', { entry: [opensTomorrow] }, someLearner, today, []],
  [
    'whose door opens later, to be taken now',
    { entry: [opensTomorrow] },
    someLearner,
    { ...today, openNow: true },
    ['not-open-yet'],
  ],
  [
    'with a door that opens later and one that is open, to be taken now',
    { entry: [opensTomorrow, { way: 'key' }] },
    someLearner,
    { ...today, openNow: true },
    [],
  ],
  ['that staff enrol people in', { entry: [{ way: 'invitation' }] }, someLearner, today, ['invitation-only']],
  ['that nobody gets into', { entry: [{ way: 'closed' }] }, someLearner, today, ['no-way-in']],
  ['for members of a group', { entry: [forHonours] }, someLearner, today, ['members-only']],
  [
    'for members of the learner’s group',
    { entry: [forHonours] },
    { ...someLearner, groups: new Set(['Honours']) },
    today,
    [],
  ],
  [
    'with several doors, one of which is open',
    { entry: [{ way: 'closed' }, forHonours, { way: 'request' }] },
    someLearner,
    today,
    [],
  ],
  [
    'that nobody gets into, where all are listed',
    { entry: [{ way: 'closed' }] },
    someLearner,
    { ...today, offers: 'all' },
    [],
  ],
  [
    'that is over, where all are listed',
    { entry: [{ way: 'open' }], closesAt: yesterday },
    someLearner,
    { ...today, offers: 'all' },
    ['closed'],
  ],
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
