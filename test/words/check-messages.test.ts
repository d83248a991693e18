import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { argumentTypes, typesFile } from '../../scripts/words/argument-types.ts';
import { checkMessages, parseFile } from '../../scripts/words/check-messages.ts';
import { readMessageTexts } from '../../scripts/words/message-texts.ts';
import { readNamedKeys } from '../../scripts/words/used-keys.ts';
import { projectRoot } from '../../src/configuration/project-root.ts';

describe('the message files', () => {
  const texts = readMessageTexts(projectRoot);

  test('are complete and right, and every message is said somewhere', () => {
    assert.deepEqual(checkMessages(texts, readNamedKeys(projectRoot)), []);
  });

  test('have the type that the compiler checks (npm run words -- --write)', () => {
    const types = readFileSync(join(projectRoot, typesFile), 'utf8');
    assert.equal(types, argumentTypes(parseFile(texts.get('en') as string)));
  });
});

describe('the check finds', () => {
  const everywhere = { texts: new Set(['a.b', 'c.d']), patterns: [], said: [] };
  const problems = (
    files: Record<string, object | string>,
    named: Parameters<typeof checkMessages>[1] = everywhere,
  ) =>
    checkMessages(
      new Map(
        Object.entries(files).map(([tag, file]) => [
          tag,
          typeof file === 'string' ? file : JSON.stringify(file),
        ]),
      ),
      named,
    ).map(({ place, problem }) => `${place} ${problem}`);

  test('nothing in what is right', () => {
    const plural = '{n, plural, one {# x} other {# x}}';
    assert.deepEqual(
      problems({ en: { 'a.b': 'Hello {name}', 'c.d': plural }, de: { 'a.b': '{name}!', 'c.d': plural } }),
      [],
    );
  });

  test('a message that is missing, and one that English has not', () => {
    assert.deepEqual(problems({ en: { 'a.b': 'x' }, de: { 'c.d': 'x' } }), [
      'de.json: a.b is missing',
      'de.json: c.d is no message of en.json',
    ]);
  });

  test('a message that is there twice', () => {
    assert.deepEqual(problems({ en: '{\n  "a.b": "x",\n  "a.b": "y"\n}' }), ['en.json: a.b is there twice']);
  });

  test('a message that cannot be read, or would lose an apostrophe', () => {
    assert.match(problems({ en: { 'a.b': 'Hello {name' } })[0] as string, /cannot be read/);
    assert.match(problems({ en: { 'a.b': '{n, plural, one {x}}' } })[0] as string, /cannot be read/);
    assert.match(
      problems({ en: { 'a.b': '{day, date, long}' } })[0] as string,
      /of a kind that no message is told/,
    );
    assert.match(problems({ en: { 'a.b': '{n} {n, number}' } })[0] as string, /as text and as number/);
    assert.match(problems({ en: { 'a.b': "it's" } })[0] as string, /straight apostrophe/);
    assert.match(problems({ en: { 'a.b': ' x' } })[0] as string, /begins or ends with a space/);
    assert.match(problems({ en: { 'a.b': '' } })[0] as string, /is empty/);
  });

  test('arguments that differ', () => {
    assert.deepEqual(problems({ en: { 'a.b': '{course}' }, de: { 'a.b': '{kurs}' } }), [
      'de.json: a.b is told kurs: text, and in English course: text',
    ]);
    assert.deepEqual(problems({ en: { 'a.b': '{n, number}' }, de: { 'a.b': '{n}' } }), [
      'de.json: a.b is told n: text, and in English n: number',
    ]);
    const choice = (one: string) => `{who, select, ${one} {x} other {y}}`;
    assert.deepEqual(problems({ en: { 'a.b': choice('staff') }, de: { 'a.b': choice('team') } }), [
      'de.json: a.b is told who: other | team, and in English who: other | staff',
    ]);
  });

  test('plurals that the language has and the message lacks, and the other way round', () => {
    const english = '{n, plural, one {#} other {#}}';
    assert.deepEqual(
      problems({ en: { 'a.b': english }, ar: { 'a.b': english } }),
      ['few', 'many', 'two', 'zero'].map((form) => `ar.json: a.b {n} lacks the plural “${form}”`),
    );
    assert.deepEqual(problems({ en: { 'a.b': english }, 'zh-Hans': { 'a.b': english } }), [
      'zh-Hans.json: a.b {n} has the plural “one”, which the language has not',
    ]);
  });

  test('a message that nobody says, and one that a template says and is not there', () => {
    const named = { ...everywhere, texts: new Set<string>(), patterns: [/^a\.\w+$/] };
    assert.deepEqual(problems({ en: { 'a.b': 'x', 'c.d': 'y' } }, named), ['en.json: c.d is said nowhere']);
    const said = [{ key: 'e.f', file: 'views/x.ejs' }];
    assert.deepEqual(problems({ en: { 'a.b': 'x' } }, { ...everywhere, said }), [
      'en.json: e.f is missing: views/x.ejs says it',
    ]);
  });
});

test('the type says what each message is told', () => {
  const types = argumentTypes(
    new Map([
      ['a', 'plain'],
      ['b', '{course}: {n, plural, one {#} other {# {of, number}}}'],
      ['c', '{who, select, staff {x} learner {y} other {z}}'],
    ]),
  );
  assert.match(types, /'a': undefined;/);
  assert.match(types, /'b': \{ course: Told; n: number; of: number \};/);
  assert.match(types, /'c': \{ who: 'staff' \| 'learner' \};/);
});
