import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { test } from 'node:test';
import { projectRoot } from '../../src/configuration/project-root.ts';

/** Compiled, absolute. */
const sources = readdirSync(join(projectRoot, 'dist', 'src'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.js'))
  .map((path) => join(projectRoot, 'dist', 'src', path));

/** The modules that threads begin with. */
const begun = sources.flatMap((path) =>
  [...readFileSync(path, 'utf8').matchAll(/new Worker\(join\(import\.meta\.dirname, '([^']+)'\)/g)].map(
    ([, name]) => join(dirname(path), name as string),
  ),
);

test('a thread begins with a module that awaits nothing outside of a function: one that is ended there would end the process', () => {
  assert.equal(begun.length, 3, 'fit-worker.js, catalogue-worker.js, crew-worker.js');
  for (const path of begun)
    assert.equal(faultOf(readFileSync(path, 'utf8')), undefined, relative(projectRoot, path));
});

test('which is told from one that does', () => {
  assert.equal(
    faultOf("import { a } from './a.js';\nvoid work();\nasync function work() { await a; }"),
    undefined,
  );
  assert.match(faultOf('try {\n  await 1;\n} finally {}') ?? '', /await/);
});

/** What speaks against running it as a function that is not async. */
function faultOf(source: string): string | undefined {
  const body = source.replace(/^import .*$/gm, '').replace(/^export /gm, '');
  try {
    new Function(body.replaceAll('import.meta', 'meta'));
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}
