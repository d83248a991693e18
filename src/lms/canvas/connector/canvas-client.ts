import { setTimeout as pause } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { findLink } from '../../../lti/names-and-roles/link-header.ts';
import { nextPage, proxyCure } from '../../../lti/names-and-roles/next-page.ts';
import type { SafeAnswer } from '../../../lti/safe-fetch/safe-fetch.ts';
import { message } from '../../../messages/message.ts';
import type { Ask } from '../../../sync/http/ask.ts';
import { SourceError } from '../../../sync/source-error.ts';
import type { AccessToken } from './access-token.ts';
import { type JoinPage, readJoinPage } from './join-page.ts';
import { isTokenRefused, refusalOf } from './refusal.ts';
import type { Scope } from './scopes.ts';
import { isThrottled, pauseAfter } from './throttle.ts';

/** Numbers of accounts on shared hosts are larger than what JSON.parse keeps exact. */
const accept = 'application/json+canvas-string-ids';
/** A hundred thousand courses, or members, at a hundred a page. */
const maximumPages = 1_000;

/** Where the list is in a page: the page itself, or a field of it. */
export type ItemsOf = (json: unknown) => unknown;

/**
 * Asks one Canvas. It sends one request at a time, as Canvas recommends (Canvas: "Throttling"). The token goes only to
 * Canvas's own origin.
 */
export class CanvasClient {
  readonly #ask: Ask;
  readonly #origin: string;
  readonly #token: AccessToken;
  readonly #wait: typeof pause;
  #pauseMilliseconds = 0;

  /** @param wait for tests */
  constructor(ask: Ask, origin: string, token: AccessToken, wait: typeof pause = pause) {
    this.#ask = ask;
    this.#origin = origin;
    this.#token = token;
    this.#wait = wait;
  }

  /**
   * @param scope what the request needs, for what is said when it is refused
   * @throws SourceError `permission-…`, `token-refused`, `scope-missing`, `not-permitted`, `not-found`, `answer-unusable`, and
   * those of `ask`
   */
  async get(path: string, scope: Scope, signal: AbortSignal): Promise<SafeAnswer> {
    const token = await this.#token.get(signal);
    let answer = await this.#send(path, token, signal);
    if (isTokenRefused(answer)) answer = await this.#send(path, await this.#token.get(signal, token), signal);
    if (answer.status >= 200 && answer.status < 300) return answer;
    throw refusalOf(answer, scope);
  }

  /**
   * What the page at which people enrol themselves shows to somebody who is not signed in: the token is not sent. Undefined where
   * Canvas leads elsewhere to sign in, or does not answer: that is no reason to end a pull.
   */
  async joinPage(code: string, signal: AbortSignal): Promise<JoinPage> {
    await this.#pause(signal);
    const request = { headers: { Accept: 'text/html' }, signal, isPage: true, isBusy: isThrottled };
    try {
      return readJoinPage(await this.#ask(`${this.#origin}/enroll/${code}`, request));
    } catch (error) {
      if (error instanceof SourceError) return undefined;
      throw error;
    }
  }

  /**
   * Yields a list, page by page. Canvas sends links with every page, the last one too. Where something in between has taken
   * them away, the pages are asked for by number until one is empty. Lists of members have no numbers, and Canvas refuses
   * the second one. Links are opaque and may hold a person's name, because members are sorted by name. They are followed and
   * never stored.
   * @throws SourceError `page-loop`, `foreign-page`, `links-missing`, and those of `get`
   */
  async *pages(
    path: string,
    scope: Scope,
    signal: AbortSignal,
    itemsOf: ItemsOf = (json) => json,
  ): AsyncGenerator<readonly unknown[]> {
    const seen = new Set<string>();
    let before: unknown;
    let isLinked = true;
    let count = 0;
    for (let next: string | undefined = path; next !== undefined; ) {
      if (seen.has(next) || seen.size === maximumPages)
        throw new SourceError('page-loop', message('canvas.pageLoop'), message('canvas.pageLoop.cure'));
      seen.add(next);
      const { json, headers } = await this.#pageAt(next, scope, signal, isLinked);
      if (json === undefined) {
        if (count % 10 === 0) throw linksMissing();
        return;
      }
      const items = itemsOf(json);
      if (!Array.isArray(items))
        throw new SourceError('answer-unusable', message('canvas.noList'), message('canvas.address.cure'));
      if (!isLinked && items.length > 0 && isDeepStrictEqual(items[0], before)) {
        if (items.length % 10 === 0) throw linksMissing();
        // It takes no notice of the number, and what it gives is no full page.
        return;
      }
      before = items[0];
      count = items.length;
      yield items;
      const linked = this.#nextOf(headers);
      isLinked = linked !== undefined;
      next = linked ?? pageBehind(next, items, headers, seen.size);
    }
  }

  /** @returns no `json` where a page that was asked for by number is refused for that */
  async #pageAt(
    path: string,
    scope: Scope,
    signal: AbortSignal,
    isLinked: boolean,
  ): Promise<Pick<SafeAnswer, 'json' | 'headers'>> {
    try {
      return await this.get(path, scope, signal);
    } catch (error) {
      if (isLinked || !(error instanceof SourceError) || error.code !== 'answer-unusable') throw error;
      return { json: undefined, headers: {} };
    }
  }

  /** Until Canvas's quota has filled again. */
  async #pause(signal: AbortSignal): Promise<void> {
    if (this.#pauseMilliseconds > 0) await this.#wait(this.#pauseMilliseconds, undefined, { signal });
  }

  async #send(path: string, token: string, signal: AbortSignal): Promise<SafeAnswer> {
    await this.#pause(signal);
    const headers = { Authorization: `Bearer ${token}`, Accept: accept };
    const address = new URL(path, this.#origin).href;
    const answer = await this.#ask(address, { headers, signal, isBusy: isThrottled });
    this.#pauseMilliseconds = pauseAfter(answer);
    return answer;
  }

  #nextOf({ link }: SafeAnswer['headers']): string | undefined {
    const target = findLink(link === undefined ? null : String(link), 'next');
    if (target === undefined) return undefined;
    const next = nextPage(target, this.#origin);
    if (next === 'insecure')
      throw new SourceError('insecure-page', message('canvas.insecurePage'), proxyCure);
    if (next === 'foreign')
      throw new SourceError(
        'foreign-page',
        message('canvas.foreignPage'),
        message('canvas.foreignPage.cure'),
      );
    return `${next.pathname}${next.search}`;
  }
}

/** The address of the next page by number, where a page came without any link. Canvas may give fewer than it was asked for. */
function pageBehind(
  address: string,
  items: readonly unknown[],
  { link }: SafeAnswer['headers'],
  number: number,
): string | undefined {
  const base = 'https://canvas.example';
  const url = new URL(address, base);
  if (link !== undefined || items.length === 0) return undefined;
  url.searchParams.set('page', `${number + 1}`);
  return `${url.pathname}${url.search}`;
}

function linksMissing(): SourceError {
  return new SourceError(
    'links-missing',
    message('canvas.linksMissing'),
    message('canvas.linksMissing.cure'),
  );
}
