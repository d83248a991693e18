import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { course, enrolment, terms, token } from './documented-answers.ts';

const noProgress = {
  error: {
    message:
      'No progress available because this course is not module based (meaning, it does not have modules and module completion requirements).',
  },
};

/** Columns and more that Canvas sends where `include[]` names them. */
const optional = [
  ...['term', 'public_description', 'concluded', 'account_name', 'total_students', 'syllabus_body'],
  ...['self_enrollment', 'open_enrollment', 'self_enrollment_code'],
];

const invalidPage = {
  status: 'bad_request',
  errors: [{ page: 'Invalid page; please restart iteration and follow `next` links' }],
};

type Fields = Readonly<Record<string, unknown>>;

/** What is at the stand-in's; may be changed while it runs. */
export interface RestData {
  courses: Fields[];
  /** By course. */
  enrolments: Map<number, Fields[]>;
  progress: Map<number, Fields[]>;
  terms: Fields[];
}

export type Answer = (req: IncomingMessage, res: ServerResponse, url: URL) => void;

/**
 * A STAND-IN for Canvas's REST interface, from its documentation and its published source; no Canvas. Pages of members have
 * bookmarks with a person's name in them, as Canvas's have (there in Base64), and no numbers.
 */
export class StandInRest {
  readonly data: RestData = {
    ...{ courses: [], enrolments: new Map(), progress: new Map() },
    terms: terms.enrollment_terms,
  };
  /** Paths and queries in their order, tokens asked for among them. */
  readonly requests: string[] = [];
  /** What the next requests that match get instead of an answer; a function that answers nothing lets it through. */
  readonly instead: { path: RegExp; answer: Answer }[] = [];
  /** The one that is good now. */
  accessToken = 'first';
  refreshToken = token.refresh_token;
  pageSize = 100;
  /** False: a proxy takes them away. */
  hasLinks = true;
  quota: number | undefined;
  /** Of courses in whose accounts nobody enrols themselves any more. */
  readonly closedCodes = new Set<string>();
  url = '';
  #renewals = 0;
  readonly #server = createServer((req, res) => void this.#answer(req, res));

  static async start(): Promise<StandInRest> {
    const standIn = new StandInRest();
    await new Promise<void>((resolve) => standIn.#server.listen(0, '127.0.0.1', resolve));
    standIn.url = `http://127.0.0.1:${(standIn.#server.address() as AddressInfo).port}`;
    return standIn;
  }

  get host(): string {
    return new URL(this.url).host;
  }

  close(): void {
    this.#server.close().closeAllConnections();
  }

  /** A course with members; what is not said is the documentation's. */
  add(fields: Fields & { id: number }, members: readonly Fields[] = []): void {
    this.data.courses.push({ ...course, ...fields });
    this.data.enrolments.set(
      fields.id,
      members.map((member) => ({ ...enrolment, ...member, course_id: fields.id })),
    );
  }

  /** Requests whose path matches. */
  asked(path: RegExp): string[] {
    return this.requests.filter((request) => path.test(request));
  }

  async #answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const url = new URL(req.url ?? '', this.url);
    this.requests.push(decodeURIComponent(url.pathname + url.search));
    const index = this.instead.findIndex(({ path }) => path.test(url.pathname));
    if (index >= 0) {
      const [{ answer } = { answer: () => {} }] = this.instead.splice(index, 1);
      await answer(req, res, url);
      if (res.headersSent || res.destroyed) return;
    }
    if (url.pathname === '/login/oauth2/token') return void (await this.#giveToken(req, res));
    const [, kind, code = ''] = url.pathname.split('/');
    if (kind === 'enroll') {
      const place = this.data.courses.some((one) => one['self_enrollment_code'] === code);
      res.writeHead(place ? 200 : 404, { 'Content-Type': 'text/html' });
      res.end(place ? joinPage(this.closedCodes.has(code) ? 'closed' : 'open') : '');
      return;
    }
    if (req.headers.authorization !== `Bearer ${this.accessToken}`)
      return json(
        res,
        { errors: [{ message: 'Invalid access token.' }] },
        { status: 401, headers: { 'WWW-Authenticate': 'Bearer realm="canvas-lms"' } },
      );
    this.#route(res, url);
  }

  #route(res: ServerResponse, url: URL): void {
    const [, , , kind, id, list] = url.pathname.split('/');
    const members = this.data.enrolments.get(Number(id));
    const progress = this.data.progress.get(Number(id));
    if (kind === 'accounts' && !list) json(res, { id: id === 'self' ? 81259 : id, root_account_id: null });
    else if (list === 'terms') json(res, { enrollment_terms: this.data.terms });
    else if (kind === 'accounts') this.#page(res, url, this.#coursesFor(url));
    else if (list === 'enrollments' && /^\d+$/.test(url.searchParams.get('page') ?? ''))
      json(res, invalidPage, { status: 400 });
    else if (list === 'enrollments' && members)
      this.#page(
        res,
        url,
        members.filter((member) => isAskedFor(member, url)),
      );
    else if (list === 'bulk_user_progress' && progress) this.#page(res, url, progress);
    else if (list === 'bulk_user_progress') json(res, noProgress, { status: 400 });
    else json(res, { errors: [{ message: 'The specified resource does not exist.' }] }, { status: 404 });
  }

  #coursesFor(url: URL): Fields[] {
    const after = url.searchParams.get('ends_after');
    const endOf = ({ end_at: end, term }: Fields) => end ?? (term as Fields | undefined)?.['end_at'];
    const left = optional.filter((name) => !url.searchParams.getAll('include[]').includes(name));
    return this.data.courses
      .filter((found) => !after || !endOf(found) || String(endOf(found)) >= after)
      .map((found) => Object.fromEntries(Object.entries(found).filter(([name]) => !left.includes(name))));
  }

  #page(res: ServerResponse, url: URL, all: readonly Fields[]): void {
    const page = url.searchParams.get('page') ?? '';
    const begin = /^\d+$/.test(page)
      ? (Number(page) - 1) * this.pageSize
      : Number(/\d+$/.exec(page)?.[0] ?? 0);
    const next = new URL(url);
    const last = all[begin + this.pageSize - 1];
    const name = (last?.['user'] as Fields | undefined)?.['sortable_name'] ?? 'x';
    next.searchParams.set('page', `bookmark:${name}:${begin + this.pageSize}`);
    json(res, all.slice(begin, begin + this.pageSize), {
      headers: {
        'X-Request-Cost': '0.5',
        ...(this.quota !== undefined && { 'X-Rate-Limit-Remaining': `${this.quota}` }),
        ...(this.hasLinks && {
          Link: `${all.length > begin + this.pageSize ? `<${next}>; rel="next",` : ''}<${url}>; rel="current"`,
        }),
      },
    });
  }

  async #giveToken(req: IncomingMessage, res: ServerResponse): Promise<void> {
    let body = '';
    for await (const chunk of req) body += chunk;
    const asked = new URLSearchParams(body);
    this.requests[this.requests.length - 1] += ` ${asked.get('grant_type')}`;
    if (asked.get('client_id') !== '10000000000001' || asked.get('client_secret') !== 'client-secret')
      return json(res, { error: 'invalid_client' }, { status: 401 });
    if (asked.get('refresh_token') !== this.refreshToken && asked.get('code') !== 'a-code')
      return json(
        res,
        { error: 'invalid_grant', error_description: 'refresh_token not found' },
        { status: 400 },
      );
    // The one before ends.
    this.accessToken = `renewed-${++this.#renewals}`;
    json(res, {
      ...{ ...token, access_token: this.accessToken },
      refresh_token: asked.has('code') ? this.refreshToken : undefined,
    });
  }
}

/**
 * The page behind *Join this Course*, to somebody who is not signed in (Canvas: app/views/self_enrollments), as a Canvas of February
 * 2026 wrote it.
 */
export function joinPage(state: 'open' | 'closed' | 'full', host = 'school.example'): string {
  const headline = '<h2 class="ic-Login-confirmation__headline">\n      Enroll in Botany\n    </h2>';
  if (state === 'closed') return `${headline}<p>Enrollment is closed for <strong>Botany</strong>.</p>`;
  if (state === 'full')
    return `${headline}<div id="enroll_form">\n  <p>Enrollment has filled up for <strong>Botany</strong>. We apologize for the inconvenience.</p>\n</div>`;
  const code = 'enrollment%5Bself_enrollment_code%5D=JN8XG4&amp;enrollment%5Buser_id%5D=self';
  const action = `https://${host}/api/v1/courses/370663/enrollments?${code}`;
  return `${headline}<form action="${action}" method="post" id="enroll_form" class="ic-Self-enrollment-form">
    <div>You are enrolling in <strong>Botany</strong>.</div>
    <input type="hidden" name="initial_action" value="log_in">
  </form>`;
}

function isAskedFor(member: Fields, { searchParams: asked }: URL): boolean {
  return (
    asked.getAll('type[]').includes(`${member['type']}`) &&
    asked.getAll('state[]').includes(`${member['enrollment_state']}`)
  );
}

export function json(
  res: ServerResponse,
  body: unknown,
  { status = 200, headers = {} }: { status?: number; headers?: Record<string, string> } = {},
): void {
  res.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8', ...headers });
  res.end(JSON.stringify(body));
}
