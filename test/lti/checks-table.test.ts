import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { projectRoot } from '../../src/configuration/project-root.ts';
import { type LtiErrorCode, ltiErrorCodes } from '../../src/lti/error.ts';

const rows = [...read('docs/lti-checks.md').matchAll(/^\| .+ \| (?:`(.+)`|accepted) \| (.+) \|$/gm)].map(
  ([, code, title]) => ({ code, title: title as string }),
);
const sources = readdirSync(join(projectRoot, 'test/lti'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.test.ts') && !path.startsWith('checks-table'))
  .map((path) => read(join('test/lti', path)))
  .join('\n');

test('docs/lti-checks.md has a row for every code of a refusal, and no other', () => {
  const codes = new Set(rows.flatMap(({ code }) => (code === undefined ? [] : [code as LtiErrorCode])));
  assert.deepEqual([...codes].sort(), [...ltiErrorCodes].sort());
});

test('every code of a refusal is expected by a test', () => {
  for (const code of ltiErrorCodes) assert.ok(sources.includes(code), `no test in test/lti/ expects ${code}`);
});

test('every test that docs/lti-checks.md names is there', () => {
  assert.ok(rows.length > 70);
  for (const { title } of rows)
    assert.ok(sources.includes(title), `test/lti/ has no “${title}”: correct the row in docs/lti-checks.md`);
});

function read(path: string): string {
  return readFileSync(join(projectRoot, path), 'utf8');
}
