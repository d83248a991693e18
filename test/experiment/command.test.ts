// Takes about 13 s.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { projectRoot } from '../../src/configuration/project-root.ts';
import { readEvaluationOptions } from '../../src/experiment/options.ts';
import { readData } from '../../src/experiment/read-data.ts';
import type { Results } from '../../src/experiment/results.ts';
import { splits } from '../../src/experiment/splits.ts';
import { historyOf } from '../../src/recommender/data/dataset.ts';
import { smallCollege } from '../recommender/small-college.ts';

const folder = await mkdtemp(join(tmpdir(), 'evaluate-'));
after(() => rm(folder, { recursive: true }));
const { dataset, courses } = smallCollege(80);
const courseLines = courses.map(({ title, description }, i) => `c${i}\t${title}\t${description}`);
const rows = Array.from({ length: dataset.learnerCount }, (_, learner) =>
  [...historyOf(dataset, learner)].map((course, i) => {
    const time = dataset.times[dataset.offsets[learner]! + i]!;
    return `l${learner},c${course},${new Date(1.6e12 + 1000 * (time + 3600 * learner)).toISOString()}`;
  }),
).flat();

/** Writes a file and names it. */
async function file(name: string, content: string | Buffer): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

const coursesFile = await file('courses.tsv', ['course\ttitle\tdescription', ...courseLines].join('\n'));
/** The same people, who choose every three weeks. */
const inSessions = rows.map((row) => {
  const [learner, course, time] = row.split(',') as [string, string, string];
  const weeks = 21 * 86_400_000;
  return [learner, course, new Date(Math.floor(Date.parse(time) / weeks) * weeks).toISOString()].join();
});
const sessionsFile = await file('sessions.csv', ['learner,course,time', ...inSessions].join('\n'));
const interactionsFile = await file('taken.csv.gz', gzipSync(['learner,course,time', ...rows].join('\n')));

function evaluate(...words: string[]): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, ['dist/scripts/evaluate.js', ...words], { cwd: projectRoot });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, output })));
}

async function results(...words: string[]): Promise<Results> {
  // In a folder that the command makes.
  const json = join(folder, 'results', `${words.join('').replaceAll('/', '')}.json`);
  const { code, output } = await evaluate(
    ...['--interactions', interactionsFile, '--courses', coursesFile, '--json', json, ...words],
  );
  assert.equal(code, 0, output);
  // Tables fit a terminal; the bar is cut to it by the terminal's width, and which of its lines are here is a matter of time.
  for (const line of output.split('\n')) assert.ok(line.length <= 100 || line.startsWith('✓'), line);
  return JSON.parse(await readFile(json, 'utf8')) as Results;
}

/** One run for two tests. */
const ofThreeModels = await results('--models', 'random,transitions,hybrid', '--even-out', '2,0.5');

test('last: a row of figures a model, and what ships against the best other', () => {
  const { models, comparison, ...rest } = ofThreeModels;
  assert.deepEqual(
    { split: rest.split, learners: rest.learners, courses: rest.courses, rows: rest.rows, cold: rest.cold },
    { split: 'last', learners: 80, courses: 20, rows: rows.length, cold: [] },
  );
  assert.deepEqual(
    models.map(({ name }) => name),
    ['random', 'transitions', 'hybrid'],
  );
  assert.deepEqual(Object.keys(models[0] ?? {}), [
    'name',
    'recall_at_5',
    'recall_at_10',
    'precision_at_5',
    'ndcg_at_10',
    'mrr',
    'coverage_at_10',
    'popularity_rank',
    'fit_seconds',
    'peak_bytes',
    'ci95',
  ]);
  const [random, transitions, hybrid] = models;
  assert.ok(transitions!.ndcg_at_10 > random!.ndcg_at_10);
  for (const { ci95, ndcg_at_10: mean, peak_bytes: peak } of models) {
    assert.ok(ci95[0] <= mean && mean <= ci95[1]);
    assert.ok(peak > 20e6 && peak < 2e9);
  }
  assert.equal(comparison?.best, 'transitions');
  assert.equal(comparison?.gain, hybrid!.ndcg_at_10 / transitions!.ndcg_at_10 - 1);
});

test('how models treat courses and learners, and what evening out costs', () => {
  const { models, fairness, tested_learners: tested } = ofThreeModels;
  assert.deepEqual(
    fairness.map(({ name }) => name),
    models.map(({ name }) => name),
  );
  for (const [i, { exposure, by_history, by_popularity, evened }] of fairness.entries()) {
    assert.ok(Math.abs(exposure.head + exposure.middle + exposure.tail - 1) < 1e-9);
    // One course is asked for of each learner, so that each is in one group of each kind.
    for (const groups of [by_history, by_popularity])
      assert.equal(
        groups.reduce((sum, { learners }) => sum + learners, 0),
        tested,
      );
    assert.deepEqual(
      evened.map(({ power }) => power),
      [0, 0.5, 2],
    );
    assert.equal(evened[0]!.ndcg_at_10, models[i]!.ndcg_at_10);
    assert.ok(evened[2]!.tail > evened[0]!.tail);
  }
});

test('what a model is made of can be chosen, and is in the results', async () => {
  const choice = ['--loss', 'bce', '--dimensions', '32', '--attention-dimensions', '32'];
  const without = ['--without', 'attention, season'];
  const { configuration, tuned, models } = await results(
    ...['--models', 'network,attention,hybrid', ...choice, ...without],
  );
  assert.deepEqual(configuration, {
    ...{ loss: 'bce', dimensions: 32, attentionDimensions: 32, without: ['attention', 'season'] },
  });
  const scorers = new Set(Object.keys(tuned['hybrid'] ?? {}).map((option) => option.split('.')[0]));
  assert.ok(scorers.has('gmf') && scorers.has('ease'), [...scorers].join());
  assert.ok(!scorers.has('attention') && !scorers.has('season'), [...scorers].join());
  const shipped = await results('--models', 'network,attention');
  for (const [i, { ndcg_at_10: ndcg, name }] of shipped.models.entries())
    assert.notEqual(models[i]?.ndcg_at_10, ndcg, name);
});

test('last: of what ships, how true the probabilities are; baskets are no question there', () => {
  const { baskets, calibration, tested_learners: tested, models } = ofThreeModels;
  assert.deepEqual(baskets, []);
  assert.equal(calibration?.first.forecasts, tested);
  assert.equal(calibration?.first_five.forecasts, 5 * tested);
  // The first five are the same courses as the model's first five: so many of them were taken.
  const { bins } = calibration!.first_five;
  const taken = bins.reduce((sum, { forecasts, share }) => sum + forecasts * share, 0);
  assert.ok(Math.abs(taken / tested - models[2]!.recall_at_5) < 1e-9);
});

test('session: the first five are judged as a basket, of what ships chosen in several ways', async () => {
  const { baskets, calibration, models } = await results(
    ...['--split', 'session', '--models', 'popularity,hybrid', '--interactions', sessionsFile],
  );
  assert.equal(calibration, null);
  assert.deepEqual(
    baskets.map(({ name, ways }) => [name, ways[0]?.way, ways.length]),
    [
      ['popularity', 'five best', 1],
      ['hybrid', 'five best', 6],
    ],
  );
  for (const [i, { ways }] of baskets.entries())
    assert.ok(Math.abs(ways[0]!.precision_at_5 - models[i]!.precision_at_5) < 1e-9);
});

test('time: learners without history have figures of their own', async () => {
  const { cold, tested_learners: tested } = await results(
    '--split',
    'time',
    '--models',
    'popularity,item-knn',
  );
  assert.ok(tested > 5);
  assert.ok(cold.length === 0 || cold.length === 2);
});

test('the same seed draws the same sample and gives the same figures', async () => {
  const words = ['--models', 'random', '--sample', '20'];
  const figures = async (...more: string[]) => (await results(...words, ...more)).models[0]?.ndcg_at_10;
  assert.equal(await figures('--seed', '5'), await figures('--seed', '5'));
});

test('learners of whom one course is shown are harder to serve', async () => {
  const ndcg = async (...more: string[]) =>
    (await results('--models', 'item-knn', ...more)).models[0]?.ndcg_at_10;
  assert.ok((await ndcg('--cold', '1', '--min-history', '5'))! < (await ndcg('--min-history', '5'))!);
});

test('what was left out of the files is said', async () => {
  const odd = await file(
    'odd.csv',
    ['learner,course,time', 'l0,c0,', 'l0,c0,', 'l0,c1,', 'l0,c2,', 'l0,nowhere,', 'l1,c2,yesterday'].join(
      '\n',
    ),
  );
  const { code, output } = await evaluate(
    ...['--interactions', odd, '--courses', coursesFile, '--models', 'popularity'],
  );
  assert.equal(code, 0, output);
  assert.match(output, /left out: 1 rows of a learner and course that are there already/);
  assert.match(output, /left out: 1 rows of courses that are not in the courses file/);
  assert.match(output, /left out: 1 rows: time is neither/);
});

test('what cannot be evaluated is said in one line', async () => {
  const untimed = await file(
    'untimed.csv',
    ['learner,course', ...rows.map((row) => row.slice(0, -25))].join('\n'),
  );
  const empty = await file('empty.csv', 'learner,course\n');
  const one = await file('one.csv', 'learner,course\nl0,c0\n');
  for (const [interactions, split, reason] of [
    [untimed, 'time', /have no time.*--split last/],
    [empty, 'last', /No learner has 3 or more/],
    [empty, 'time', /There are no interactions/],
    [one, 'last', /No learner has 3 or more/],
    [join(folder, 'nowhere.csv'), 'last', /nowhere\.csv/],
  ] as const) {
    const words = ['--interactions', interactions, '--courses', coursesFile, '--split', split];
    const { files, splitOptions } = readEvaluationOptions(words);
    await assert.rejects(async () => {
      const { dataset } = await readData(files, () => {});
      splits[split](dataset, splitOptions);
    }, reason);
  }
  const { code, output } = await evaluate('--interactions', empty, '--courses', coursesFile);
  assert.equal(code, 1);
  assert.match(
    output.trim().split('\n').at(-1) ?? '',
    /^✗ There are no interactions|^✗ No learner has 3 or more/,
    output,
  );
});

test('sections of one course are one course, as the last of them describes it', async () => {
  const files = {
    courses: await file('sections.tsv', 'course\ttitle\tgroup\na1\tOld A\ta\nb\tB\t\na2\tNew A\ta\n'),
    interactions: await file(
      'taken-sections.csv',
      'learner,course,time\nada,a1,2024-01-01\nada,b,2024-02-01\nada,a2,2024-03-01\nbob,a2,2024-01-01\n',
    ),
  };
  const { dataset, courses: read, leftOut } = await readData(files);
  assert.deepEqual(
    read.map(({ title }) => title),
    ['New A', 'B'],
  );
  assert.deepEqual([...historyOf(dataset, 0)], [0, 1]);
  assert.deepEqual([...historyOf(dataset, 1)], [0]);
  assert.deepEqual(leftOut, ['1 rows of a learner and course that are there already']);
});

test('a wrong word is exit code 2, before any file is read', async () => {
  for (const [words, said = /./] of [
    [['--split', 'sideways']],
    [['--models', 'psychic']],
    [['--sample', '0']],
    [['--cold', 'x']],
    [['--split', 'last', '--ahead', '9'], /--ahead is for --split term/],
    [['--even-out', '0.5,-1']],
    [['--loss', 'hinge'], /--loss: There is no “hinge”. There are softmax, bce, focal/],
    [['--dimensions', '17'], /--dimensions: .*There are 16, 32, 64/],
    [['--attention-dimensions', '16'], /--attention-dimensions: .*There are 32, 64/],
    [['--without', 'season,luck'], /--without: There is no “luck”. There are transitions, .*affinity/],
    [['--nonsense']],
  ] as const satisfies [string[], RegExp?][]) {
    assert.throws(() => readEvaluationOptions(['--interactions', 'a', '--courses', 'b', ...words]), said);
  }
  assert.throws(() => readEvaluationOptions([]));
  const { code, output } = await evaluate('--interactions', 'a', '--courses', 'b', '--nonsense');
  assert.equal(code, 2, output);
  assert.match(output, /npm run evaluate/);
});
