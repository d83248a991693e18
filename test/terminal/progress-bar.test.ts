import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ProgressBar } from '../../src/terminal/progress-bar.ts';

test('a line holds as many parts of its detail as there is room for, each whole', () => {
  const drawn = (columns: number) => {
    const lines: string[] = [];
    const stream = { isTTY: true, columns, write: (text: string) => void lines.push(text) };
    const bar = new ProgressBar('Training', stream as unknown as NodeJS.WriteStream);
    bar.update(0.5, 'epoch 1 of 20, loss 4.1956');
    bar.finish();
    return /% (.*)\n$/.exec(lines.join(''))?.[1];
  };
  assert.equal(drawn(80), 'epoch 1 of 20, loss 4.1956');
  for (const columns of [66, 60, 55]) assert.equal(drawn(columns), 'epoch 1 of 20', `${columns}`);
  assert.equal(drawn(50), '');
});
