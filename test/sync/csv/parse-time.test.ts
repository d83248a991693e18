import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseTime } from '../../../src/sync/sources/csv/parse-time.ts';

for (const [text, iso] of [
  ['1756684800', '2025-09-01T00:00:00.000Z'],
  ['1756684800.5', '2025-09-01T00:00:00.500Z'],
  ['1756684800000', '2025-09-01T00:00:00.000Z'],
  ['2025-09-01', '2025-09-01T00:00:00.000Z'],
  ['2025-09-01T10:30', '2025-09-01T10:30:00.000Z'],
  ['2025-09-01 10:30:15', '2025-09-01T10:30:15.000Z'],
  ['2025-09-01T10:30:15.250Z', '2025-09-01T10:30:15.250Z'],
  ['2025-09-01 10:30:15+02', '2025-09-01T08:30:15.000Z'],
  ['2025-09-01T10:30:15-0330', '2025-09-01T14:00:15.000Z'],
  ['2025-09-01T10:30:15 +02:00', '2025-09-01T08:30:15.000Z'],
] as const)
  test(`"${text}" is ${iso}`, () => assert.equal(parseTime(text)?.toISOString(), iso));

for (const text of [
  'soon',
  'module 3',
  '2025',
  '20250901',
  '1/9/2025',
  '2025-02-30',
  '2025-13-01',
  '2025-09-01T25:00',
  'NaN',
])
  test(`"${text}" is no time`, () => assert.equal(parseTime(text), undefined));
