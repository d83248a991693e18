import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Catalogue, type CatalogueCourse } from '../../src/answering/catalogue.ts';
import { chooseReasons } from '../../src/answering/choose-reasons.ts';
import { type CourseLink, courseLinks } from '../../src/answering/course-links.ts';
import type { Cause, Reason } from '../../src/answering/reasons.ts';
import { statements } from '../../src/answering/statements.ts';
import { takenInCategories } from '../../src/answering/taken-in-categories.ts';
import type { ServingModel } from '../../src/trained-models/stored-model.ts';

const course = (key: string, categories: string[], more: Partial<CatalogueCourse> = {}): CatalogueCourse => ({
  ...{ key, title: key, description: '', categories, prerequisites: [], audience: [], ...more },
});
const faculty = (subject: string, count: number) =>
  Array.from({ length: count }, (_, i) => course(`${subject} filler ${i}`, [subject, 'Society']));
const term = { name: 'Autumn 2026' };
const courses = [
  course('Daily Law', ['Law', 'Society', term.name], { term }),
  course('Contracts', ['Law', 'Society'], { prerequisites: ['Daily Law B'] }),
  course('Daily Law B', ['Law', 'Society'], { group: 'daily' }),
  course('Daily Law A', ['Law', 'Society'], { group: 'daily' }),
  course('Daily Law C', ['Law', 'Society']),
  course('Nursing', ['Health', 'Society', term.name], { term }),
  course('Painting', ['Arts']),
  course('Society at Large', ['Society']),
  ...faculty('Health', 6),
  ...Array.from({ length: 40 }, (_, i) => course(`Arts filler ${i}`, ['Arts'])),
];
const catalogue = new Catalogue(courses, new Map());
const get = (key: string) => catalogue.courses.get(key) as CatalogueCourse;
const link = courseLinks({ model: undefined, catalogue });

const took = (about: string, share: number): Cause => ({
  ...{ share, about },
  reason: { kind: 'because-you-took', course: about },
});
const popular: Cause = { share: 1, reason: { kind: 'popular-in', category: 'Law', place: 1 } };
/** The first reason of one card. */
function said(
  recommended: string,
  causes: Cause[],
  known: (key: string) => Partial<CourseLink> = () => ({}),
  shareOfAll = () => 2,
) {
  const history = causes.flatMap(({ about }) => about ?? []);
  const found = statements(causes, get(recommended), {
    ...{ catalogue, learner: { history }, takenIn: takenInCategories(catalogue, { history }), shareOfAll },
    link: (one, named) => ({ ...link(one, named), ...known(named.key) }),
  });
  return chooseReasons([found])[0]?.[0] as Reason;
}

test('courses are near by the narrowest category of both, and it is named', () => {
  const near = link(get('Contracts'), get('Daily Law'));
  assert.equal(near.category, 'Law');
  const loose = link(get('Contracts'), get('Society at Large'));
  assert.equal(loose.category, 'Society');
  assert.ok(loose.nearness < near.nearness);
});

test('what the catalogue puts into different categories is near by many common words alone, not by a few', () => {
  const nearness = (cosine: number, named: CatalogueCourse) => {
    const courseKeys = [...catalogue.courses.keys()];
    const model = {
      sections: courseKeys.map((key) => [key]),
      rows: new Map(courseKeys.map((key, row) => [key, row])),
      texts: {
        similarity: () => cosine,
        vectorOf: () => ({ columns: Int32Array.of(0), values: Float32Array.of(Math.sqrt(cosine)) }),
        tfIdf: { vocabulary: ['word'], matrix: { offsets: new Int32Array(courseKeys.length + 1) } },
      },
      recommender: { shareThatWentOn: () => 0 },
    };
    return courseLinks({ model: model as unknown as ServingModel, catalogue })(get('Contracts'), named)
      .nearness;
  };
  const few = 0.18;
  assert.equal(nearness(few, get('Painting')), 0);
  assert.ok(nearness(few, { ...get('Painting'), categories: [] }) > 0.5, 'nothing says that they are of two');
  assert.ok(nearness(few, get('Daily Law C')) > nearness(0.06, get('Daily Law C')));
  assert.ok(nearness(0.25, get('Painting')) > 0.8);
});

test('a faculty of two subjects, a term and what everybody is in are not named as something in common', () => {
  const divided = link(get('Daily Law'), get('Nursing'));
  assert.equal(divided.category, undefined);
  assert.ok(
    divided.nearness > 0 && divided.nearness < link(get('Daily Law'), get('Society at Large')).nearness,
  );
  const arts = link(get('Painting'), get('Arts filler 1'));
  assert.deepEqual([arts.category, arts.nearness], [undefined, 0]);
});

test('a prerequisite is a link in whatever section it was taken', () => {
  for (const section of ['Daily Law A', 'Daily Law B'])
    assert.equal(link(get('Contracts'), get(section)).buildsOn, true);
  assert.equal(link(get('Contracts'), get('Daily Law')).buildsOn, false);
  assert.deepEqual(said('Contracts', [took('Painting', 1), took('Daily Law A', 0.5)]), {
    kind: 'builds-on',
    course: 'Daily Law A',
  });
});

test('a strong cause that says little yields to a weaker one that says more', () => {
  const reason = said('Contracts', [took('Painting', 1), took('Daily Law', 0.5)]);
  assert.deepEqual(reason, { kind: 'because-you-took', course: 'Daily Law', category: 'Law' });
});

test('several courses of a subject say more than one: how many there are, by one of the causes', () => {
  const [law, more, painting] = [took('Daily Law', 1), took('Daily Law C', 0.8), took('Painting', 0.9)];
  const subject = { kind: 'more-in', category: 'Law', course: 'Daily Law', count: 2 };
  assert.deepEqual(said('Contracts', [law, more, painting]), subject);
  assert.equal(said('Contracts', [law, painting]).kind, 'because-you-took');
});

test('of several courses of a subject one is named that is like the recommended one, if any is', () => {
  const causes = [took('Daily Law', 1), took('Daily Law C', 0.8)];
  const example = (law: number, c: number) => {
    const reason = said('Contracts', causes, (key) => ({ likeness: key === 'Daily Law C' ? c : law }));
    return reason.kind === 'more-in' ? reason.course : reason.kind;
  };
  assert.equal(example(0.2, 0.4), 'Daily Law C');
  assert.equal(example(0.3, 0.4), 'Daily Law', 'nearly as like, and the stronger cause');
  assert.equal(example(0, 0), 'Daily Law', 'nothing is known of the texts');
});

test('but not where the score would lose nothing without all of them', () => {
  const causes = [took('Daily Law', 1), took('Daily Law C', 0.8)];
  assert.equal(said('Contracts', causes, undefined, () => 0).kind, 'because-you-took');
});

test('but not to one that hardly counts', () => {
  const reason = said('Contracts', [took('Painting', 1), took('Daily Law', 0.1)]);
  assert.deepEqual(reason, { kind: 'different' });
});

test('where no course is near, what others did is said, or what is popular, if it counts', () => {
  const others = { kind: 'others-went-on', course: 'Painting', oneIn: 6 };
  assert.deepEqual(
    said('Contracts', [took('Painting', 1), popular], () => ({ nearness: 0.6, wentOn: 0.17 })),
    others,
  );
  assert.deepEqual(said('Contracts', [took('Painting', 1), popular]), popular.reason);
  const some = () => ({ someWentOn: true });
  assert.deepEqual(said('Contracts', [took('Painting', 10), popular], some), { kind: 'your-courses' });
});

test('what is near by a little of this and a little of that is named only where a reader is told or sees what it is', () => {
  const near = { nearness: 0.6, category: undefined };
  const kind = (more: Partial<CourseLink>) =>
    said('Contracts', [took('Painting', 1)], () => ({ ...near, ...more })).kind;
  assert.equal(kind({}), 'different');
  assert.equal(kind({ isPlain: true }), 'because-you-took');
  assert.equal(kind({ category: 'Law' }), 'because-you-took');
  assert.equal(kind({ wentOn: 0.3 }), 'others-went-on');
});

test('who looked at a course has not taken it: others did not go on from it, and nothing builds on it', () => {
  const lookedAt: Cause = {
    ...took('Daily Law A', 1),
    reason: { kind: 'because-you-looked-at', course: 'Daily Law A' },
  };
  const { kind } = said('Contracts', [lookedAt], () => ({ wentOn: 0.4 }));
  assert.equal(kind, 'because-you-looked-at');
});

test('what somebody looks for is said before what they took', () => {
  const search: Cause = { share: 1, reason: { kind: 'matches-search', search: 'contracts' } };
  assert.deepEqual(said('Contracts', [took('Daily Law', 1), search]), search.reason);
});
