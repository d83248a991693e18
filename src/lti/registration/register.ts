import { type Institution, InstitutionModel } from '../../../models/institution.ts';
import { message, sentencesOf } from '../../messages/message.ts';
import { readId, readText } from '../../values/read-text.ts';
import type { Words } from '../../words/words.ts';
import { text } from '../claims.ts';
import { type AddressRules, checkAddress } from '../safe-fetch/address-rules.ts';
import { ownWords } from '../safe-fetch/own-words.ts';
import type { SafeAnswer, SafeFetch, SafeRequest } from '../safe-fetch/safe-fetch.ts';
import { SafeFetchError } from '../safe-fetch/safe-fetch-error.ts';
import { asksForRoster, clientMetadata, rosterScope, toolConfiguration } from './client-metadata.ts';
import { type OpenidConfiguration, objectOf, parseOpenidConfiguration } from './openid-configuration.ts';
import { forgetPending } from './pending.ts';
import { RegistrationError } from './registration-error.ts';
import type { RegistrationProfile } from './registration-profile.ts';
import { type Approval, storeRegistration } from './store-registration.ts';

/** How many institutions may wait for approval at a time. Anybody who runs a platform may register. */
const maximumPending = 100;
/** Characters of an institution's name. */
const longestName = 200;

export interface Platform {
  configuration: OpenidConfiguration;
  profile: RegistrationProfile;
}

/** The profile of the product with this `product_family_code`. */
export type ProfileFor = (family: string) => RegistrationProfile;

/** Asks the platform what it is. @throws RegistrationError */
export async function readPlatform(
  fetch: SafeFetch,
  address: string,
  token: string | undefined,
  rules: AddressRules,
  profileFor: ProfileFor,
): Promise<Platform> {
  const answer = await ask(fetch, address, token);
  if (answer.status !== 200)
    throw new RegistrationError(
      'platform-unusable',
      [message('registration.unusable.answered', { status: `${answer.status}` })],
      { said: ownWords(answer.json, token === undefined ? [] : [token]) },
    );
  const configuration = parseOpenidConfiguration(answer.json, checkAddress(address, rules), rules);
  const profile = profileFor(configuration.productFamily);
  const elsewhere = new URL(configuration.registrationUrl).origin !== new URL(configuration.issuer).origin;
  if (elsewhere && !profile.registersElsewhere)
    throw new RegistrationError('issuer-foreign', [message('registration.foreign.endpoint')]);
  return { configuration, profile };
}

export interface RegistrationTerms {
  token: string | undefined;
  publicUrl: string;
  /** Without an approval the institution waits for our administrator. */
  approval: Approval;
  words: Words;
}

/**
 * Registers this tool at a platform and stores the answer.
 * @returns the institution, whether the platform has said a deployment, and whether the roster was granted
 * @throws RegistrationError
 */
export async function register(
  fetch: SafeFetch,
  { configuration, profile }: Platform,
  { token, publicUrl, approval, words }: RegistrationTerms,
): Promise<{ institution: Institution; isDeployed: boolean; rosterGranted: boolean }> {
  await forgetPending(new Date());
  if (
    approval === undefined &&
    (await InstitutionModel.countDocuments({ pendingSince: { $exists: true } })) >= maximumPending
  )
    throw new RegistrationError('too-many-pending');
  const answer = await ask(fetch, configuration.registrationUrl, token, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(clientMetadata(publicUrl, configuration, profile, words)),
  }).catch((error: RegistrationError) => {
    throw wasSent(error) ? new RegistrationError('outcome-unknown', error.staff, { cause: error }) : error;
  });
  // RFC 7591 asks for 201, but some platforms answer 200.
  if (answer.status !== 200 && answer.status !== 201) throw refusalOf(answer, token);
  const client = objectOf(answer.json);
  const clientId = identifier(client['client_id']);
  if (clientId === undefined)
    throw new RegistrationError('outcome-unknown', [message('registration.refused.noClient')]);
  const { issuer, authorizationUrl, tokenUrl, jwksUrl, authorizationServer } = configuration;
  const deploymentId = deploymentIn(client);
  const institution = await storeRegistration({
    registration: {
      ...{ issuer, clientId, authorizationUrl, tokenUrl, jwksUrl },
      name: readText(profile.institutionName(configuration), longestName) ?? new URL(issuer).host,
      ...(profile.namesAudience && authorizationServer ? { tokenAudience: authorizationServer } : {}),
    },
    deployment:
      deploymentId === undefined
        ? undefined
        : { deploymentId, announcedBy: identifier(profile.platformGuid(configuration)) },
    approval,
  });
  const granted = text(client['scope'])?.split(' ').includes(rosterScope) ?? true;
  return {
    institution,
    isDeployed: deploymentId !== undefined,
    rosterGranted: asksForRoster(configuration) && granted,
  };
}

/**
 * Its own words say more than a guess; that a permission has ended is one where it said nothing or "not allowed". An error of a server
 * may have come after what was asked.
 */
function refusalOf({ status, json }: SafeAnswer, token: string | undefined): RegistrationError {
  const said = ownWords(json, token === undefined ? [] : [token]);
  const isPermission = said === '' || status === 401 || status === 403;
  const refusal = isPermission ? 'platform-refused' : 'platform-objects';
  const code = status < 500 ? refusal : 'outcome-unknown';
  return new RegistrationError(code, [message('registration.refused.answered', { status: `${status}` })], {
    said,
  });
}

async function ask(
  fetch: SafeFetch,
  address: string,
  token: string | undefined,
  request: SafeRequest = {},
): Promise<SafeAnswer> {
  const authorization = token === undefined ? {} : { Authorization: `Bearer ${token}` };
  try {
    return await fetch(address, { ...request, headers: { ...request.headers, ...authorization } });
  } catch (error) {
    throw new RegistrationError('platform-unusable', sentencesOf(error), { cause: error });
  }
}

/** Whoever does not answer in time, or not as it should be, may have done what was asked. */
function wasSent({ cause }: RegistrationError): boolean {
  return !(cause instanceof SafeFetchError && cause.code.startsWith('address-'));
}

/** In the tool's configuration (LTI Dynamic Registration 1.0 §3.6.2); Canvas writes it beside that. */
function deploymentIn(client: Record<string, unknown>): string | undefined {
  return (
    identifier(objectOf(client[toolConfiguration])['deployment_id']) ?? identifier(client['deployment_id'])
  );
}

/** At most 255 characters (LTI Core §3.1.3), none of them invisible. Some platforms write a number. */
const identifier = (value: unknown) => readId(value);
