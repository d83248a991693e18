import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildCollege } from '../../../src/demo/college/build-college.ts';
import { translations } from '../../../src/demo/college/catalogue/translations/all-translations.ts';

const { courses } = buildCollege(new Date('2026-11-20'));
const translated = courses.filter((course) => Object.keys(course.translations).length > 0);

test('forty courses or more, of all subjects, are described in five further languages', () => {
  assert.ok(translated.length >= 40, `${translated.length} courses`);
  const subjects = new Set(courses.map(({ categories }) => categories[0]));
  assert.equal(new Set(translated.map(({ categories }) => categories[0])).size, subjects.size);
  for (const { code, translations: own } of translated)
    assert.deepEqual(Object.keys(own).sort(), ['ar', 'de', 'es', 'fr', 'zh'], code);
});

test('every translation is of a course, and no text stands twice', () => {
  const codes = new Set(courses.map(({ code }) => code));
  for (const [tag, texts] of Object.entries(translations)) {
    for (const code of Object.keys(texts)) assert.ok(codes.has(code), `${tag}: ${code}`);
    const all = Object.values(texts).flat();
    assert.equal(new Set(all).size, all.length, tag);
  }
});

test('each is written in its script, and says something of what is taught', () => {
  const scripts: Readonly<Record<string, RegExp>> = { ar: /\p{Script=Arabic}/u, zh: /\p{Script=Han}/u };
  for (const [tag, texts] of Object.entries(translations))
    for (const [code, [title, description]] of Object.entries(texts)) {
      const script = scripts[tag] ?? /\p{Script=Latin}/u;
      for (const text of [title, description]) assert.match(text, script, `${tag}: ${code}`);
      assert.ok(description.length >= (tag === 'zh' ? 35 : 90), `${tag}: ${code}`);
    }
});
