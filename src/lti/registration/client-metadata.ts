import { toolAddresses } from '../tool-addresses.ts';
import type { OpenidConfiguration } from './openid-configuration.ts';
import type { Message, RegistrationProfile } from './registration-profile.ts';
import { allWords } from './words/all-words.ts';
import type { RegistrationWords } from './words/words.ts';

export const rosterScope = 'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly';
export const toolConfiguration = 'https://purl.imsglobal.org/spec/lti-tool-configuration';

/**
 * What this tool registers at a platform (LTI Dynamic Registration 1.0 §3.6.1; RFC 7591). It asks for the roster and
 * for nothing that names a person.
 * @param words of the administrator's language; some platforms read no other
 */
export function clientMetadata(
  publicUrl: string,
  configuration: OpenidConfiguration,
  profile: RegistrationProfile,
  words: RegistrationWords,
): Record<string, unknown> {
  const addresses = toolAddresses(publicUrl);
  const icon = `${publicUrl}/assets/icon.svg`;
  const inWords = (key: string, wordOf: (tool: RegistrationWords['tool']) => string) =>
    inLanguages(key, wordOf, words, profile.languageVariants);
  return {
    application_type: 'web',
    response_types: ['id_token'],
    grant_types: ['implicit', 'client_credentials'],
    initiate_login_uri: addresses.loginUrl,
    redirect_uris: [addresses.redirectUri],
    ...inWords('client_name', ({ name }) => name),
    client_uri: publicUrl,
    logo_uri: icon,
    jwks_uri: addresses.keySetUrl,
    token_endpoint_auth_method: 'private_key_jwt',
    scope: asksForRoster(configuration) ? rosterScope : '',
    [toolConfiguration]: {
      domain: new URL(publicUrl).host,
      target_link_uri: addresses.toolUrl,
      ...inWords('description', ({ description }) => description),
      custom_parameters: profile.customParameters,
      claims: ['iss', 'sub'],
      messages: offeredMessages(configuration, profile).map(({ type, label, placements, extensions }) => ({
        type,
        target_link_uri: addresses.toolUrl,
        icon_uri: icon,
        ...inWords('label', (tool) => tool[label]),
        ...(placements && { placements }),
        ...extensions,
      })),
      ...profile.extensions,
    },
  };
}

/** A platform that lists scopes without this one would refuse the whole registration. One that lists none may know it. */
export function asksForRoster({ scopesSupported }: OpenidConfiguration): boolean {
  return scopesSupported.length === 0 || scopesSupported.includes(rosterScope);
}

/** Every platform understands a resource link. Other messages are offered where the platform lists them. */
export function offeredMessages(
  { messagesSupported }: OpenidConfiguration,
  { messages }: RegistrationProfile,
): Message[] {
  return messages.filter(({ type }) => type === 'LtiResourceLinkRequest' || messagesSupported.includes(type));
}

/** `key` in one language, and `key#de` and the like in the others (RFC 7591 §2.2). */
function inLanguages(
  key: string,
  wordOf: (tool: RegistrationWords['tool']) => string,
  own: RegistrationWords,
  variants: boolean,
): Record<string, string> {
  const others = variants ? allWords.filter((words) => words !== own) : [];
  return Object.fromEntries([
    [key, wordOf(own.tool)],
    ...others.map(({ language, tool }) => [`${key}#${language}`, wordOf(tool)]),
  ]);
}
