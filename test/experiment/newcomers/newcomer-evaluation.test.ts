import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import {
  evaluateNewcomers,
  heldOut,
  type NewcomerFigures,
  readNewcomerOptions,
} from '../../../src/experiment/newcomers/newcomer-evaluation.ts';
import { statedInterest } from '../../../src/experiment/newcomers/stated-interest.ts';
import { buildDataset, historyOf } from '../../../src/recommender/data/dataset.ts';

test('who is about to take a course says its first category, or the longest word of its title', () => {
  const course = { title: 'An Introduction to Bees', categories: ['Crafts', 'Nature'] };
  assert.equal(statedInterest(course, 'category'), 'Crafts');
  assert.equal(statedInterest(course, 'title-word'), 'introduction');
  assert.equal(statedInterest({ title: 'R 101', categories: [] }, 'category'), undefined);
  assert.equal(statedInterest({ title: 'R 101', categories: [] }, 'title-word'), undefined);
});

const day = 86_400;

test('the newcomers who came last are asked for their first day; others teach what they took before that', () => {
  const rows = [0, 1, 2, 3].flatMap((learner) =>
    [0, 0, 9].map((days, course) => ({ learner, course, time: (1 + days + 5 * learner) * day + course })),
  );
  const { cases, known } = heldOut(buildDataset(rows, 4, 3), { sample: 2, learners: 2, seed: 1 });
  assert.deepEqual(
    cases.map(({ query, targets }) => [query.learner, query.history.length, ...targets]),
    [
      [3, 0, 0, 1],
      [2, 0, 0, 1],
    ],
  );
  // Learner 1 took the third course after learner 2 had come.
  assert.deepEqual(
    [0, 1, 2, 3].map((learner) => [...historyOf(known, learner)]),
    [[0, 1, 2], [0, 1], [], []],
  );
});

test('where times are unknown, newcomers are drawn, and all rows of others count', () => {
  const rows = [0, 1, 2].flatMap((learner) => [0, 1].map((course) => ({ learner, course })));
  const { cases, known } = heldOut(buildDataset(rows, 3, 2), { sample: 1, learners: 9, seed: 1 });
  assert.equal(cases.length, 1);
  assert.equal(known.courses.length, 4);
});

test('where all came at once there is nothing to learn from, and the error says what to do', () => {
  const rows = [0, 1].map((learner) => ({ learner, course: 0, time: day }));
  assert.throws(
    () => heldOut(buildDataset(rows, 2, 1), { sample: 1, learners: 9, seed: 1 }),
    /ask about fewer \(--sample\)/,
  );
});

test('the command finds first courses better by what people say', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'newcomers-'));
  try {
    const path = (name: string) => join(folder, name);
    const subjects = ['Weaving', 'Falconry', 'Beekeeping', 'Astronomy'];
    const courses = subjects.flatMap((subject) =>
      ['first', 'second', 'third'].map((part) => `${subject}-${part},${subject} ${part},${subject}`),
    );
    await writeFile(path('courses.csv'), `course,title,category\n${courses.join('\n')}\n`);
    const rows = Array.from({ length: 48 }, (_, learner) =>
      ['first', 'second', 'third'].map(
        (part, i) =>
          `l${learner},${subjects[learner % 4]}-${part},20${10 + Math.floor(learner / 4)}-0${i + 1}-01`,
      ),
    );
    await writeFile(path('rows.csv'), `learner,course,at\n${rows.flat().join('\n')}\n`);
    const lines: string[] = [];
    const args = ['--interactions', path('rows.csv'), '--courses', path('courses.csv')];
    await evaluateNewcomers(
      readNewcomerOptions([...args, '--sample', '12', '--json', path('out.json')]),
      (line) => lines.push(line),
    );
    assert.match(lines[0] as string, /by +says +people +R@5/);
    const figures: NewcomerFigures[] = JSON.parse(await readFile(path('out.json'), 'utf8'));
    const of = (says: string) =>
      figures.find((one) => one.by === 'model' && one.says === says)?.ndcgAt10 ?? 0;
    assert.deepEqual(
      figures.map(({ by, says }) => `${by} ${says}`),
      ['popularity nothing', 'model nothing', 'model category', 'model title-word'],
    );
    assert.ok(of('category') > of('nothing') && of('title-word') > of('nothing'));
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('a wrong word on the command line says what is allowed', () => {
  const files = ['--interactions', 'a', '--courses', 'b'];
  assert.throws(() => readNewcomerOptions([]), /each name a file/);
  assert.throws(() => readNewcomerOptions([...files, '--sample', '0']), /--sample is a whole number/);
  assert.throws(() => readNewcomerOptions([...files, '--learners', 'all']), /--learners is a whole number/);
});
