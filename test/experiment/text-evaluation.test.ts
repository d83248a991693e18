import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { LabelledQuery } from '../../src/experiment/text/read-queries.ts';
import { evaluateTexts, readTextOptions } from '../../src/experiment/text/text-evaluation.ts';
import { measureAnswers, ndcg } from '../../src/experiment/text/text-metrics.ts';

const query = (grades: Record<string, number>, more: Partial<LabelledQuery> = {}): LabelledQuery => ({
  ...{ query: 'q', type: 'topic', grades: new Map(Object.entries(grades)), isHopeless: false },
  ...{ alsoRight: new Set(), wrong: new Set() },
  ...more,
});
const found = (...courses: string[]) => courses.map((course) => ({ course, isClaimed: false }));
const claimed = (...courses: string[]) => courses.map((course) => ({ course, isClaimed: true }));

test('NDCG@5 is 1 for the ideal order, and falls where the best comes later', () => {
  const asked = query({ a: 2, b: 1 });
  assert.equal(ndcg(asked, found('a', 'b')), 1);
  // (1 + 3 / log₂3) / (3 + 1 / log₂3)
  assert.ok(Math.abs(ndcg(asked, found('b', 'a')) - 0.7967) < 1e-3);
  assert.equal(ndcg(asked, found('x', 'x1', 'x2', 'x3', 'x4', 'a')), 0);
});

test('shares: first wrong, claims that are wrong, hopeless questions with a claim', () => {
  const queries = [
    query({ a: 2 }, { wrong: new Set(['w']) }),
    query({ a: 2 }, { alsoRight: new Set(['r']) }),
    query({}, { isHopeless: true }),
    query({}, { isHopeless: true }),
  ];
  const metrics = measureAnswers(queries, [
    found('w', 'a'),
    claimed('a', 'r', 'x'),
    claimed('x'),
    found('x'),
  ]);
  assert.equal(metrics.first_wrong, 1 / 2);
  assert.equal(metrics.claimed_wrong, 2 / 4);
  assert.equal(metrics.hopeless_claimed, 1 / 2);
  assert.equal(metrics.claimed, 1 / 2);
});

test('the command reads both files, prints a table and writes what serves as JSON', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'texts-'));
  try {
    const [queries, courses, json] = ['queries.json', 'courses.csv', 'out.json'].map((name) =>
      join(folder, name),
    ) as [string, string, string];
    await writeFile(courses, 'course,title,description\n1,Beekeeping,Hives and honey\n2,Falconry,Hawks\n');
    await writeFile(
      queries,
      JSON.stringify([
        { query: 'beekeeping', relevant: [{ course: '1', grade: 2 }], wrong: [{ course: '2' }], none: false },
        { query: 'chess', relevant: [], none: true },
      ]),
    );
    const lines: string[] = [];
    await evaluateTexts(
      readTextOptions(['--queries', queries, '--courses', courses, '--json', json]),
      (line) => lines.push(line),
    );
    assert.match(lines.join('\n'), /2 courses, 2 questions, 1 of them hopeless\.[\s\S]*tf-idf[\s\S]*search/);
    const written = JSON.parse(await readFile(json, 'utf8'));
    const keys = [
      'queries',
      'ndcg_at_5',
      'first_wrong',
      'claimed_wrong',
      'hopeless_claimed',
      'p99_ms',
      'index_seconds',
    ];
    for (const key of keys) assert.equal(typeof written[key], 'number', key);
    assert.deepEqual([written.queries, written.ndcg_at_5, written.hopeless_claimed], [2, 1, 0]);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('a wrong command line says what is wrong', () => {
  assert.throws(() => readTextOptions(['--queries', 'q.json']), /--queries and --courses each name a file/);
  const files = ['--queries', 'q', '--courses', 'c'];
  assert.throws(() => readTextOptions([...files, '--half', 'third']), /even or odd/);
  assert.throws(() => readTextOptions([...files, '--engines', 'magic']), /There are tf-idf, words, search/);
});
