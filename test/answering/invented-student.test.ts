import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Catalogue, type CatalogueCourse } from '../../src/answering/catalogue.ts';
import { inventedStudents, inventStudent } from '../../src/answering/invented-student.ts';

const course = (key: string, fields: Partial<CatalogueCourse> = {}): CatalogueCourse => ({
  ...{ key, title: key, description: '', categories: ['Computing'], prerequisites: [], audience: [] },
  ...fields,
});

/** `net` builds on `how`, which builds on `start`; `distributed` builds on `net`, and `cloud` on that. */
const courses = [
  course('net', { prerequisites: ['how'], group: 'networks' }),
  course('net-evening', { group: 'networks' }),
  course('how', { prerequisites: ['start'] }),
  course('start'),
  course('distributed', { prerequisites: ['net'] }),
  course('cloud', { prerequisites: ['distributed'] }),
  course('compilers', { level: 'Advanced' }),
  course('hidden', { hidden: true }),
  course('gone', { removedAt: new Date() }),
  ...Array.from({ length: 12 }, (_, i) => course(`more${i}`)),
  ...Array.from({ length: 8 }, (_, i) => course(`art${i}`, { categories: ['Art'] })),
];
/** The first of the list have the most learners: those that may not be taken are the most popular of all. */
const catalogue = new Catalogue(courses, new Map(courses.map(({ key }, i) => [key, 1_000 - i])));

test('an invented student has what has to come first, in that order, and nothing that builds on the course', () => {
  for (const kind of inventedStudents) {
    const { history, passed, taken } = inventStudent(kind, 'net', catalogue);
    assert.deepEqual([...passed], [...history]);
    assert.deepEqual([...taken], [...history]);
    for (const key of ['net', 'net-evening', 'distributed', 'cloud', 'hidden', 'gone'])
      assert.ok(!history.includes(key), `${kind}: ${key}`);
    for (const [place, key] of history.entries())
      for (const before of catalogue.courses.get(key)?.prerequisites ?? [])
        assert.ok(history.slice(0, place).includes(before), `${kind}: ${before} before ${key}`);
  }
  assert.deepEqual(inventStudent('secondYear', 'net', catalogue).history.slice(0, 2), ['start', 'how']);
});

test('the kinds differ in how much they have taken, and where', () => {
  const { history: none } = inventStudent('new', 'net', catalogue);
  const { history: second } = inventStudent('secondYear', 'net', catalogue);
  const { history: end } = inventStudent('nearTheEnd', 'net', catalogue);
  assert.deepEqual([none.length, second.length, end.length], [0, 6, 14]);
  const inArt = (keys: readonly string[]) => keys.filter((key) => key.startsWith('art')).length;
  assert.deepEqual([inArt(second), inArt(end)], [2, 4]);
  assert.ok(!second.includes('compilers') && end.includes('compilers'), 'advanced courses come late');
});

test('a course that the catalogue does not have, and a circle of prerequisites, are no obstacle', () => {
  assert.equal(inventStudent('secondYear', 'unknown', catalogue).history.length, 6);
  const circle = new Catalogue(
    [course('a', { prerequisites: ['b'] }), course('b', { prerequisites: ['a'] }), course('c')],
    new Map(),
  );
  assert.deepEqual(inventStudent('nearTheEnd', 'c', circle).history, []);
  assert.deepEqual(inventStudent('nearTheEnd', 'a', circle).history, ['c']);
});
