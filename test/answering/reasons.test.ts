import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { answer } from '../../src/answering/answer.ts';
import { Catalogue, type CatalogueCourse } from '../../src/answering/catalogue.ts';
import { searchCatalogue } from '../../src/answering/course-search.ts';
import { goalGains } from '../../src/answering/goal-gains.ts';
import { anonymousLearner, type LearnerState } from '../../src/answering/learner-state.ts';
import type { Question } from '../../src/answering/question.ts';
import type { Reason } from '../../src/answering/reasons.ts';
import { scoreNextCourses } from '../../src/answering/score-next-courses.ts';
import { scoreSupplements } from '../../src/answering/score-supplements.ts';
import { historyOf } from '../../src/recommender/data/dataset.ts';
import { createRandom } from '../../src/recommender/data/random.ts';
import { fit } from '../../src/recommender/fit.ts';
import type { Goal } from '../../src/skills/goal.ts';
import { servingModel } from '../../src/trained-models/stored-model.ts';
import { finish, smallCollege } from '../recommender/small-college.ts';

const now = new Date('2026-06-10');
const { dataset, courses } = smallCollege(80);
const keys = courses.map((_, row) => `c${row}`);
const catalogue = new Catalogue(
  courses.map((course, row) => ({
    ...{ key: `c${row}`, prerequisites: [], audience: [] },
    ...{
      title: course.title,
      description: course.description,
      categories: [...course.categories, `Shelf ${Math.floor(row / 4)}`],
    },
    level: ['beginner', 'intermediate', 'advanced'][Math.floor((row % 10) / 4)] as string,
  })),
  new Map(keys.map((key, row) => [key, row])),
);
const search = searchCatalogue(catalogue);
/** A goal as a taxonomy knows it: skills that courses teach, one of them several. */
const goal: Goal = {
  scheme: 'own',
  name: 'forest keeper',
  skills: [
    { name: 'mosses', courses: ['c11', 'c12', 'c3'] },
    { name: 'compass reading', courses: ['c4', 'c5'] },
    { name: 'axe throwing', courses: [] },
  ].map(({ name, courses }, i) => ({
    ...{ skill: `own:${name}`, name, isEssential: i < 2 },
    courses: courses.map((course) => ({ course, by: 'text' as const })),
  })),
};
const keyOf = new Map(courses.map(({ title }, row) => [title, `c${row}`]));

/** Learners who know, want and look for different things. */
function learners(): LearnerState[] {
  const random = createRandom(5);
  return Array.from({ length: 160 }, (_, learner) => {
    // Half of them said nothing: what somebody says outweighs what they did.
    const chance = learner % 2 === 0 ? 0.4 : 0;
    const pick = (texts: string[]) => texts.filter(() => random.next() < chance);
    const history = [...historyOf(dataset, learner)].slice(0, random.below(6)).map((row) => `c${row}`);
    return {
      ...anonymousLearner,
      history,
      taken: new Set(history),
      passed: new Set(history),
      active: new Set(history.slice(-2)),
      liked: new Set(history.slice(0, 1)),
      profile: {
        interests: pick(['compiler', 'seeds', 'forest plants', 'unheard of']),
        skills: pick(['code', 'roots', 'loops variables']),
        goal: pick(['Software engineer', 'forest', 'astronaut'])[0],
        lookedAt: pick(['Programming 8', 'Botany 9'])
          .filter((title) => !history.includes(keyOf.get(title) as string))
          .map((text) => ({ text, at: now })),
      },
      goal: pick(['known goal']).length > 0 ? goal : undefined,
      searches: pick(['leaves', 'functions']).map((text) => ({ text, at: now })),
    };
  });
}

/** The same learner whose goal does not take a skill. */
function withoutSkill(learner: LearnerState, skill: string): LearnerState {
  const known = learner.goal as Goal;
  return { ...learner, goal: { ...known, skills: known.skills.filter(({ name }) => name !== skill) } };
}

const without = <T>(items: readonly T[], gone: T) => items.filter((item) => item !== gone);

/** The same learner without what a reason names; undefined where it names nothing of the learner's. */
function withoutCause(learner: LearnerState, reason: Reason): LearnerState | undefined {
  const { profile } = learner;
  switch (reason.kind) {
    case 'because-you-took':
    case 'because-you-take':
    case 'because-you-liked':
    case 'others-went-on': {
      const key = keyOf.get(reason.course) as string;
      assert.ok(learner.history.includes(key), 'a reason names a course of the history');
      return { ...learner, history: without(learner.history, key) };
    }
    case 'more-in': {
      const isThere = (key: string) => catalogue.courses.get(key)?.categories.includes(reason.category);
      const history = learner.history.filter((key) => !isThere(key));
      assert.equal(learner.history.length - history.length, reason.count);
      return { ...learner, history };
    }
    case 'because-you-looked-at': {
      const lookedAt = profile.lookedAt?.filter(({ text }) => text !== reason.course);
      return { ...learner, profile: { ...profile, ...(lookedAt && { lookedAt }) } };
    }
    case 'matches-interest':
    case 'related-to-interest':
      return { ...learner, profile: { ...profile, interests: without(profile.interests, reason.interest) } };
    case 'matches-goal':
    case 'related-to-goal':
      return { ...learner, profile: { ...profile, goal: undefined } };
    case 'teaches-skill':
    case 'related-to-skill':
      return reason.goal === undefined
        ? { ...learner, profile: { ...profile, skills: without(profile.skills, reason.skill) } }
        : withoutSkill(learner, reason.skill);
    case 'matches-search':
    case 'related-to-search':
      return { ...learner, searches: learner.searches.filter(({ text }) => text !== reason.search) };
    default:
      return undefined;
  }
}

describe('reasons', () => {
  let model: ReturnType<typeof servingModel>;
  before(() => {
    model = servingModel(
      finish(fit(dataset, courses, { epochs: 4 })).recommender,
      keys.map((key) => [key]),
    );
  });

  const question = (learner: LearnerState, purpose: Question['purpose']): Question => ({
    ...{ model, catalogue, search, learner, purpose, now },
    rules: { blocked: new Set(), ownLanguagesOnly: false, exploration: 0, offers: 'enterable' },
  });
  const answerTo = (learner: LearnerState, purpose: Question['purpose'] = 'next') =>
    answer(question(learner, purpose), 5, createRandom(1));

  test('without what a reason names, the score of its course is lower: every card of many learners', () => {
    const checked = new Map<string, number>();
    for (const learner of learners()) {
      const { scores } = scoreNextCourses(model, catalogue, learner, now, { search });
      for (const { course, reasons } of answerTo(learner)) {
        assert.ok(reasons.length > 0);
        for (const reason of reasons) {
          const changed = withoutCause(learner, reason);
          if (changed === undefined) continue;
          const row = model.rows.get(course.key) as number;
          const after = scoreNextCourses(model, catalogue, changed, now, { search }).scores[row] as number;
          assert.ok(after < (scores[row] as number), `${course.title}: ${JSON.stringify(reason)}`);
          checked.set(reason.kind, (checked.get(reason.kind) ?? 0) + 1);
        }
      }
    }
    for (const kind of ['took', 'take', 'liked', 'looked-at'].map((how) => `because-you-${how}`))
      assert.ok((checked.get(kind) ?? 0) > 5, kind);
    assert.ok((checked.get('more-in') ?? 0) > 5, 'more-in');
    for (const kind of ['related-to-interest', 'related-to-search', 'related-to-skill', 'related-to-goal'])
      assert.ok((checked.get(kind) ?? 0) > 5, kind);
  });

  test('a goal raises the courses that close its gap, says so, and nothing for what the learner has', () => {
    const learner = { ...anonymousLearner, goal, taken: new Set(['c11']), history: ['c11'] };
    const taught = (state: LearnerState) =>
      answerTo(state).flatMap(({ course, reasons }) =>
        reasons.flatMap((reason) => (reason.kind === 'teaches-skill' ? [[course.key, reason]] : [])),
      );
    assert.deepEqual(
      taught(learner).map(([key, reason]) => [key, reason]),
      ['c4', 'c5']
        .map((key) => [key, { kind: 'teaches-skill', skill: 'compass reading', goal: 'forest keeper' }])
        .filter(([key]) => taught(learner).some(([other]) => other === key)),
    );
    assert.ok(taught(learner).length > 0);
    const gone = { ...learner, taken: new Set(['c11', 'c4']), history: ['c11', 'c4'] };
    assert.deepEqual(taught(gone), []);
  });

  test('a course that teaches twenty skills of a goal gains no more than one that teaches two', () => {
    const skills = Array.from({ length: 20 }, (_, i) => ({
      ...{ skill: `own:${i}`, name: `skill ${i}`, isEssential: true },
      courses: [
        { course: 'c1', by: 'text' as const },
        ...(i < 2 ? [{ course: 'c2', by: 'text' as const }] : []),
      ],
    }));
    const gains = goalGains({ scheme: 'own', name: 'all', skills }, new Set(), new Set());
    const whole = (key: string) => gains.reduce((sum, skill) => sum + (skill.get(key)?.gain ?? 0), 0);
    assert.ok(Math.abs(whole('c1') - whole('c2')) < 1e-5);
  });

  test('a course that is named counts for at least a fifth of the strongest cause', () => {
    let checked = 0;
    for (const learner of learners()) {
      const scored = scoreNextCourses(model, catalogue, learner, now, { search });
      for (const { course, reasons } of answerTo(learner)) {
        const row = model.rows.get(course.key) as number;
        const causes = scored.causes(row, catalogue.courses.get(course.key) as CatalogueCourse);
        const strongest = Math.max(...causes.map(({ share }) => share));
        for (const reason of reasons) {
          const key = 'course' in reason ? keyOf.get(reason.course) : undefined;
          const cause = causes.find(({ about }) => about === key);
          if (key === undefined || cause === undefined) continue;
          assert.ok(cause.share >= 0.2 * strongest, `${course.title}: ${JSON.stringify(reason)}`);
          checked++;
        }
      }
    }
    assert.ok(checked > 100);
  });

  test('a list does not name one course on four cards where others count for nearly as much', () => {
    let checked = 0;
    for (const learner of learners()) {
      const scored = scoreNextCourses(model, catalogue, learner, now, { search });
      const cards = answerTo(learner);
      const choices = cards.filter(({ course }) => {
        const causes = scored.causes(model.rows.get(course.key) as number, course as CatalogueCourse);
        const strongest = Math.max(...causes.map(({ share }) => share));
        return causes.filter(({ about, share }) => about !== undefined && share > 0.5 * strongest).length > 1;
      });
      if (choices.length < 4) continue;
      checked++;
      const named = cards.flatMap(({ reasons: [reason] }) =>
        reason && 'course' in reason ? reason.course : [],
      );
      for (const title of named)
        assert.ok(named.filter((other) => other === title).length < 4, JSON.stringify(named));
    }
    assert.ok(checked > 5, `${checked} lists with a choice`);
  });

  test('that many went on from one course to another is so', () => {
    const place = Array.from({ length: dataset.learnerCount }, (_, learner) => {
      return new Map([...historyOf(dataset, learner)].map((row, i) => [row, i]));
    });
    let claimed = 0;
    for (let from = 0; from < keys.length; from++)
      for (let to = 0; to < keys.length; to++) {
        const share = model.recommender.shareThatWentOn(from, to);
        if (share > 0) claimed++;
        const takers = place.filter((places) => places.has(from));
        const later = takers.filter((places) => (places.get(to) ?? -1) > (places.get(from) as number));
        assert.ok(share <= later.length / takers.length + 1e-6, `${from} → ${to}`);
      }
    assert.ok(claimed > 50);
  });

  test('of a supplement too: without the course that it goes with', () => {
    let checked = 0;
    for (const learner of learners()) {
      const current = [...learner.active];
      const { scores } = scoreSupplements(model, catalogue, current);
      for (const { course, reasons } of answerTo(learner, 'supplement')) {
        assert.ok(reasons.length > 0);
        for (const reason of reasons) {
          assert.equal(reason.kind, 'goes-with');
          const key = keyOf.get((reason as { course: string }).course) as string;
          assert.ok(learner.active.has(key));
          const row = model.rows.get(course.key) as number;
          const after = scoreSupplements(model, catalogue, without(current, key)).scores[row] as number;
          assert.ok(after < (scores[row] as number), `${course.title} with ${key}`);
          checked++;
        }
      }
    }
    assert.ok(checked > 50);
  });

  test('supplements are of the subject of now, not taken, and at most one level above', () => {
    const history = ['c12', 'c3'];
    const learner = { ...anonymousLearner, history, taken: new Set(history), active: new Set(['c3']) };
    const offered = answerTo(learner, 'supplement');
    assert.equal(offered.length, 5);
    for (const { course } of offered) {
      assert.match(course.title, /^Botany/);
      assert.notEqual(course.level, 'advanced', 'the course of now is for beginners');
      assert.notEqual(course.key, 'c3');
    }
  });

  test('a learner in no course has no supplements', () => {
    assert.deepEqual(answerTo(anonymousLearner, 'supplement'), []);
  });

  test('without history, goal and skills decide, and each card says what it has of them', () => {
    const learner = {
      ...anonymousLearner,
      profile: { interests: [], skills: ['compiler'], goal: undefined },
    };
    for (const { course, reasons } of answerTo(learner)) {
      assert.match(course.title, /^Programming/);
      assert.deepEqual(reasons[0], { kind: 'related-to-skill', skill: 'compiler' });
    }
  });

  test('a course drawn at random says that it is, and has its propensity', () => {
    let drawn = 0;
    for (let seed = 0; seed < 50; seed++) {
      const asked = question(anonymousLearner, 'next');
      const offered = answer(
        { ...asked, rules: { ...asked.rules, exploration: 0.5 } },
        5,
        createRandom(seed),
      );
      assert.deepEqual(
        offered.slice(0, 4).map(({ propensity }) => propensity),
        [1, 1, 1, 1],
      );
      const last = offered[4];
      const isDrawn = last?.reasons[0]?.kind === 'chance';
      if (isDrawn) drawn++;
      assert.ok(Math.abs((last?.propensity as number) - (isDrawn ? 0.5 / 16 : 0.5 + 0.5 / 16)) < 1e-9);
    }
    assert.ok(drawn > 10 && drawn < 40);
    assert.ok(answerTo(anonymousLearner).every(({ propensity }) => propensity === undefined));
  });

  test('of the sections of one course only the best is offered', () => {
    const sections = new Catalogue(
      [...catalogue.courses.values()].map((course) => ({ ...course, group: course.categories[0] as string })),
      new Map(),
    );
    const asked = { ...question(anonymousLearner, 'next'), catalogue: sections };
    assert.equal(answer(asked, 5, createRandom(1)).length, 2);
  });
});
