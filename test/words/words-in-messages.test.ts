import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { describe, test } from 'node:test';
import { parseSync } from 'oxc-parser';
import { projectRoot } from '../../src/configuration/project-root.ts';
import { messageOfReason } from '../../src/sync/reason-messages.ts';

// Whatever a person reads in a browser stands in views/words. Words anywhere else would be in English for everybody.

const filesBelow = (folder: string, ending: string) =>
  readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' })
    .map((path) => posix.join(folder, path.replaceAll('\\', '/')))
    .filter((path) => path.endsWith(ending));
const read = (path: string) => readFileSync(join(projectRoot, path), 'utf8');

/** Of the demo LMS, which stands in for an LMS and speaks English. */
const isOfDemo = (path: string) => /^(?:views|src)\/demo\//.test(path);
/** The same in every language. */
const names = ['NDCG@10', 'xAPI', 'Caliper'];

/** What a template says by itself: its texts, the attributes that are read, and texts in its code that look like words. */
function wordsOfTemplate(source: string): string[] {
  const code = Array.from(source.matchAll(/<%[-=_]?(.*?)[-_]?%>/gs), ([, inside = '']) => inside);
  const html = source
    .replaceAll(/<%.*?%>/gs, '')
    .replaceAll(/<(code|script|style)\b.*?<\/\1>/gs, '')
    .replaceAll(/<!--.*?-->/gs, '');
  const attributes = Array.from(
    html.matchAll(/\s(?:aria-label|title|alt|placeholder)="([^"]*)"/g),
    ([, text = '']) => text,
  );
  const texts = [...html.split(/<[^>]*>/), ...attributes].filter((text) => /\p{L}/u.test(text));
  const literals = code
    .map((part) => part.replaceAll(/\/\/.*$/gm, ''))
    .flatMap((part) =>
      Array.from(part.matchAll(/'([^'\n]*)'|`([^`]*)`/g), ([, one, other]) => one ?? other ?? ''),
    )
    .filter(
      (text) =>
        /^\p{Lu}\p{Ll}/u.test(text) || /\p{L}+ \p{L}+ \p{L}/u.test(text.replaceAll(/\$\{[^}]*\}/g, '')),
    );
  return [...texts, ...literals].map((text) => text.trim()).filter((text) => !names.includes(text));
}

/** Texts of a template that are punctuation: the comma and the colon of English are not those of Arabic, Chinese or French. */
function signsBeside(source: string): string[] {
  const text = source
    .replaceAll(/<(code|script|style)\b.*?<\/\1>/gs, '')
    .replaceAll(/<!--.*?-->|<%.*?%>/gs, '§')
    .replaceAll(/<[^>]*>/g, '|');
  return text.match(/[§|]\s*[:;,.!?()]+(?:\s*[§|]|$)/gm) ?? [];
}

/**
 * The texts of a source that read like a sentence. Not those of errors, whose messages are for logs, and of log lines.
 */
function sentencesOf(path: string): string[] {
  const source = read(path);
  const found: string[] = [];
  const walk = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    const { type, callee, value, quasis = [] } = node as SourceNode;
    if (type === 'NewExpression' || (type === 'CallExpression' && callee && isForPrograms(callee))) return;
    const text = type === 'TemplateLiteral' ? quasis.map((part) => part.value.cooked).join('0') : value;
    if (typeof text === 'string' && /^[\p{Lu}“].*\p{L} \p{L}.*[.?!:…]$/su.test(text.trim())) found.push(text);
    Object.values(node).forEach(walk);
  };
  walk(parseSync(path, source).program);
  return found;

  function isForPrograms({ start, end, type }: SourceNode): boolean {
    return type === 'Super' || /^(?:log|console|assert)\b/.test(source.slice(start, end));
  }
}

/** The reasons that a source gives in texts of its own: `{ reason: '…' }`, and those with nothing put in. */
function reasonsOf(path: string): string[] {
  const found: string[] = [];
  const walk = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    const { type, key, value } = node as SourceNode;
    const text = (value as SourceNode | undefined)?.value;
    if (type === 'Property' && ['reason', 'problem'].includes(key?.name ?? '') && typeof text === 'string')
      found.push(text);
    Object.values(node).forEach(walk);
  };
  walk(parseSync(path, read(path)).program);
  return found;
}

/** As much of a node of the syntax tree as is looked at. */
interface SourceNode {
  type: string;
  start: number;
  end: number;
  callee?: SourceNode;
  /** Of a property, with its value. */
  key?: { name?: string };
  /** Of a literal. */
  value?: unknown;
  /** Of a template literal: its texts between what is put in. */
  quasis?: { value: { cooked: string } }[];
}

/** Rooms of which no page says anything: commands, logs, programs that call the API, and what is computed. */
const speakToPrograms = [
  ...[
    'api',
    'backup',
    'configuration',
    'database',
    'demo',
    'experiment',
    'metrics',
    'recommender',
    'taxonomy',
    'terminal',
    'training',
  ],
].map((room) => `src/${room}/`);
/** Sentences that are looked for, and those about files and rows, which commands say; pages show them as English. */
const otherSentences = ['src/lms/moodle/connector/sentences.ts', 'src/sync/sources/'];

describe('words stand in the message files alone', () => {
  test('no template holds one', () => {
    const findings = filesBelow('views', '.ejs')
      .filter((path) => !isOfDemo(path))
      .flatMap((path) => wordsOfTemplate(read(path)).map((text) => `${path}: ${text}`));
    assert.deepEqual(findings, []);
  });

  test('no template puts signs beside a message: each language has its own', () => {
    const findings = filesBelow('views', '.ejs')
      .filter((path) => !isOfDemo(path))
      .flatMap((path) => signsBeside(read(path)).map((text) => `${path}: ${text}`));
    assert.deepEqual(findings, []);
  });

  for (const template of [
    "<p><%= words.say('a.b') %>: <b>x</b></p>",
    "<p>(<%= words.say('a.b') %>)</p>",
    "<p><%= words.say('a.b') %><% if (c) { %>. <%= c %><% } %></p>",
    "<span>: <%= words.say('a.b') %></span>",
  ])
    test(`${template} would be found`, () => assert.notDeepEqual(signsBeside(template), []));

  for (const [template, word] of [
    ['<p>Save</p>', 'Save'],
    ['<a href="/x" title="More of it">›</a>', 'More of it'],
    ["<p><%= isOn ? 'Works' : words.say('a.b') %></p>", 'Works'],
    ["<p><%= all + ' of them are left' %></p>", 'of them are left'],
  ] as const)
    test(`${template} would be found`, () => assert.deepEqual(wordsOfTemplate(template), [word]));

  test('no script of a page holds one', () => {
    const findings = filesBelow('views/assets', '.js').flatMap((path) =>
      sentencesOf(path).map((text) => `${path}: ${text}`),
    );
    assert.deepEqual(findings, []);
  });

  test('why a row is left out is said by a message', () => {
    const reasons = ['src/sync', 'src/lms', 'src/lti'].flatMap((folder) =>
      filesBelow(folder, '.ts').flatMap((path) => reasonsOf(path)),
    );
    assert.ok(reasons.length > 10);
    assert.deepEqual(
      reasons.filter((reason) => messageOfReason(reason) === undefined),
      [],
    );
  });

  test('no source of a page holds a sentence', () => {
    const findings = filesBelow('src', '.ts')
      .filter((path) => ![...speakToPrograms, ...otherSentences].some((room) => path.startsWith(room)))
      .flatMap((path) => sentencesOf(path).map((text) => `${path}: ${text}`));
    assert.deepEqual(findings, []);
  });
});
