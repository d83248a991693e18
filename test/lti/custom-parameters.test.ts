import assert from 'node:assert/strict';
import { test } from 'node:test';
import { claim } from '../../src/lti/launch/claims.ts';
import { customParameters } from '../../src/lti/launch/custom-parameters.ts';

test('of the custom parameters only those are kept that this tool uses, and that have a value', () => {
  const given = {
    next_courses_cards: '3',
    next_courses_title: 'Costs $5',
    next_courses_purpose: '',
    next_courses_other: 7,
    canvas_high_contrast: '$Canvas.user.prefersHighContrast',
    canvas_brand_config_url: 'https://lms.example/brand.json',
    canvas_user_id: '8',
    lms_username: 'grace',
    person_sourced_id: 'S1',
  };
  assert.deepEqual(customParameters({ [claim.custom]: given }), {
    next_courses_cards: '3',
    next_courses_title: 'Costs $5',
    canvas_brand_config_url: 'https://lms.example/brand.json',
  });
  assert.deepEqual(customParameters({ [claim.custom]: { next_courses_title: 'x'.repeat(2001) } }), {});
  for (const nothing of [undefined, null, 'x', ['a']])
    assert.deepEqual(customParameters({ [claim.custom]: nothing }), {});
});
