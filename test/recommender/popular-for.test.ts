import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildDataset, type CourseText, type Interaction } from '../../src/recommender/data/dataset.ts';
import { createRandom } from '../../src/recommender/data/random.ts';
import { type LearnerScorer, queryNow } from '../../src/recommender/data/scorer.ts';
import type { TestCase } from '../../src/recommender/data/split.ts';
import { StudiesBuilder, type Study } from '../../src/recommender/data/studies.ts';
import { topCourses } from '../../src/recommender/data/top-courses.ts';
import { fit } from '../../src/recommender/fit.ts';
import { popularFor } from '../../src/recommender/popular-for.ts';
import { Recommender } from '../../src/recommender/recommender.ts';
import { catalogueFacts } from '../../src/recommender/scorer-kit/catalogue-facts.ts';
import { FittedScorers } from '../../src/recommender/scorer-kit/scorer-definition.ts';
import { popularity } from '../../src/recommender/scorers/popularity.ts';
import { fromBytes, toBytes } from '../../src/recommender/serialize.ts';
import { finish } from './small-college.ts';

const day = 86_400;
const learners = 800;
const courseCount = 30;
const courses: CourseText[] = Array.from({ length: courseCount }, (_, i) => ({
  title: `Course ${i}`,
  description: '',
  categories: [],
}));
const programmes = ['Botany', 'Informatics'] as const;

/**
 * Everybody begins with one of ten courses, the first of which are the popular ones, and goes on with two of the same ten.
 * @param firstCourse which it is, by the place among the ten and by what the learner studies
 */
function recommenderOf(
  firstCourse: (place: number, study: number) => number,
  areStudiesKnown: boolean,
): Recommender {
  const random = createRandom(5);
  const interactions: Interaction[] = [];
  const studies = new StudiesBuilder();
  for (let learner = 0; learner < learners; learner++) {
    const study = random.below(2);
    if (areStudiesKnown) studies.add(learner, { programme: programmes[study]! });
    // The square makes the first of the ten popular and the last of them rare.
    const first = firstCourse(Math.floor(10 * random.next() ** 2), study);
    const start = 10 * learner * day;
    const taken = new Set([first]);
    for (let i = 0; i < 2; i++) taken.add(Math.floor(first / 10) * 10 + Math.floor(10 * random.next() ** 2));
    for (const [i, course] of [...taken].entries())
      interactions.push({ learner, course, time: start + i * 100 * day });
  }
  const known = studies.build(learners, 10 * learners * day);
  const dataset = { ...buildDataset(interactions, learners, courseCount), ...(known && { studies: known }) };
  return finish(fit(dataset, courses, { epochs: 3 })).recommender;
}

const byChance = recommenderOf((place) => place, false);
const byProgramme = recommenderOf((place, study) => 10 * study + place, true);

function scoresOf(model: Recommender, history: readonly number[], study?: Study): Float32Array {
  const scores = new Float32Array(model.courseCount);
  model.score(queryNow(history, undefined, study), scores);
  return scores;
}

/** How often each course was taken, as a multiple of the average. */
function popularityOf({ parts }: Recommender): Float32Array {
  const scores = new Float32Array(courseCount);
  parts.scorers.get(popularity).score(queryNow([]), scores);
  return scores;
}

test('where nothing is to be known of newcomers, their list is that of popularity, whole and in its order', () => {
  assert.deepEqual(byChance.parts.popularFor, { unknown: true, studying: false });
  const all = topCourses(popularityOf(byChance), courseCount);
  assert.deepEqual(topCourses(scoresOf(byChance, []), courseCount), all);
  const [first] = all as [number];
  assert.deepEqual(
    byChance.explain(queryNow([]), first).map(({ kind }) => kind),
    ['popularity'],
  );
  assert.deepEqual(
    byChance.explain(queryNow([]), all.at(-1)!),
    [],
    'what is rarer than others is not called popular',
  );
});

test('their probabilities are the shares of all enrolments', () => {
  const probabilities = new Float32Array(courseCount);
  byChance.probabilities(queryNow([]), probabilities);
  const shares = popularityOf(byChance).map((multiple) => multiple / courseCount);
  assert.deepEqual(probabilities, shares);
  assert.ok(Math.abs(shares.reduce((sum, share) => sum + share, 0) - 1) < 1e-5);
});

test('where what newcomers study says what they begin with, the ranker serves those of whom it is known', () => {
  assert.equal(byProgramme.parts.popularFor?.studying, false);
  for (const [study, programme] of programmes.entries()) {
    const best = topCourses(scoresOf(byProgramme, [], { programme }), 5);
    assert.ok(
      best.every((course) => Math.floor(course / 10) === study),
      `${programme}: ${best}`,
    );
  }
});

test('whoever has taken a course is ranked by the ranker, and so is what that course was worth', () => {
  const query = queryNow([0]);
  const everybodyRanked = new Recommender({
    ...byChance.parts,
    popularFor: { unknown: false, studying: false },
  });
  assert.deepEqual(scoresOf(byChance, [0]), scoresOf(everybodyRanked, [0]));
  const nothing = queryNow([]);
  assert.equal(byChance.scoreOf(query, 1, nothing), everybodyRanked.scoreOf(query, 1, nothing));
  assert.notEqual(byChance.scoreOf(query, 1, nothing), byChance.scoreOf(nothing, 1));
  assert.notDeepEqual(scoresOf(byChance, []), scoresOf(everybodyRanked, []));
});

test('it is stored with the model, and one that was stored without it ranks for everybody', () => {
  assert.deepEqual(scoresOf(fromBytes(toBytes(byChance)), []), scoresOf(byChance, []));
  const { popularFor: _, ...before } = byChance.parts;
  const old = fromBytes(toBytes(new Recommender(before)));
  assert.equal(old.parts.popularFor, undefined);
  assert.notDeepEqual(scoresOf(old, []), scoresOf(byChance, []));
});

test('what was learnt from what was shown counts for newcomers too', () => {
  const rare = topCourses(popularityOf(byChance), courseCount).at(-1)!;
  const appeal = new Float32Array(courseCount);
  appeal[rare] = 10;
  const learnt = new Recommender({ ...byChance.parts, appeal });
  assert.equal(topCourses(scoresOf(learnt, []), 1)[0], rare);
  assert.equal(learnt.explain(queryNow([]), rare)[0]?.kind, 'popularity');
});

/** Newcomers who begin with the first course or the second, one in ten days, oldest first. */
function newcomers(count: number, study?: Study): TestCase[] {
  return Array.from({ length: count }, (_, i) => ({
    query: { learner: i, history: new Int32Array(), at: 10 * i * day, study },
    targets: Int32Array.of(i % 2),
    seen: new Int32Array(),
  }));
}

/** The first course is taken by all, the second by nobody. */
const firstIsPopular = new FittedScorers(
  2,
  new Map([
    [
      popularity.name,
      finish(
        popularity.fit(
          {
            dataset: buildDataset([{ learner: 0, course: 0, time: -day }], 1, 2),
            catalogue: catalogueFacts(courses.slice(0, 2)),
            scorers: new FittedScorers(2, new Map()),
          },
          {},
        ),
      ).scorer,
    ],
  ]),
);
/** Knows what each of them begins with, those before a moment; all others it offers the other course. */
const knowing = (isKnown: (learner: number) => boolean): LearnerScorer => ({
  score({ learner }, out) {
    out.fill(0);
    out[isKnown(learner) ? learner % 2 : 1 - (learner % 2)] = 1;
  },
});

test('a ranker that knows what newcomers begin with serves them; of fewer than thirty nobody can say', () => {
  const knowsAll = knowing(() => true);
  assert.equal(popularFor(newcomers(40), firstIsPopular, knowsAll).unknown, false);
  assert.equal(popularFor(newcomers(29), firstIsPopular, knowsAll).unknown, true);
  assert.equal(popularFor(newcomers(40), firstIsPopular, firstIsPopular.get(popularity)).unknown, true);
});

test('the newest say it: what the ranker would have known of those of long ago does not count', () => {
  const knowsThoseOfLongAgo = knowing((learner) => learner < 140);
  assert.equal(popularFor(newcomers(200), firstIsPopular, knowsThoseOfLongAgo).unknown, true);
  const knowsTheNewest = knowing((learner) => learner >= 140);
  assert.equal(popularFor(newcomers(200), firstIsPopular, knowsTheNewest).unknown, false);
});

test('of whom it is known what they study is asked apart from the others', () => {
  const knowsTheirProgramme: LearnerScorer = {
    score: (query, out) => knowing(() => query.study !== undefined).score(query, out),
  };
  const cases = newcomers(100, { programme: 'Botany' });
  assert.deepEqual(popularFor(cases, firstIsPopular, knowsTheirProgramme), {
    unknown: true,
    studying: false,
  });
});

test('where popularity is left out, nobody is shown it', () => {
  const withoutIt = firstIsPopular.without([popularity]);
  assert.deepEqual(
    popularFor(
      newcomers(40),
      withoutIt,
      knowing(() => false),
    ),
    {
      unknown: false,
      studying: false,
    },
  );
});
