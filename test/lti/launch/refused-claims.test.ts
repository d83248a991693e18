import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import type { JWTPayload } from 'jose';
import { claim } from '../../../src/lti/claims.ts';
import { publicUrl, ToolUnderTest } from '../tool-under-test.ts';
import { assertRefused } from './answers.ts';

const seconds = () => Math.floor(Date.now() / 1000);

const tool = await ToolUnderTest.start();
after(() => tool.close());

describe('a launch is refused with', () => {
  for (const [name, changes, code] of [
    ['another issuer', { iss: 'https://other.example' }, 'issuer-mismatch'],
    ['another audience', { aud: 'other' }, 'audience-mismatch'],
    ['an audience list without azp', { aud: ['client-1', 'other'] }, 'authorized-party-mismatch'],
    [
      'an audience list with another azp',
      { aud: ['client-1', 'other'], azp: 'other' },
      'authorized-party-mismatch',
    ],
    ['one audience and another azp', { azp: 'other' }, 'authorized-party-mismatch'],
    ['no exp', { exp: undefined }, 'time-missing'],
    ['no iat', { iat: undefined }, 'time-missing'],
    ['an exp that has passed', { iat: seconds() - 7200, exp: seconds() - 3600 }, 'token-expired'],
    ['an iat in the future', { iat: seconds() + 3600, exp: seconds() + 7200 }, 'token-from-future'],
    ['an nbf in the future', { nbf: seconds() + 3600 }, 'token-from-future'],
    ['times that are no numbers', { exp: 'soon' as unknown as number }, 'time-missing'],
    ['no nonce', { nonce: undefined }, 'nonce-mismatch'],
    ['a nonce that was never issued', { nonce: 'invented' }, 'nonce-mismatch'],
    ['no LTI version', { [claim.version]: undefined }, 'version-unsupported'],
    ['another LTI version', { [claim.version]: '1.1' }, 'version-unsupported'],
    ['no message type', { [claim.messageType]: undefined }, 'message-type-unsupported'],
    ['an unknown message type', { [claim.messageType]: 'LtiWhatever' }, 'message-type-unsupported'],
    [
      'a submission review: this tool has no line items',
      { [claim.messageType]: 'LtiSubmissionReviewRequest' },
      'message-type-unsupported',
    ],
    ['no deployment', { [claim.deploymentId]: undefined }, 'deployment-missing'],
    ['an unknown deployment', { [claim.deploymentId]: 'other' }, 'deployment-unknown'],
    ['no target', { [claim.targetLinkUri]: undefined }, 'target-mismatch'],
    ['another target', { [claim.targetLinkUri]: `${publicUrl}/other` }, 'target-mismatch'],
    ['no roles', { [claim.roles]: undefined }, 'roles-missing'],
    ['roles that are no list', { [claim.roles]: 'Instructor' }, 'roles-missing'],
    ['a sub that is no text', { sub: { id: 101 } as unknown as string }, 'subject-unusable'],
    ['a sub that is no whole number', { sub: 1.5 as unknown as string }, 'subject-unusable'],
    ['a sub that lost its last digits', { sub: (2 ** 60) as unknown as string }, 'subject-unusable'],
    ['a sub that is a word for none', { sub: 'undefined' }, 'subject-unusable'],
    ['a sub that is null', { sub: null as unknown as string }, 'subject-unusable'],
    ['an empty sub', { sub: '' }, 'subject-unusable'],
    ['a sub of 256 characters', { sub: 'u'.repeat(256) }, 'subject-unusable'],
    ['no resource link', { [claim.resourceLink]: undefined }, 'resource-link-missing'],
    ['a resource link without id', { [claim.resourceLink]: {} }, 'resource-link-missing'],
    [
      'a deep-linking request without settings',
      { [claim.messageType]: 'LtiDeepLinkingRequest' },
      'deep-linking-settings-missing',
    ],
  ] as [string, JWTPayload, string][])
    test(name, async () => assertRefused(await tool.launch(changes), code));
});

for (const parameters of [
  { lti_deployment_id: 'deployment-1' },
  { deployment_id: 'deployment-1' },
  { lti_deployment_id: 'deployment-1', deployment_id: 'deployment-1' },
] as Record<string, string>[]) {
  const names = Object.keys(parameters).join(' and ');
  test(`a login that names its deployment as ${names} is held to it`, async () => {
    assert.equal((await tool.launch({}, {}, parameters)).status, 303);
    assertRefused(
      await tool.launch({ [claim.deploymentId]: 'other' }, {}, parameters),
      'deployment-mismatch',
      401,
    );
  });
}
