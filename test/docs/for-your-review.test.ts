import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { projectRoot } from '../../src/configuration/project-root.ts';

const read = (path: string) => readFileSync(join(projectRoot, path), 'utf8');
const page = read('docs/for-your-review.md');
/** What stands between backticks, code blocks left out. */
const quoted = [...page.replaceAll(/```.*?```/gs, '').matchAll(/`([^`]+)`/g)].map(([, text = '']) => text);
const filesIn = (folder: string, end: string) =>
  readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith(end))
    .map((path) => join(folder, path));

test('every file and folder that is named as evidence is there', () => {
  const paths = quoted.filter((text) => /^(src|test|models|scripts|docs|views|\.github)\//.test(text));
  assert.ok(paths.length > 40);
  for (const path of paths) assert.ok(existsSync(join(projectRoot, path)), path);
});

test('every test that is quoted by its words is there', () => {
  for (const [, path = '', name = ''] of page.matchAll(/`(test\/[^`]+)`: \*([^*]+)\*/g))
    assert.ok(read(path).includes(name), `${path}: ${name}`);
});

test('every setting that is named is one', () => {
  const settings = new Set(Array.from(read('.env.example').matchAll(/^#?([A-Z_]+)=/gm), ([, name]) => name));
  const named = quoted.flatMap((text) => /^[A-Z]+(?:_[A-Z]+)+$/.exec(text) ?? []);
  assert.ok(named.length > 8);
  for (const name of named) assert.ok(settings.has(name), name);
});

test('every command of npm run that is named is one', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  for (const [, name = ''] of page.matchAll(/npm run ([\w-]+)/g)) assert.ok(scripts[name], name);
});

test('its table has every cookie that the tool sets, with the attributes, and no other', () => {
  const rows = [...page.matchAll(/^\| `(nc-[\w-]+)` \| `([^`]+)` \|/gm)];
  const sources = filesIn('src', '.ts').map(read);
  // A demo LMS is no part of an installation in use; its cookie is set by Express and has another form.
  const setters = sources.filter((text) => /'Set-Cookie',|setHostCookie\(res|__Host-nc-/.test(text));
  const named = setters.flatMap((text) =>
    Array.from(text.matchAll(/(?:ookie = '|__Host-)(nc-[\w-]+)/g), ([, name = '']) => name),
  );
  const imported = sources.flatMap((text) =>
    Array.from(text.matchAll(/^export const \w*[cC]ookie = '(nc-[\w-]+)'/gm), ([, name = '']) => name),
  );
  assert.deepEqual(rows.map(([, name]) => name).sort(), [...new Set([...named, ...imported])].sort());
  for (const [, name, attributes = ''] of rows)
    assert.ok(
      sources.some((text) => text.includes(attributes)),
      `${name}: ${attributes}`,
    );
});

test('every collection is said to be of people, or not', () => {
  const collections = filesIn('models', '.ts').flatMap((path) =>
    Array.from(read(path).matchAll(/= model\([^)]*'([^']+)'\)/g), ([, name = '']) => name),
  );
  const ofPeople = new Set([...read('docs/privacy.md').matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name));
  const ofNobody = new Set(
    [...(/hold nothing of people: ([^.]+)\./.exec(page)?.[1] ?? '').matchAll(/`(\w+)`/g)].map(
      ([, name]) => name,
    ),
  );
  assert.ok(collections.length > 40);
  for (const name of collections) assert.notEqual(ofPeople.has(name), ofNobody.has(name), name);
  for (const name of ofNobody) assert.ok(collections.includes(name ?? ''), name);
});

test('its table has every licence of what may be installed where the tool runs, and names what is not permissive', () => {
  const lock = JSON.parse(read('package-lock.json')) as {
    packages: Record<string, { license?: string; dev?: boolean }>;
  };
  const installed = Object.entries(lock.packages).filter(([path, { dev }]) => path !== '' && !dev);
  const table = page.slice(page.indexOf('| licence |'));
  const stated = [...table.matchAll(/^\| (`[^|]+`) \|/gm)].flatMap(([, names = '']) =>
    Array.from(names.matchAll(/`([^`]+)`/g), ([, name = '']) => name),
  );
  assert.deepEqual(stated.sort(), [...new Set(installed.map(([, { license }]) => license ?? 'none'))].sort());
  for (const [path, { license }] of installed) {
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    if (/GPL|MPL|SSPL/.test(license ?? ''))
      assert.ok(
        [...table.matchAll(/`(@?[\w/-]+)`/g)].some(([, known = '']) => name.startsWith(known)),
        `${name}: ${license}`,
      );
  }
});
