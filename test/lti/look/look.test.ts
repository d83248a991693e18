import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Launch } from '../../../src/lti/launch/launch.ts';
import { BrandColours } from '../../../src/lti/look/brand-colours.ts';
import { lookOf } from '../../../src/lti/look/look.ts';

const launch = (custom: Record<string, string>) => ({ custom, platformOrigins: [] }) as unknown as Launch;
const brands = new BrandColours(() => assert.fail('asked'));

test('high contrast is what the LMS says in one word, and comes before a brand', () => {
  assert.deepEqual(lookOf(launch({ canvas_high_contrast: 'true' }), brands), { highContrast: true });
  assert.equal(lookOf(launch({ canvas_high_contrast: 'false' }), brands), undefined);
  assert.equal(lookOf(launch({}), brands), undefined);
});
