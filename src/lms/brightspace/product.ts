import { message } from '../../messages/message.ts';
import { withoutTrailingSlashes } from '../../values/trailing-slashes.ts';
import { clientId, deploymentId, institutionName, parameterLines } from '../generic/by-hand-fields.ts';
import { generic } from '../generic/product.ts';
import type { LmsProduct, PlatformAddresses } from '../product.ts';

/**
 * D2L Brightspace, written from its public documentation ("Tool registration, deployment, and links", "Names and Roles
 * extension with LTI 1.3", community.d2l.com) and from the addresses that other open tools register it with, read in
 * November 2026. No Brightspace was at hand: nothing here has been tried (docs/brightspace.md).
 */
export const brightspace: LmsProduct = {
  key: 'brightspace',
  name: 'Brightspace',
  family: 'desire2learn',
  // Its launches are read as the specification says. Whether they tell the address of a course is not known.
  launch: generic.launch,
  registration: {
    ...generic.registration,
    // Brightspace has no named placements in a registration: an administrator makes links for a deployment.
    messages: [
      { type: 'LtiResourceLinkRequest', label: 'name' },
      { type: 'LtiDeepLinkingRequest', label: 'select' },
    ],
    nextStep: () => 'registration.next.brightspace',
  },
  byHand: {
    caution: message('lms.caution.brightspace'),
    fields: [
      institutionName,
      {
        name: 'site',
        label: message('lms.field.site.brightspace'),
        hint: message('lms.field.site.brightspace.hint'),
      },
      clientId(message('lms.field.clientId.brightspace.hint')),
      deploymentId(message('lms.field.deploymentId.brightspace.hint')),
    ],
    addressField: 'site',
    addresses: ({ site }) => (site ? addressesOf(site) : {}),
    toCopy: ({ toolUrl, loginUrl, redirectUri, keySetUrl }) => [
      { label: 'Domain', value: new URL(toolUrl).origin },
      { label: 'Redirect URLs', value: redirectUri },
      { label: 'OpenID Connect Login URL', value: loginUrl },
      { label: 'Target Link URI', value: toolUrl },
      { label: 'Keyset URL', value: keySetUrl },
      {
        label: message('lms.copy.parameters'),
        value: parameterLines(generic.registration.customParameters),
        long: true,
      },
    ],
  },
  words: {
    issuer: 'its site address',
    rosterPermission: message('lms.brightspace.rosterPermission'),
  },
  places: {},
};

/** @param site address of the school's own host, which is the issuer; token requests go to a host that all schools share */
function addressesOf(site: string): PlatformAddresses {
  const issuer = withoutTrailingSlashes(site);
  return {
    issuer,
    authorizationUrl: `${issuer}/d2l/lti/authenticate`,
    tokenUrl: 'https://auth.brightspace.com/core/connect/token',
    jwksUrl: `${issuer}/d2l/.well-known/jwks`,
    tokenAudience: 'https://api.brightspace.com/auth/token',
  };
}
