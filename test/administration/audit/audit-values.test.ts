import assert from 'node:assert/strict';
import { test } from 'node:test';
import { auditValue } from '../../../src/administration/audit/audit-values.ts';
import { wordsFor } from '../../../src/words/words.ts';

const [english, german] = [wordsFor('en'), wordsFor('de')];
const plain = (text: string) => text.replaceAll(/[\u2066-\u2069]/g, '');

test('values of the audit log are called as pages call them, in the reader’s language', () => {
  for (const [name, value, words] of [
    ['rights', ['events', 'recommendations'], 'Was es darf: Ereignisse senden und Vorschläge lesen'],
    ['offers', 'all', 'Was angeboten wird: jeder Kurs'],
    ['source', 'csv', 'Quelle: CSV-Dateien'],
    ['source', 'canvas', 'Quelle: canvas'],
    ['days', 1_095, 'Tage: 1.095'],
    ['language', 'fr', 'Sprache der Nachrichten: Französisch'],
    ['categories', [], 'Kategorien, die nicht angeboten werden: –'],
    ['webhook', '', 'Webhook: –'],
    ['opened', 0.214, 'Öffneten etwas Neues: 21 %'],
    ['isOn', false, 'Studierenden Vorschläge zeigen: nein'],
  ] as const)
    assert.equal(plain(auditValue(name, value, german)), words);
  assert.match(
    plain(auditValue('serving', '2026-11-29T19:53:00.000Z', english)),
    /^Model that serves, trained: 29 November 2026 at 19:53 UTC$/,
  );
});

test('a value of a name that nobody foresaw is said as it is stored', () => {
  assert.equal(plain(auditValue('toString', 'x', english)), 'toString: x');
  assert.equal(plain(auditValue('other', { a: 1 }, english)), 'other: {"a":1}');
});
