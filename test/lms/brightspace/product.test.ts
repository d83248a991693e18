import assert from 'node:assert/strict';
import { test } from 'node:test';
import { brightspace } from '../../../src/lms/brightspace/product.ts';
import { inEnglish } from '../../../src/words/in-english.ts';

test('token requests go to the host that all schools share, everything else to the school’s own', () => {
  assert.deepEqual(brightspace.byHand.addresses({ site: 'https://school.brightspace.com/' }), {
    issuer: 'https://school.brightspace.com',
    authorizationUrl: 'https://school.brightspace.com/d2l/lti/authenticate',
    tokenUrl: 'https://auth.brightspace.com/core/connect/token',
    jwksUrl: 'https://school.brightspace.com/d2l/.well-known/jwks',
    tokenAudience: 'https://api.brightspace.com/auth/token',
  });
});

test('whoever registers it reads that nobody has tried it', () => {
  assert.match(inEnglish(brightspace.byHand.caution ?? []), /Untried/);
});
