import { type Message, message, sentencesOf } from '../../messages/message.ts';
import { withoutTrailingSlashes } from '../../values/trailing-slashes.ts';
import { text } from '../claims.ts';
import { type AddressRules, checkAddress } from '../safe-fetch/address-rules.ts';
import { RegistrationError } from './registration-error.ts';

/** What a platform says of itself (LTI Dynamic Registration 1.0 §3.5; OpenID Connect Discovery §3). */
export interface OpenidConfiguration {
  issuer: string;
  authorizationUrl: string;
  tokenUrl: string;
  jwksUrl: string;
  registrationUrl: string;
  /** `aud` of token requests, where it is not the token URL. */
  authorizationServer: string | undefined;
  scopesSupported: readonly string[];
  /** Message types. The specification lists them as objects, some platforms list their names. */
  messagesSupported: readonly string[];
  /** `product_family_code` in lower case; empty where it is missing. */
  productFamily: string;
  /** The LTI part unchanged, for what only one product says. */
  platform: Readonly<Record<string, unknown>>;
}

/** Addresses are stored, compared and shown; no LMS has one of a tenth of this. */
const longestAddress = 2_000;
const platformKey = 'https://purl.imsglobal.org/spec/lti-platform-configuration';

/**
 * @param address where the configuration came from
 * @throws RegistrationError naming everything that is missing or wrong
 */
export function parseOpenidConfiguration(
  json: unknown,
  address: URL,
  rules: AddressRules,
): OpenidConfiguration {
  const given = objectOf(json);
  const problems: Message[] = [];
  const endpoint = (name: string) => {
    const value = text(given[name]);
    if (value === undefined) problems.push(message('registration.unusable.missing', { name }));
    else if (value.length > longestAddress)
      problems.push(message('registration.unusable.long', { name, most: longestAddress }));
    else
      try {
        return checkAddress(value, rules).href;
      } catch (error) {
        problems.push(message('registration.unusable.endpoint', { name }), ...(sentencesOf(error) ?? []));
      }
    return '';
  };
  const endpoints = {
    authorizationUrl: endpoint('authorization_endpoint'),
    tokenUrl: endpoint('token_endpoint'),
    jwksUrl: endpoint('jwks_uri'),
    registrationUrl: endpoint('registration_endpoint'),
  };
  endpoint('issuer');
  const algorithms = given['id_token_signing_alg_values_supported'];
  if (Array.isArray(algorithms) && !algorithms.includes('RS256'))
    problems.push(message('registration.unusable.algorithm'));
  if (problems.length > 0) throw new RegistrationError('platform-unusable', problems);

  const issuer = given['issuer'] as string;
  checkIssuer(issuer, address);
  const platform = objectOf(given[platformKey]);
  return {
    issuer,
    ...endpoints,
    authorizationServer: text(given['authorization_server']),
    scopesSupported: stringsOf(given['scopes_supported']),
    messagesSupported: messagesOf(platform['messages_supported']),
    productFamily: text(platform['product_family_code'])?.toLowerCase() ?? '',
    platform,
  };
}

/**
 * Only the server at the issuer's address may speak for the issuer (LTI Dynamic Registration §3.5.1). An issuer with a
 * path needs its own folder, because two platforms may share a host.
 */
function checkIssuer(issuer: string, address: URL): void {
  const own = new URL(issuer);
  const folder = `${withoutTrailingSlashes(own.pathname)}/`;
  if (
    own.search !== '' ||
    own.hash !== '' ||
    own.origin !== address.origin ||
    !address.pathname.startsWith(folder)
  )
    throw new RegistrationError('issuer-foreign', [
      message('registration.foreign.issuer', {
        issuer: `${own.origin}${own.pathname}`,
        address: `${address.origin}${address.pathname}`,
      }),
    ]);
}

export function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function stringsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

function messagesOf(value: unknown): string[] {
  const messages = Array.isArray(value) ? value : [];
  return stringsOf(
    messages.map((message) => (typeof message === 'string' ? message : objectOf(message)['type'])),
  );
}
