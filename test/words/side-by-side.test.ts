import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { projectRoot } from '../../src/configuration/project-root.ts';
import { wordsFor } from '../../src/words/words.ts';

const views = join(projectRoot, 'views');
const english: Record<string, string> = JSON.parse(readFileSync(join(views, 'words', 'en.json'), 'utf8'));

const code = '<%(?:(?!%>).)*%>';
const tag = String.raw`</?(?:span|b|bdi|em|strong|a)\b(?:${code}|[^<>])*>`;
/** What a page prints, up to the next thing that it prints in the same line of text. */
const printed = new RegExp(
  String.raw`<%=((?:(?!%>).)*)%>((?:\s|<%(?!=)(?:(?!%>).)*%>|${tag})*)(?=<%=)`,
  'gs',
);

/** Whether the space between two things that are printed is one of the view, and the first may be a sentence. */
function isSpaced(first: string, between: string): boolean {
  const keys = [...first.matchAll(/'([\w.-]+)'/g)].map(([, key]) => key as string);
  const endsSentence = keys.some((key) => /[.!?…:]}?\s*$/.test(english[key] ?? ''));
  return (
    first.includes('words.say') &&
    endsSentence &&
    /\s/.test(between.replace(new RegExp(`${code}|${tag}`, 'gs'), ''))
  );
}

test('sentences side by side have between them what the language writes there', () => {
  const spaced = readdirSync(views, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ejs'))
    .flatMap((view) =>
      [...readFileSync(join(views, view), 'utf8').matchAll(printed)]
        .filter(([, first = '', between = '']) => isSpaced(first, between))
        .map(([, first = '']) => `${view}:${first}`),
    );
  assert.deepEqual(spaced, []);
  assert.equal(wordsFor('zh').betweenSentences, '');
  assert.equal(wordsFor('de').betweenSentences, ' ');
});
