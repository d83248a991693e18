import assert from 'node:assert/strict';
import { test } from 'node:test';
import { disclose, disclosePercent, weekBegan } from '../../../src/teaching/figures/disclosure.ts';
import { flowChart } from '../../../src/teaching/figures/flow-chart.ts';
import { disclosedTerm, takenInNextTerm } from '../../../src/teaching/figures/next-term.ts';

test('no figure tells of fewer than ten people: not of those who did, nor of those who did not', () => {
  for (let of = 0; of <= 60; of++)
    for (let count = 0; count <= of; count++) {
      const figure = disclose(count, of);
      if (figure.kind !== 'count') continue;
      // All numbers that would be told in the same way, which is all that a reader learns.
      const same = Array.from({ length: of + 1 }, (_, one) => one).filter((one) => {
        const other = disclose(one, of);
        return other.kind === 'count' && other.count === figure.count;
      });
      assert.ok(Math.min(...same) >= 10 && of - Math.max(...same) >= 10, `${count} of ${of}`);
    }
  for (const none of [0, 1, 9]) assert.deepEqual(disclose(none), { kind: 'few' });
  for (const all of [30, 29, 21]) assert.deepEqual(disclose(all, 30), { kind: 'nearly-all' });
  assert.deepEqual(disclose(20, 30), { kind: 'count', count: 20 });
});

test('a number that grows by one is told in the same way four times in five', () => {
  const told = Array.from({ length: 100 }, (_, i) => JSON.stringify(disclose(i, 1_000)));
  const steps = told.filter((one, i) => i > 0 && one !== told[i - 1]).length;
  assert.equal(steps, 18, 'at 10, 15, 20 … 95');
});

test('a share is told by the same rules', () => {
  assert.deepEqual(disclosePercent(9, 100), { kind: 'few' });
  assert.deepEqual(disclosePercent(95, 100), { kind: 'nearly-all' });
  assert.equal(disclosePercent(31, 100).percent, 30);
  const told = Array.from({ length: 71 }, (_, i) => disclosePercent(10 + i, 90).percent);
  assert.equal(new Set(told).size, 15, 'one percentage stands for five numbers');
});

test('figures are of the time before the last Monday', () => {
  for (const [now, monday] of [
    ['2026-11-29T23:59:59Z', '2026-11-23'],
    ['2026-11-23T00:00:00Z', '2026-11-23'],
    ['2026-11-22T12:00:00Z', '2026-11-16'],
  ] as const)
    assert.equal(weekBegan(new Date(now)).toISOString().slice(0, 10), monday);
});

const taken = (course: string, day: string) => ({ course, at: new Date(day) });

test('what was taken next is what began in the first term after the course’s own', () => {
  const history = [
    taken('before', '2024-02-01'),
    taken('net', '2024-09-01'),
    taken('beside', '2024-09-20'),
    taken('next', '2025-02-01'),
    taken('next-too', '2025-02-20'),
    taken('net-evening', '2025-02-01'),
    taken('later', '2025-09-01'),
  ];
  const next = takenInNextTerm(history, Date.parse('2024-09-01'), ['net', 'net-evening']);
  assert.deepEqual(next, ['next', 'next-too']);
  assert.deepEqual(takenInNextTerm(history.slice(0, 3), Date.parse('2024-09-01'), ['net']), []);
});

test('courses that fewer than ten took next are not named, and nobody where fewer than ten went on', () => {
  const takers = new Map([
    ['most', 30],
    ['some', 10],
    ['few', 9],
    ['one', 1],
  ]);
  const term = disclosedTerm(50, takers);
  assert.deepEqual(
    term.courses.map(({ course, percent }) => [course, percent]),
    [
      ['most', 60],
      ['some', 20],
    ],
  );
  assert.ok(term.hasOthers);
  assert.doesNotMatch(JSON.stringify(term), /few"|one"|"few|"one|9|\b1\b/);
  assert.deepEqual(disclosedTerm(9, new Map([['most', 9]])).courses, []);
  assert.equal(disclosedTerm(35, takers).courses[0]?.kind, 'nearly-all');
});

test('the chart keeps within its picture, and stands the other way round for who reads from the right', () => {
  const flows = [60, 20, 3].map((percent, i) => ({ percent, figure: `${percent} %`, title: `Course ${i}` }));
  const chart = flowChart(flows, false);
  const mirrored = flowChart(flows, true);
  for (const one of [chart, mirrored])
    for (const { bar, label } of one.flows) {
      assert.ok(bar.y >= 0 && bar.y + bar.height <= one.height);
      assert.ok(bar.x >= 0 && bar.x + bar.width <= one.width && label.x >= 0 && label.x <= one.width);
    }
  assert.ok((chart.flows[0]?.bar.height ?? 0) > (chart.flows[1]?.bar.height ?? 0));
  assert.equal(chart.flows[0]?.bar.x, chart.width - (mirrored.flows[0]?.bar.x ?? 0) - 8);
  assert.match(
    flowChart([{ percent: 50, figure: '', title: 'x'.repeat(80) }], false).flows[0]?.title ?? '',
    /^x{31}…$/,
  );
});
