import assert from 'node:assert/strict';
import { test } from 'node:test';
import { canvasLaunch } from '../../../src/lms/canvas/launch.ts';
import { claim } from '../../../src/lti/claims.ts';
import { readMessage } from '../../../src/lti/launch/message.ts';

const lookOf = (custom: Record<string, unknown>) =>
  canvasLaunch.look(readMessage({ [claim.custom]: custom }));
const theme = (colour: unknown) =>
  JSON.stringify({ 'ic-brand-primary': colour, 'ic-brand-primary-darkened-5': '#123456' });

test('high contrast is what the LMS says in one word, and comes before a theme', () => {
  assert.deepEqual(lookOf({ canvas_high_contrast: 'true', canvas_theme: theme('#0374B5') }), {
    highContrast: true,
  });
  assert.equal(lookOf({ canvas_high_contrast: 'false' }), undefined);
  assert.equal(lookOf({}), undefined);
});

for (const [said, accent] of [
  [theme('#0374B5'), '#0374b5'],
  [theme('#abc'), '#aabbcc'],
  [theme('red; } body { display: none'), undefined],
  [theme(7), undefined],
  ['null', undefined],
  ['[]', undefined],
  ['{', undefined],
  [null, undefined],
  ['$com.instructure.brandConfigJSON', undefined],
  [{ 'ic-brand-primary': '#0374b5' }, undefined],
  [theme('#0374b5').padEnd(20_001), undefined],
] as const)
  test(`the accent in ${JSON.stringify(said).slice(0, 80)} is ${accent}`, () => {
    assert.deepEqual(lookOf({ canvas_theme: said }), accent && { accent });
  });
