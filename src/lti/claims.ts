import { type Fields, readObject } from '../values/read-object.ts';

/** Claims of an LTI 1.3 message (LTI Core §5.3 and §5.4, Names and Roles §3.6.1.1, Deep Linking §4.4.1 and §4.5). */
const lti = 'https://purl.imsglobal.org/spec/lti/claim';
const deepLinking = 'https://purl.imsglobal.org/spec/lti-dl/claim';

export const claim = {
  version: `${lti}/version`,
  messageType: `${lti}/message_type`,
  deploymentId: `${lti}/deployment_id`,
  targetLinkUri: `${lti}/target_link_uri`,
  resourceLink: `${lti}/resource_link`,
  roles: `${lti}/roles`,
  context: `${lti}/context`,
  launchPresentation: `${lti}/launch_presentation`,
  lis: `${lti}/lis`,
  toolPlatform: `${lti}/tool_platform`,
  namesAndRoles: 'https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice',
  custom: `${lti}/custom`,
  deepLinkingSettings: `${deepLinking}/deep_linking_settings`,
  contentItems: `${deepLinking}/content_items`,
  deepLinkingData: `${deepLinking}/data`,
  deepLinkingMessage: `${deepLinking}/msg`,
  deepLinkingError: `${deepLinking}/errormsg`,
} as const;

/** A verified payload: every claim may be anything until it was looked at. */
export type Claims = Fields;

/** An object-valued claim; empty when it is missing or something else. */
export function objectClaim(claims: Claims, name: string): Fields {
  return readObject(claims[name]);
}

/** A non-empty string, or undefined. */
export function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
