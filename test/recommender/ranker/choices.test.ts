import assert from 'node:assert/strict';
import { test } from 'node:test';
import { historyOf } from '../../../src/recommender/data/dataset.ts';
import { newcomerCases } from '../../../src/recommender/data/newcomer-cases.ts';
import { runToEnd } from '../../../src/recommender/data/progress.ts';
import type { TestCase } from '../../../src/recommender/data/split.ts';
import { splitLast } from '../../../src/recommender/data/split-last.ts';
import { StudiesBuilder } from '../../../src/recommender/data/studies.ts';
import { type Choice, choicesOf } from '../../../src/recommender/ranker/choices.ts';
import { featureCount } from '../../../src/recommender/ranker/features.ts';
import { catalogueFacts } from '../../../src/recommender/scorer-kit/catalogue-facts.ts';
import { fitScorers } from '../../../src/recommender/scorer-kit/fit-scorers.ts';
import { fellowStudents } from '../../../src/recommender/scorers/fellow-students.ts';
import { popularity } from '../../../src/recommender/scorers/popularity.ts';
import { shippedScorers } from '../../../src/recommender/scorers/shipped-scorers.ts';
import { transitions } from '../../../src/recommender/scorers/transitions.ts';
import { smallCollege } from '../small-college.ts';

const place = shippedScorers.findIndex(({ name }) => name === fellowStudents.name);
/** Of the logarithm of one more than the courses known. */
const lengthFeature = shippedScorers.length;
const { dataset, courses } = smallCollege(600);
const studies = new StudiesBuilder();
for (let learner = 0; learner < dataset.learnerCount; learner++)
  studies.add(learner, { programme: (historyOf(dataset, learner)[0] ?? 0) < 10 ? 'Botany' : 'Informatics' });
const split = splitLast({ ...dataset, studies: studies.build(dataset.learnerCount, 0) }).tuning;
const { scorers } = runToEnd(
  fitScorers([transitions, popularity, fellowStudents], split.train, catalogueFacts(courses)),
);
const { choices } = choicesOf(split, scorers, 1);

/** Whether the ranker is told for any candidate what people of the same programme take. */
function isStudyKnown({ features }: Choice): boolean {
  for (let at = place; at < features.length; at += featureCount)
    if (features[at] !== features[place]) return true;
  return false;
}

test('each case is asked whole, and twice with most of its history forgotten', () => {
  const whole = choices.filter(({ isWhole }) => isWhole).length;
  assert.ok(choices.length > 2.5 * whole, `${choices.length} choices, ${whole} of them whole`);
});

test('one in four of the questions about short histories forgets what the learner studies; none of the others', () => {
  const unknown = (isWhole: boolean) => {
    // These scorers name nothing for newcomers of unknown programme, so there is no such choice.
    const all = choices.filter((choice) => choice.isWhole === isWhole && choice.features[lengthFeature]! > 0);
    return all.filter((choice) => !isStudyKnown(choice)).length / all.length;
  };
  assert.equal(unknown(true), 0);
  assert.ok(unknown(false) > 0.18 && unknown(false) < 0.32, `${unknown(false)}`);
});

/** Choices of whom nothing is known. */
function ofNewcomers(all: readonly Choice[]): Choice[] {
  return all.filter(({ features }) => features[lengthFeature] === 0);
}

test('there are 300 choices of newcomers, however few cases there are', () => {
  const fewCases = { ...split, validation: split.validation.slice(0, 20) };
  const ofFew = ofNewcomers(choicesOf(fewCases, scorers, 1).choices);
  assert.ok(ofFew.length >= 300 && ofFew.length < 310, `${ofFew.length}`);
});

test('of many cases there is the question of a newcomer for every four', () => {
  const manyCases = Array.from({ length: 1_500 }, (_, i) => split.validation[i % split.validation.length]!);
  const ofMany = ofNewcomers(choicesOf({ ...split, validation: manyCases }, scorers, 1).choices);
  const questions = new Set(ofMany.map(({ features }) => features)).size;
  // One in four of them is not told what the newcomer studies, for whom these scorers name nothing.
  assert.ok(questions > 255 && questions < 315, `${questions}`);
});

test('where there are few cases, more of their targets count', () => {
  const inOneQuestion = (cases: number) => {
    const validation = Array.from({ length: cases }, (_, i) => {
      const { query } = split.validation[i % split.validation.length]!;
      const isSeen = (course: number) => query.history.includes(course);
      const targets = Int32Array.from(courses.keys()).filter((course) => !isSeen(course));
      return { query, targets, seen: query.history };
    });
    const whole = choicesOf({ ...split, validation }, scorers, 1).choices.filter(({ isWhole }) => isWhole);
    return whole.length / cases;
  };
  assert.ok(inOneQuestion(20) > 3);
  assert.ok(inOneQuestion(1_200) <= 3);
});

test('where a split has a hundred newcomers of its own they are asked, else everybody’s first day', () => {
  const { query } = split.validation[0]!;
  const newcomers = Array.from({ length: 100 }, (_, learner) => ({
    query: { ...query, learner, history: new Int32Array() },
    targets: Int32Array.of(0),
    seen: new Int32Array(),
  }));
  const of = (own: readonly TestCase[]) =>
    choicesOf({ ...split, newcomers: own }, scorers, 1).apart.map(({ targets }) => targets);
  assert.ok(of(newcomers).every((targets) => targets.length === 1 && targets[0] === 0));
  const withoutOwn = choicesOf(split, scorers, 1).apart.map(({ targets }) => targets);
  assert.deepEqual(of(newcomers.slice(1)), withoutOwn);
});

test('what was asked lately counts more, of newcomers all the same', () => {
  const ofOthers = choices.filter(({ features }) => features[lengthFeature]! > 0);
  assert.ok(new Set(ofOthers.map(({ weight }) => weight)).size > 10);
  assert.ok(ofNewcomers(choices).every(({ weight }) => weight === 1));
});

test('however many are wanted, three in ten newcomers are not asked', () => {
  const all = newcomerCases(split.train).length;
  const manyCases = Array.from({ length: 4_000 }, (_, i) => split.validation[i % split.validation.length]!);
  const { apart } = choicesOf({ ...split, validation: manyCases }, scorers, 1);
  assert.ok(Math.abs(apart.length - 0.3 * all) < 1, `${apart.length} of ${all}`);
});
