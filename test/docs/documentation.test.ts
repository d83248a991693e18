import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, test } from 'node:test';
import { projectRoot } from '../../src/configuration/project-root.ts';

const read = (path: string) => readFileSync(join(projectRoot, path), 'utf8');
const pages = readdirSync(join(projectRoot, 'docs'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.md'))
  .map((path) => join('docs', path));
const loose = readdirSync(projectRoot).filter((path) => path.endsWith('.md'));
const index = join('docs', 'README.md');

describe('documentation', () => {
  for (const page of [...pages, ...loose])
    test(`every link in ${page} leads somewhere`, () => {
      for (const { path, section } of linksIn(page)) {
        assert.ok(existsSync(join(projectRoot, path)), path);
        if (section !== undefined) assert.ok(sectionsIn(path).includes(section), `${path}#${section}`);
      }
    });

  test('every test that dirty-feeds.md names is there, and every file whose path it gives', () => {
    const rows = read(join('docs', 'dirty-feeds.md'))
      .split('\n')
      .filter((line) => line.startsWith('| '));
    const tests = rows.slice(1).flatMap((row) => [...(row.split('|').at(-2) ?? '').matchAll(/`([^`]+)`/g)]);
    assert.ok(tests.length > 40);
    for (const [, name] of tests)
      assert.ok(existsSync(join(projectRoot, 'test', `${name}.test.ts`)), `${name}.test.ts`);
    for (const [, path = ''] of rows.join('').matchAll(/`(src\/[^`]+)`/g))
      assert.ok(existsSync(join(projectRoot, path)), path);
  });

  test('every file and test of ours that canvas-facts.md names is there', () => {
    const rows = read(join('docs', 'canvas-facts.md'))
      .split('\n')
      .filter((line) => line.startsWith('| '))
      .map((line) => line.split(' | '));
    const named = (cells: (string | undefined)[], pattern: RegExp) =>
      cells.flatMap((cell) => Array.from(cell?.matchAll(pattern) ?? [], ([, name = '']) => name));
    const files = named(
      rows.map(([first]) => first),
      /\(`([\w./-]+\.(?:ts|js))`\)/g,
    );
    const tests = named(
      rows.map((cells) => cells.at(-1)),
      /`((?:lms|lti)\/[\w./-]+)`/g,
    );
    assert.ok(files.length > 20 && tests.length > 10);
    for (const file of files)
      assert.ok(
        [file, join('src', file)].some((path) => existsSync(join(projectRoot, path))),
        file,
      );
    for (const name of tests) assert.ok(existsSync(join(projectRoot, 'test', `${name}.test.ts`)), name);
  });

  test('the index names every page once', () => {
    const named = linksIn(index)
      .map(({ path }) => path)
      .filter((path) => path.startsWith('docs'));
    assert.deepEqual(named.sort(), pages.filter((page) => page !== index).sort());
  });
});

/** Links to files of the project, as paths from its folder. */
function linksIn(page: string): { path: string; section: string | undefined }[] {
  const text = read(page).replaceAll(/```.*?```/gs, '');
  return Array.from(text.matchAll(/\]\(([^)\s]+)\)/g), ([, target = '']) => target).flatMap((target) => {
    if (/^[a-z]+:/.test(target)) return [];
    const [file = '', section] = target.split('#');
    return { path: file === '' ? page : normalize(join(dirname(page), file)), section };
  });
}

/** The headings of a page, as GitHub makes addresses of them. */
function sectionsIn(page: string): string[] {
  return Array.from(read(page).matchAll(/^#+ (.*)$/gm), ([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replaceAll(/\s/g, '-'),
  );
}
