import { isIP } from 'node:net';
import type { Message } from '../../messages/message.ts';
import { isPublicAddress } from './public-address.ts';
import { SafeFetchError } from './safe-fetch-error.ts';

/** Where this tool may send requests to addresses that somebody else names. */
export interface AddressRules {
  /** `host` or `host:port` of platforms inside our own network. Every other host must be a public one. */
  privateHosts: readonly string[];
  /** Lets the private hosts speak plain http. Never in production. */
  plainHttp: boolean;
}

/** What is wrong with an address that somebody enters, and what to do; undefined: it may be asked. */
export function findAddressProblem(address: string, rules: AddressRules): readonly Message[] | undefined {
  try {
    checkAddress(address, rules);
    return undefined;
  } catch (error) {
    if (error instanceof SafeFetchError) return error.sentences;
    throw error;
  }
}

/**
 * Checks what the address itself says. Where its host name leads is checked when the connection is made.
 * @throws SafeFetchError
 */
export function checkAddress(address: string, rules: AddressRules): URL {
  // "moodle.example.org:8443" is read as an address of the protocol "moodle.example.org".
  if (!URL.canParse(address) || !address.includes('://'))
    throw new SafeFetchError('address-malformed', `“${address}”`);
  const url = new URL(address);
  const isPrivate = rules.privateHosts.includes(url.host);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isPrivate && rules.plainHttp))
    throw new SafeFetchError('address-insecure', `${url.protocol}//${url.host}`);
  if (url.username !== '' || url.password !== '') throw new SafeFetchError('address-password', url.origin);
  // The URL parser has already turned 0x7f.1 and 2130706433 into 127.0.0.1.
  const literal = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(literal) !== 0 && !isPrivate && !isPublicAddress(literal))
    throw new SafeFetchError('address-private', url.host);
  return url;
}
