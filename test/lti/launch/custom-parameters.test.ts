import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allProducts } from '../../../src/lms/all-products.ts';
import { claim } from '../../../src/lti/claims.ts';
import { ownParameters } from '../../../src/lti/launch/custom-parameters.ts';
import { readMessage } from '../../../src/lti/launch/message.ts';
import { productOfFamily } from '../../../src/lti/lti-product.ts';

const customIn = (custom: unknown) => readMessage({ [claim.custom]: custom }).custom;
const given = {
  next_courses_cards: '3',
  next_courses_title: 'Costs $5',
  next_courses_purpose: '',
  next_courses_other: 7,
  canvas_high_contrast: '$Canvas.user.prefersHighContrast',
  canvas_theme: '{"ic-brand-primary":"#0374B5"}',
  canvas_user_id: '8',
  lms_username: 'grace',
  person_sourced_id: 'S1',
};

test('of the custom parameters only those are kept that this tool uses, and that have a value', () => {
  assert.deepEqual(ownParameters(customIn(given)), {
    next_courses_cards: '3',
    next_courses_title: 'Costs $5',
  });
  assert.deepEqual(ownParameters(customIn({ next_courses_title: 'x'.repeat(2001) })), {});
  for (const nothing of [undefined, null, 'x', ['a']]) assert.deepEqual(ownParameters(customIn(nothing)), {});
});

test('of those of a product its own look alone is read, where it has a value', () => {
  const { look } = productOfFamily(allProducts, 'canvas').launch;
  assert.deepEqual(look(readMessage({ [claim.custom]: given })), {
    accent: '#0374b5',
  });
});
