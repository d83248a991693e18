import assert from 'node:assert/strict';
import { test } from 'node:test';
import { printable, withoutEscapes } from '../../src/values/printable.ts';
import { spreadsheetCell } from '../../src/values/spreadsheet-cell.ts';

test('a name cannot move the cursor, colour the terminal or turn a line round', () => {
  assert.equal(printable('a\u001b[2Jb\nc\u009bd\u202ee'), 'a\ufffd[2Jb\ufffdc\ufffdd\ufffde');
  assert.equal(printable('x'.repeat(400)).length, 301);
  assert.equal(withoutEscapes('one\n\ttwo\u001b]0;title\u0007'), 'one\n\ttwo\ufffd]0;title\ufffd');
  assert.equal(withoutEscapes('Zürich 漢字 😀'), 'Zürich 漢字 😀');
});

test('whatever a spreadsheet would take for a formula is text, in any column', () => {
  for (const formula of ['=1+1', '+1', '-1', '@a', ' =1', '\t=1', '\t1', '\r=1', '\n@a', '＝1', '\u00a0=1'])
    assert.match(spreadsheetCell(formula), /^'/, JSON.stringify(formula));
  for (const text of ['line 12', 'a=1', 'e-mail', '12']) assert.equal(spreadsheetCell(text), text);
  assert.equal(spreadsheetCell('a\tb\nc'), 'a b c');
});
