import type { DeepLinkingSettings } from '../../../models/session.ts';
import { readId } from '../../values/read-text.ts';
import { isNobody } from '../../values/spoilt-id.ts';
import { type Claims, claim, objectClaim, text } from '../claims.ts';

/**
 * An id_token whose signature is verified, read once into one typed whole. Nothing of it is checked yet (`checks.ts`):
 * a field is undefined where the claim is missing or is not what the specification says. Names and e-mail addresses
 * are not read.
 */
export interface LaunchMessage {
  // Who sent it, for whom, and when (OpenID Connect Core §2; Security Framework §5.1.2).
  issuer: string | undefined;
  audiences: readonly unknown[];
  /** Empty where the claim is there and no text. */
  authorizedParty: string | undefined;
  /** Seconds since the epoch, as the next two. */
  expiresAt: number | undefined;
  issuedAt: number | undefined;
  /** 0 where the claim is missing; NaN where it is no number. */
  notBefore: number;
  nonce: string | undefined;

  // What is launched (LTI Core §5.3).
  version: string | undefined;
  type: MessageType | undefined;
  deploymentId: string | undefined;
  /** Empty where the claim is there and no text. */
  targetLinkUri: string | undefined;
  resourceLinkId: string | undefined;
  /** Only of a deep-linking request that says where its answer goes. */
  deepLinking: DeepLinkingSettings | undefined;

  // Who launches it, and where (LTI Core §5.3.6 and §5.4).
  /** The platform's id of the person; undefined for an anonymous launch, empty where the claim is there and is no id. */
  subject: string | undefined;
  /** Undefined where the claim is no list. */
  roles: readonly string[] | undefined;
  context: MessageContext;
  /** `context_memberships_url` (Names and Role Provisioning Services §3.6.1.1). */
  membershipsUrl: string | undefined;
  /** `product_family_code` of the platform. */
  productFamily: string | undefined;
  /** What the platform calls itself (`guid` of the tool_platform claim, LTI Core §5.4.2). */
  platformGuid: string | undefined;
  presentation: { locale: string | undefined; returnUrl: string | undefined };
  /** Ids of the institution's own records (§5.4.5). */
  lis: { person: string | undefined; courseSection: string | undefined; courseOffering: string | undefined };
  /** Custom parameters (§5.4.6). Whoever may edit the link may have set any of them. */
  custom: Readonly<Record<string, unknown>>;
  /** Claims of the platform's vendor, by their whole name (§5.4.7). */
  vendor: Readonly<Record<string, string>>;
}

export type MessageType = 'resource-link' | 'deep-linking';

export interface MessageContext {
  id: string | undefined;
  title: string | undefined;
  label: string | undefined;
  types: readonly string[];
}

const messageTypes: ReadonlyMap<unknown, MessageType> = new Map([
  ['LtiResourceLinkRequest', 'resource-link'],
  ['LtiDeepLinkingRequest', 'deep-linking'],
]);

/** Never throws: what is wrong is for the checks to say. */
export function readMessage(claims: Claims): LaunchMessage {
  const type = messageTypes.get(claims[claim.messageType]);
  const context = objectClaim(claims, claim.context);
  const presentation = objectClaim(claims, claim.launchPresentation);
  const lis = objectClaim(claims, claim.lis);
  const platform = objectClaim(claims, claim.toolPlatform);
  const roles = claims[claim.roles];
  return {
    issuer: text(claims['iss']),
    audiences: [claims['aud']].flat().map(asId),
    authorizedParty: given(claims['azp']),
    expiresAt: finite(claims['exp']),
    issuedAt: finite(claims['iat']),
    notBefore: claims['nbf'] === undefined ? 0 : (finite(claims['nbf']) ?? Number.NaN),
    nonce: text(claims['nonce']),
    version: text(claims[claim.version]),
    type,
    deploymentId: text(asId(claims[claim.deploymentId])),
    targetLinkUri: given(claims[claim.targetLinkUri]),
    resourceLinkId: readId(objectClaim(claims, claim.resourceLink)['id']),
    deepLinking: type === 'deep-linking' ? readDeepLinking(claims) : undefined,
    subject: personIn(claims['sub']),
    roles: Array.isArray(roles) ? texts(roles) : undefined,
    context: {
      id: readId(context['id']),
      title: text(context['title']),
      label: text(context['label']),
      types: texts(context['type']),
    },
    membershipsUrl: text(objectClaim(claims, claim.namesAndRoles)['context_memberships_url']),
    productFamily: text(platform['product_family_code']),
    platformGuid: text(platform['guid']),
    presentation: { locale: text(presentation['locale']), returnUrl: text(presentation['return_url']) },
    lis: {
      person: text(asId(lis['person_sourcedid'])),
      courseSection: text(asId(lis['course_section_sourcedid'])),
      courseOffering: text(asId(lis['course_offering_sourcedid'])),
    },
    custom: objectClaim(claims, claim.custom),
    vendor: vendorClaims(claims),
  };
}

/** What a deep-linking request allows as its answer (Deep Linking 2.0 §4.4.1). */
function readDeepLinking(claims: Claims): DeepLinkingSettings | undefined {
  const settings = objectClaim(claims, claim.deepLinkingSettings);
  const returnUrl = text(settings['deep_link_return_url']);
  if (returnUrl === undefined) return undefined;
  return {
    returnUrl,
    acceptTypes: texts(settings['accept_types']),
    documentTargets: texts(settings['accept_presentation_document_targets']),
    acceptMultiple: settings['accept_multiple'] === true,
    // Stored as JSON, because it must go back unchanged, and MongoDB has other numbers and keys than JSON.
    ...(settings['data'] === undefined ? {} : { data: JSON.stringify(settings['data']) }),
  };
}

function vendorClaims(claims: Claims): Record<string, string> {
  const pairs = Object.entries(claims).filter(
    (pair): pair is [string, string] =>
      pair[0].startsWith('https://') && !pair[0].startsWith('https://purl.imsglobal.org/') && !!text(pair[1]),
  );
  return Object.fromEntries(pairs);
}

/** The claim's text; empty where it is there and no text, so that it equals nothing that is expected. */
function given(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  const id = asId(value);
  return typeof id === 'string' ? id : '';
}

/** A platform that writes an id as a number means the same id as its digits. A word for "none" is the id of many. */
function personIn(value: unknown): string | undefined {
  const id = given(value);
  return id !== undefined && isNobody(id) ? '' : id;
}

/** A number that is an id as text; anything else as it is. */
function asId(value: unknown): unknown {
  return typeof value === 'number' ? readId(value) : value;
}

function finite(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}
