import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { projectRoot } from '../../src/configuration/project-root.ts';
import { allMigrations } from '../../src/database/migrations/migrate.ts';

test('docs/updating.md says what each migration does', () => {
  const text = readFileSync(join(projectRoot, 'docs/updating.md'), 'utf8');
  const rows = [...text.matchAll(/^\| (\d+) \| \S/gm)].map(([, number]) => Number(number));
  assert.deepEqual(
    rows,
    allMigrations.map(({ number }) => number),
  );
});
