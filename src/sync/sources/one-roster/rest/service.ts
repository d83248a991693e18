import type { SafeAnswer } from '../../../../lti/safe-fetch/safe-fetch.ts';
import { message } from '../../../../messages/message.ts';
import type { Ask } from '../../../http/ask.ts';
import { SourceError } from '../../../source-error.ts';
import { fetchToken } from './fetch-token.ts';
import {
  type OptionalParameter,
  optionalParameters,
  refusedParameter,
  statusCode,
  toRefusal,
} from './refusal.ts';
import type { ServiceSettings } from './settings.ts';

/** As large a page as the service may allow. */
const wantedLimit = 1_000;
/** The specification's default, which no service may refuse. */
const plainLimit = 100;

export type Collection = 'academicSessions' | 'courses' | 'classes' | 'enrollments';

/** The fields that are asked for, so that nothing else is sent. */
const fieldsOf: Readonly<Record<Collection, string>> = {
  academicSessions: 'sourcedId,status,title,startDate,endDate',
  courses: 'sourcedId,status,title,courseCode,subjects,metadata',
  classes: 'sourcedId,status,title,classCode,course,subjects,terms,metadata',
  enrollments: 'sourcedId,status,role,user,class,beginDate,endDate',
};

export interface Page {
  items: readonly unknown[];
  /** `X-Total-Count`, or `totalCount` of the body. */
  total: number | undefined;
  hasNext: boolean;
}

export interface PageRequest {
  offset: number;
  /** By default as many as the service may give. */
  limit?: number;
  since?: Date | undefined;
  signal: AbortSignal;
}

/**
 * One OneRoster service and the pages of its collections (Rostering service 1.2, REST binding §3). The token is sent only to the
 * address that the administrator has entered. `Link` headers say only whether there is a next page; they are not followed.
 */
export class OneRosterService {
  readonly #ask: Ask;
  readonly #settings: ServiceSettings;
  readonly #refused = new Set<OptionalParameter>();
  #token: string | undefined;
  #hasMixedAnswers = false;

  constructor(ask: Ask, settings: ServiceSettings) {
    this.#ask = ask;
    this.#settings = settings;
  }

  /** Parameters that the service has refused; it is asked without them. */
  get refused(): ReadonlySet<OptionalParameter> {
    return this.#refused;
  }

  /** It has printed messages of its own into an answer, as PHP does. Everything is read all the same. */
  get hasMixedAnswers(): boolean {
    return this.#hasMixedAnswers;
  }

  /** @throws SourceError */
  async authorize(signal: AbortSignal): Promise<void> {
    this.#token = await fetchToken(this.#ask, this.#settings, signal);
  }

  /** @throws SourceError */
  async page(collection: Collection, request: PageRequest): Promise<Page> {
    const answer = await this.#get(collection, request);
    const items = (answer.json as Record<string, unknown> | null)?.[collection];
    if (!Array.isArray(items))
      throw new SourceError(
        'answer-unusable',
        message('oneRoster.noList', { collection }),
        message('oneRoster.noList.cure'),
      );
    const { totalCount } = answer.json as Record<string, unknown>;
    return {
      items,
      total: countIn(answer.headers['x-total-count']) ?? countIn(totalCount),
      hasNext: /rel="?next"?/i.test(`${answer.headers['link'] ?? ''}`),
    };
  }

  async #get(collection: Collection, request: PageRequest): Promise<SafeAnswer> {
    for (let isFirstToken = true; ; ) {
      if (this.#token === undefined) await this.authorize(request.signal);
      const answer = await this.#ask(this.#addressOf(collection, request), {
        headers: { Authorization: `Bearer ${this.#token}` },
        findsJson: true,
        signal: request.signal,
      });
      const { status } = answer;
      this.#hasMixedAnswers ||= answer.isMixed === true;
      if (status >= 200 && status < 300) return answer;
      const parameter = this.#nextRefused(answer, request);
      if (status === 401 && isFirstToken) {
        // The token may have expired in the middle of a pull.
        this.#token = undefined;
        isFirstToken = false;
      } else if ((status === 400 || status === 422) && parameter) this.#refused.add(parameter);
      else throw toRefusal(answer, collection, this.#settings);
    }
  }

  /** The parameter that the answer names, else the least important one. */
  #nextRefused(answer: SafeAnswer, { since }: PageRequest): OptionalParameter | undefined {
    const left = optionalParameters.filter(
      (name) => !this.#refused.has(name) && (name !== 'filter' || since !== undefined),
    );
    const said = refusedParameter(statusCode(answer.json));
    return said && left.includes(said) ? said : left[0];
  }

  /** The most objects that are asked for at once. */
  get limit(): number {
    return this.#refused.has('limit') ? plainLimit : wantedLimit;
  }

  #addressOf(collection: Collection, { offset, limit = this.limit, since }: PageRequest): string {
    const url = new URL(`${this.#settings.root}/${collection}`);
    const put = (name: OptionalParameter, values: Readonly<Record<string, string>>) => {
      if (!this.#refused.has(name))
        for (const [key, value] of Object.entries(values)) url.searchParams.set(key, value);
    };
    url.searchParams.set('limit', `${Math.min(limit, this.limit)}`);
    url.searchParams.set('offset', `${offset}`);
    put('sort', { sort: 'sourcedId', orderBy: 'asc' });
    put('fields', { fields: fieldsOf[collection] });
    if (since) put('filter', { filter: `dateLastModified>'${since.toISOString()}'` });
    // Some services read a plus as a plus and not as a space.
    return url.href.replaceAll('+', '%20');
  }
}

/** A count, whether as number or as text. */
function countIn(value: unknown): number | undefined {
  if (typeof value !== 'number' && typeof value !== 'string') return undefined;
  return /^\d{1,15}$/.test(`${value}`) ? Number(value) : undefined;
}
