import { lookup as systemLookup } from 'node:dns';
import {
  Agent as HttpAgent,
  request as httpRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type RequestOptions,
} from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import { type AddressRules, checkAddress } from './address-rules.ts';
import { HostGuard, type HostLimits } from './host-guard.ts';
import { jsonBehind } from './json-behind.ts';
import { isPublicAddress } from './public-address.ts';
import { SafeFetchError } from './safe-fetch-error.ts';

export interface SafeRequest {
  method?: 'GET' | 'POST';
  headers?: Readonly<Record<string, string>>;
  body?: string;
  /** Reads the JSON of an answer, too, into which the server has mixed messages of its own. */
  findsJson?: boolean;
  /** Takes the answer for a page: its `text` is wanted, whatever it is. */
  isPage?: boolean;
  /** Ends the request early, as an `unreachable`. */
  signal?: AbortSignal;
}

export interface SafeAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  /** Undefined where the answer is an error and not JSON. */
  json: unknown;
  /** Of a page that was asked for. */
  text?: string;
  /** The JSON stood among other text (`findsJson`). */
  isMixed?: true;
}

/** @throws SafeFetchError */
export type SafeFetch = (address: string, request?: SafeRequest) => Promise<SafeAnswer>;

export interface SafeFetchOptions {
  /** For the whole answer, from the moment at which the request is sent; 5 s by default. */
  timeoutMilliseconds?: number;
  /** Of the answer's body; 64 KiB by default. */
  maximumBytes?: number;
  /** Keeps connections open for the next request to the same host, for callers that ask one host often. */
  keepAlive?: boolean;
  /** Of requests to one host. */
  hostLimits?: HostLimits;
  /** Like dns.lookup. */
  resolve?: typeof systemLookup;
}

/**
 * Sends requests to addresses that strangers name, without letting them reach into our network: only https, only public
 * addresses, no redirects, and limits of time and size. The connection goes to the very address that was checked, so
 * nothing is gained by a name that resolves differently a moment later (DNS rebinding). Hosts do not hold each other up (`HostGuard`): each
 * function that is made here has a guard of its own, so that the courses of an LMS are no matter of its launches.
 */
export function createSafeFetch(rules: AddressRules, options: SafeFetchOptions = {}): SafeFetch {
  const { timeoutMilliseconds = 5_000, maximumBytes = 64 * 1024, keepAlive = false } = options;
  const publicOnly = publicLookup(options.resolve ?? systemLookup);
  const guard = new HostGuard(options.hostLimits);
  const agentFor = keepAlive ? keptConnections() : () => false as const;
  return async (address, request = {}) => {
    const url = checkAddress(address, rules);
    return guard.run(url.host, request.signal, () => ask(url, request));
  };

  async function ask(
    url: URL,
    { method = 'GET', headers = {}, body, findsJson = false, isPage = false, signal }: SafeRequest,
  ): Promise<SafeAnswer> {
    const late = AbortSignal.timeout(timeoutMilliseconds);
    const answer = await send(
      url,
      {
        method,
        headers: { Accept: 'application/json', 'Accept-Encoding': 'identity', ...headers },
        agent: agentFor(url),
        signal: signal ? AbortSignal.any([signal, late]) : late,
        ...(rules.privateHosts.includes(url.host) ? {} : { lookup: publicOnly }),
      },
      body,
    );
    const status = answer.statusCode ?? 0;
    if (status >= 300 && status < 400) {
      answer.destroy();
      throw new SafeFetchError('redirected', url.host);
    }
    const text = await read(answer, url.host, maximumBytes);
    if (isPage) return { status, headers: answer.headers, json: undefined, text };
    return { status, headers: answer.headers, ...jsonOf(text, status, url.host, findsJson) };
  }
}

/** Connection pools that only one safe fetch uses: their connections were checked when they were made. */
function keptConnections(): (url: URL) => HttpAgent {
  const [http, https] = [new HttpAgent({ keepAlive: true }), new HttpsAgent({ keepAlive: true })];
  return ({ protocol }) => (protocol === 'https:' ? https : http);
}

/** Fails where any address of the name is not public. Such a name does not belong in public DNS. */
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

async function read(answer: IncomingMessage, host: string, maximumBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of answer as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > maximumBytes)
        throw new SafeFetchError('answer-too-large', `${host} (more than ${maximumBytes / 1024} KiB)`);
      chunks.push(chunk);
    }
  } catch (error) {
    throw asSafeFetchError(error, host);
  }
  // RFC 8259 §8.1: nobody should send a byte order mark, and a reader may pass over it.
  return Buffer.concat(chunks)
    .toString('utf8')
    .replace(/^\ufeff/, '');
}

function jsonOf(
  text: string,
  status: number,
  host: string,
  findsJson: boolean,
): Pick<SafeAnswer, 'json' | 'isMixed'> {
  try {
    return { json: JSON.parse(text) };
  } catch {
    const json = findsJson ? jsonBehind(text) : undefined;
    if (json !== undefined) return { json, isMixed: true };
    if (status < 200 || status >= 300) return { json: undefined };
    // The cause is left out, because it would quote the answer, which may hold a person's name.
    throw new SafeFetchError('answer-not-json', host);
  }
}

function asSafeFetchError(error: unknown, host: string): SafeFetchError {
  return error instanceof SafeFetchError ? error : new SafeFetchError('unreachable', host, { cause: error });
}
