import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Catalogue, type CatalogueCourse } from '../../src/answering/catalogue.ts';
import { courseLinks } from '../../src/answering/course-links.ts';
import { CourseIndex } from '../../src/recommender/text/course-index.ts';
import { buildTfIdf } from '../../src/recommender/text/tf-idf.ts';
import type { ServingModel } from '../../src/trained-models/stored-model.ts';

const subjects = 'Web Reading Music Law Biology History Painting Chemistry Operations Sports'.split(' ');
const course = (title: string, subject: string): CatalogueCourse => ({
  ...{ key: title, title, description: '', categories: [subject], prerequisites: [], audience: [] },
});
/** A word of any subject in two courses of each; a word of two subjects; one that is of any two, and in two courses alone. */
const courses = subjects.flatMap((subject) => [
  ...['A', 'B'].map((part) => course(`${subject} Essentials ${part}`, subject)),
  ...Array.from({ length: 8 }, (_, i) => course(`${subject} ${i} lesson${i}${subject}`, subject)),
]);
for (const subject of ['Web', 'Operations'])
  for (let i = 0; i < 8; i++) courses.push(course(`Docker ${subject} ${i}`, subject));
courses.push(course('Serverless Clouds', 'Web'), course('Serverless Machines', 'Operations'));

const catalogue = new Catalogue(courses, new Map());
const courseKeys = courses.map(({ key }) => key);
const model = {
  sections: courseKeys.map((key) => [key]),
  texts: new CourseIndex(buildTfIdf(courses)),
  rows: new Map(courseKeys.map((key, row) => [key, row])),
  recommender: { shareThatWentOn: () => 0 },
} as unknown as ServingModel;
const link = courseLinks({ model, catalogue });
const get = (key: string) => catalogue.courses.get(key) as CatalogueCourse;
const cosine = (one: string, other: string) =>
  model.texts.similarity(courseKeys.indexOf(one), courseKeys.indexOf(other));

test('courses of different categories are not near by a word that courses of any subject have', () => {
  const [one, other] = ['Web Essentials A', 'Reading Essentials A'] as const;
  assert.ok(cosine(one, other) > 0.23, `${cosine(one, other)}`);
  assert.equal(link(get(one), get(other)).nearness, 0);
});

test('they are by a word of their subjects, and by one of too few courses to tell', () => {
  for (const [one, other] of [
    ['Docker Web 1', 'Docker Operations 1'],
    ['Serverless Clouds', 'Serverless Machines'],
  ] as const) {
    assert.ok(cosine(one, other) > 0.23, `${cosine(one, other)}`);
    assert.ok(link(get(one), get(other)).nearness > 0.5, one);
  }
});

test('courses of one subject need no such word', () => {
  assert.ok(link(get('Web Essentials A'), get('Web Essentials B')).nearness > 0.5);
});
