import assert from 'node:assert/strict';
import { test } from 'node:test';
import { canvasLaunch } from '../../../src/lms/canvas/launch.ts';
import { claim } from '../../../src/lti/claims.ts';
import { Looks } from '../../../src/lti/launch/look.ts';
import { readMessage } from '../../../src/lti/launch/message.ts';

const looks = new Looks(() => assert.fail('asked'));
const origins = ['https://canvas.college.example'];
const lookOf = (custom: Record<string, string>) =>
  looks.lookFor(canvasLaunch, readMessage({ [claim.custom]: custom }), origins);

test('high contrast is what the LMS says in one word, and comes before a brand', () => {
  const brand = { canvas_brand_config_url: 'https://canvas.college.example/brand.json' };
  assert.deepEqual(lookOf({ canvas_high_contrast: 'true', ...brand }), { highContrast: true });
  assert.equal(lookOf({ canvas_high_contrast: 'false' }), undefined);
  assert.equal(lookOf({}), undefined);
});
