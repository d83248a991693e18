import { lookup as systemLookup } from 'node:dns';
import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import { type AddressRules, checkAddress } from './address-rules.ts';
import { isPublicAddress } from './public-address.ts';
import { SafeFetchError } from './safe-fetch-error.ts';

const timeoutMilliseconds = 5_000;
const maximumBytes = 64 * 1024;

export interface SafeRequest {
  method?: 'GET' | 'POST';
  headers?: Readonly<Record<string, string>>;
  body?: string;
}

export interface SafeAnswer {
  status: number;
  /** Undefined where the answer is an error and not JSON. */
  json: unknown;
}

/** @throws SafeFetchError */
export type SafeFetch = (address: string, request?: SafeRequest) => Promise<SafeAnswer>;

/**
 * Requests to addresses that strangers name, without letting them reach into our network: https, public addresses
 * only, no redirects, five seconds, 64 KiB. The connection goes to the very address that was checked, so a name that
 * resolves differently a moment later (DNS rebinding) gains nothing.
 * @param resolve like dns.lookup
 */
export function createSafeFetch(rules: AddressRules, resolve = systemLookup): SafeFetch {
  const publicOnly = publicLookup(resolve);
  return async (address, { method = 'GET', headers = {}, body } = {}) => {
    const url = checkAddress(address, rules);
    const answer = await send(
      url,
      {
        method,
        headers: { Accept: 'application/json', 'Accept-Encoding': 'identity', ...headers },
        // No pool: a kept connection would skip the check.
        agent: false,
        signal: AbortSignal.timeout(timeoutMilliseconds),
        ...(rules.privateHosts.includes(url.host) ? {} : { lookup: publicOnly }),
      },
      body,
    );
    const status = answer.statusCode ?? 0;
    if (status >= 300 && status < 400) {
      answer.destroy();
      throw new SafeFetchError('redirected', url.host);
    }
    return { status, json: jsonOf(await read(answer, url.host), status, url.host) };
  };
}

/** Fails where any address of the name is not public: such a name has no business in public DNS. */
function publicLookup(resolve: typeof systemLookup): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      const refused =
        error ??
        (addresses.length === 0 || addresses.some(({ address }) => !isPublicAddress(address))
          ? new SafeFetchError('address-private', hostname)
          : null);
      const [first] = addresses ?? [];
      if (refused) callback(refused, []);
      else if (options.all) callback(null, addresses);
      else callback(null, first?.address ?? '', first?.family);
    });
  };
}

function send(url: URL, options: RequestOptions, body: string | undefined): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, options, resolve);
    request.once('error', (error) => reject(asSafeFetchError(error, url.host)));
    request.end(body);
  });
}

async function read(answer: IncomingMessage, host: string): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of answer as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > maximumBytes) throw new SafeFetchError('answer-too-large', host);
      chunks.push(chunk);
    }
  } catch (error) {
    throw asSafeFetchError(error, host);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function jsonOf(text: string, status: number, host: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (status < 200 || status >= 300) return undefined;
    throw new SafeFetchError('answer-not-json', host, { cause: error });
  }
}

function asSafeFetchError(error: unknown, host: string): SafeFetchError {
  return error instanceof SafeFetchError ? error : new SafeFetchError('unreachable', host, { cause: error });
}
