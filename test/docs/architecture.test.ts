import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { projectRoot } from '../../src/configuration/project-root.ts';

const pages = ['docs/architecture.md', 'docs/recipes/add-a-reason.md', 'docs/recipes/add-a-page.md'];

for (const page of pages)
  test(`${page}: every file that it names or links to exists`, () => {
    const text = readFileSync(join(projectRoot, page), 'utf8');
    const linked = [...text.matchAll(/\]\(([^)#]+)/g)].map(([, path = '']) => join(dirname(page), path));
    const named = [...text.matchAll(/`((?:src|test|views|docs)\/[^`]+)`/g)].map(([, path = '']) => path);
    assert.ok(linked.length > 3);
    for (const path of [...linked, ...named].filter((path) => !path.includes('NAME')))
      assert.ok(existsSync(join(projectRoot, path)), path);
  });

test('the tour links each file that it names', () => {
  const text = readFileSync(join(projectRoot, 'docs/architecture.md'), 'utf8');
  for (const [, name, path] of text.matchAll(/\[`([^`]+)`\]\(([^)]+)\)/g)) assert.equal(path, `../${name}`);
});

test('the reading order at the head of a chapter names files of its folder', () => {
  const sources = readdirSync(join(projectRoot, 'src'), { recursive: true, encoding: 'utf8' });
  let chapters = 0;
  for (const path of sources.filter((name) => name.endsWith('.ts'))) {
    const head = /^(?:\/\/.*\n)+/.exec(readFileSync(join(projectRoot, 'src', path), 'utf8'))?.[0] ?? '';
    const names = [...head.matchAll(/^\/\/ {3}([\w-]+\.ts|[\w-]+\/) {2,}/gm)].map(([, name = '']) => name);
    if (names.length > 0) chapters++;
    for (const name of names)
      assert.ok(existsSync(join(projectRoot, 'src', dirname(path), name)), `${path}: ${name}`);
  }
  assert.ok(chapters >= 5);
});
