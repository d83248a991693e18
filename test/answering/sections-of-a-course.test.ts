import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { answer } from '../../src/answering/answer.ts';
import { Catalogue, type CatalogueCourse } from '../../src/answering/catalogue.ts';
import { searchCatalogue } from '../../src/answering/course-search.ts';
import { eligibilityFor } from '../../src/answering/eligibility-for.ts';
import { anonymousLearner, type LearnerState } from '../../src/answering/learner-state.ts';
import type { PanelRules } from '../../src/answering/panel-rules.ts';
import type { Question } from '../../src/answering/question.ts';
import { scoreCourses } from '../../src/answering/score-courses.ts';
import { searchCourses } from '../../src/answering/search-courses.ts';
import { sectionsByRow } from '../../src/answering/sections-by-row.ts';
import { createRandom } from '../../src/recommender/data/random.ts';
import { fit } from '../../src/recommender/fit.ts';
import { servingModel } from '../../src/trained-models/stored-model.ts';
import { finish, smallCollege } from '../recommender/small-college.ts';

// A college that has another section of each course in each term: c3-2025 was given last year, c3-2026 is given now, c3-2027 is the next.
const { dataset, courses } = smallCollege();
const { recommender } = finish(fit(dataset, courses, { epochs: 2 }));
const now = new Date('2026-11-01');
const years = [2025, 2026, 2027] as const;

function section(row: number, year: number, more: Partial<CatalogueCourse> = {}): CatalogueCourse {
  const { title, description, categories } = courses[row]!;
  return {
    ...{ key: `c${row}-${year}`, group: `c${row}`, title: `${title} ${year}`, description },
    ...{ categories: [...categories], prerequisites: [], audience: [] },
    ...{ term: { name: `${year}`, startsAt: new Date(`${year}-09-01`) } },
    ...more,
  };
}

/** Of before next year's sections were made. */
const model = servingModel(
  recommender,
  courses.map((_, row) => [`c${row}-2025`, `c${row}-2026`]),
);
const everything = courses.flatMap((_, row) => years.map((year) => section(row, year)));
const learners = new Map(everything.map(({ key }) => [key, key.endsWith('2025') ? 7 : 1]));

interface Asked {
  catalogue?: Catalogue;
  learner?: Partial<LearnerState>;
  rules?: Partial<PanelRules>;
  withoutModel?: true;
}

const whole = new Catalogue(everything, learners);

function questionOf({ catalogue = whole, learner = {}, rules = {}, withoutModel }: Asked): Question {
  const { history = [] } = learner;
  return {
    ...{ model: withoutModel ? undefined : model, catalogue, search: searchCatalogue(catalogue), now },
    rules: { blocked: new Set(), ownLanguagesOnly: false, exploration: 0, offers: 'enterable', ...rules },
    learner: { ...anonymousLearner, taken: new Set(history), passed: new Set(history), ...learner },
    purpose: 'next',
  };
}

const cardsFor = (asked: Asked, count = 5) => answer(questionOf(asked), count, createRandom(1));
const offered = (asked: Asked, count = 5) => cardsFor(asked, count).map(({ course }) => course.key);
const replacing = (...others: CatalogueCourse[]) => {
  const byKey = new Map(others.map((course) => [course.key, course]));
  return new Catalogue(
    everything.map((course) => byKey.get(course.key) ?? course),
    learners,
  );
};

describe('the sections of a course', () => {
  test('are one course to a model, also the one that came after it was trained, and those that have gone', () => {
    const left = new Catalogue(
      everything.filter(({ key }) => !key.endsWith('2025')),
      learners,
    );
    const { rows, sections } = sectionsByRow(model, left);
    for (const year of years) assert.equal(rows.get(`c3-${year}`), 3);
    assert.deepEqual(
      sections[3]?.map(({ key }) => key),
      ['c3-2026', 'c3-2027'],
    );
    assert.equal(sections.length, courses.length);
  });

  test('of a course that is new are in no row', () => {
    const more = new Catalogue([...everything, { ...section(0, 2027), key: 'new', group: 'new' }], learners);
    assert.equal(sectionsByRow(model, more).rows.get('new'), undefined);
    assert.ok(offered({ catalogue: more }, 50).every((key) => key !== 'new'));
  });

  test('stand on one card, that of the section which begins next', () => {
    const keys = offered({}, 50);
    assert.equal(keys.length, courses.length);
    assert.ok(keys.every((key) => key.endsWith('-2027')));
    const running = replacing(...courses.map((_, row) => section(row, 2027, { removedAt: now })));
    assert.ok(offered({ catalogue: running }).every((key) => key.endsWith('-2026')));
    const lately = replacing(
      ...courses.map((_, row) => section(row, 2026, { startsAt: new Date('2026-10-20') })),
    );
    assert.ok(offered({ catalogue: lately }).every((key) => key.endsWith('-2026')));
  });

  test('stand for it where one cannot be entered', () => {
    const [first = ''] = offered({});
    const row = Number(/\d+/.exec(first)?.[0]);
    const closed = replacing(section(row, 2027, { audience: ['members'] }));
    assert.equal(offered({ catalogue: closed })[0], `c${row}-2026`);
    const member = { groups: new Set(['members']) };
    assert.equal(offered({ catalogue: closed, learner: member })[0], first);
  });

  test('say the same of who took them: last year’s learners get what this year’s get', () => {
    const took = (year: number) => ({ learner: { history: [`c0-${year}`, `c2-${year}`] } });
    assert.deepEqual(offered(took(2025)), offered(took(2026)));
    const scoresOf = (asked: Asked) => [...scoreCourses(questionOf(asked)).scores];
    assert.deepEqual(scoresOf(took(2025)), scoresOf(took(2027)));
    assert.notDeepEqual(scoresOf(took(2025)), scoresOf({}));
    const again = { learner: { history: ['c0-2025', 'c2-2025', 'c0-2026'] } };
    assert.deepEqual(scoresOf(again), scoresOf({ learner: { history: ['c2-2025', 'c0-2026'] } }));
  });

  test('are named as the learner took them', () => {
    const cards = cardsFor({ learner: { history: ['c0-2025', 'c1-2026'] } });
    const named = cards.flatMap(({ reasons }) =>
      reasons.flatMap((reason) => ('course' in reason ? reason.course : [])),
    );
    assert.ok(named.length > 0);
    for (const title of named) assert.ok(['Botany 1 2025', 'Botany 2 2026'].includes(title), title);
  });

  test('count once for what a learner looks for, and for what staff rank higher', () => {
    const newest = new Catalogue(
      everything.filter(({ key }) => key.endsWith('2027')),
      learners,
    );
    const profile = { interests: ['compiler'], skills: [] };
    const rules = (year: number) => ({ boosts: [{ course: `c4-${year}` }] });
    const scoresOf = (asked: Asked) => [
      ...scoreCourses(questionOf({ learner: { profile }, ...asked })).scores,
    ];
    // Whatever has gone with its sections of before is no longer known to be one with them.
    const known = servingModel(
      recommender,
      courses.map((_, row) => [`c${row}-2027`]),
    );
    const alone = { ...questionOf({ catalogue: newest, learner: { profile } }), model: known };
    assert.deepEqual(scoresOf({}), [...scoreCourses(alone).scores]);
    const two = { boosts: [{ course: 'c4-2025' }, { course: 'c4-2026' }] };
    assert.deepEqual(scoresOf({ rules: rules(2026) }), scoresOf({ rules: two }));
  });

  test('are recommended by staff whichever of them staff named', () => {
    const cards = cardsFor({ rules: { boosts: [{ course: 'c4-2025', note: 'good' }] } });
    const card = cards.find(({ course }) => course.key === 'c4-2027');
    assert.deepEqual(card?.reasons[0], { kind: 'recommended-by-teacher', note: 'good' });
  });

  test('are hidden together', () => {
    const [first = '', second] = offered({});
    for (const year of years) {
      const dismissed = new Set([first.replace('2027', `${year}`)]);
      assert.equal(offered({ learner: { dismissed } })[0], second);
    }
  });

  test('are found once by a search: as they were had or hidden, else as they can be begun next', () => {
    const found = (asked: Asked) => {
      const question = questionOf(asked);
      const search = searchCatalogue(question.catalogue);
      const answered = searchCourses(question, eligibilityFor(question), search, 'Botany 4', 'en');
      return answered.found
        .filter(({ course }) => course.key.startsWith('c3-'))
        .map(({ course, state }) => [course.key, state.kind]);
    };
    assert.deepEqual(found({}), [['c3-2027', 'open']]);
    assert.deepEqual(found({ learner: { history: ['c3-2025'] } }), [['c3-2025', 'taken']]);
    assert.deepEqual(found({ learner: { dismissed: new Set(['c3-2026']) } }), [['c3-2026', 'hidden']]);
    const members = replacing(section(3, 2027, { audience: ['members'] }));
    assert.deepEqual(found({ catalogue: members }), [['c3-2026', 'open']]);
  });

  test('are as popular as all of them together, before there is a model too', () => {
    const popular = new Map([...learners, ['c5-2025', 20], ['c5-2026', 20], ['c6-2027', 30]]);
    const catalogue = new Catalogue(everything, popular);
    assert.equal(catalogue.learnerCount('c5-2027'), 41);
    assert.deepEqual(catalogue.popularCategory(section(5, 2027)), { category: 'Botany', place: 1 });
    assert.deepEqual(catalogue.popularCategory(section(6, 2027)), { category: 'Botany', place: 2 });
    assert.equal(catalogue.shareInCategory('Botany'), 0.5);
    assert.deepEqual(offered({ catalogue, withoutModel: true }, 2), ['c5-2027', 'c6-2027']);
  });
});
