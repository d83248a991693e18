import { languages } from '../../words/languages.ts';
import { type Words, wordsFor } from '../../words/words.ts';
import { toolAddresses } from '../tool-addresses.ts';
import type { OpenidConfiguration } from './openid-configuration.ts';
import type { Message, RegistrationProfile } from './registration-profile.ts';

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
  words: Words,
): Record<string, unknown> {
  const addresses = toolAddresses(publicUrl);
  const icon = `${publicUrl}/assets/icon.svg`;
  const inWords = (key: string, name: ToolMessage) => inLanguages(key, name, words, profile.languageVariants);
  return {
    application_type: 'web',
    response_types: ['id_token'],
    grant_types: ['implicit', 'client_credentials'],
    initiate_login_uri: addresses.loginUrl,
    redirect_uris: [addresses.redirectUri],
    ...inWords('client_name', 'tool.name'),
    client_uri: publicUrl,
    logo_uri: icon,
    jwks_uri: addresses.keySetUrl,
    token_endpoint_auth_method: 'private_key_jwt',
    scope: asksForRoster(configuration) ? rosterScope : '',
    [toolConfiguration]: {
      domain: new URL(publicUrl).host,
      target_link_uri: addresses.toolUrl,
      ...inWords('description', 'tool.description'),
      custom_parameters: profile.customParameters,
      claims: ['iss', 'sub'],
      messages: offeredMessages(configuration, profile).map(({ type, label, placements, extensions }) => ({
        type,
        target_link_uri: addresses.toolUrl,
        icon_uri: icon,
        ...inWords('label', `tool.${label}`),
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

/** What the LMS calls the tool, its messages and its placements. */
type ToolMessage = `tool.${'description' | Message['label']}`;

/** `key` in one language, and `key#de` and the like in the others (RFC 7591 §2.2). */
function inLanguages(
  key: string,
  message: ToolMessage,
  own: Words,
  variants: boolean,
): Record<string, string> {
  const others = variants ? languages.filter(({ tag }) => tag !== own.language) : [];
  return Object.fromEntries([
    [key, own.say(message)],
    ...others.map(({ tag }) => [`${key}#${tag}`, wordsFor(tag).say(message)]),
  ]);
}
