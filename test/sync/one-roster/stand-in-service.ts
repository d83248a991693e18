// A stand-in for a OneRoster 1.2 rostering service. Objects have the form of the examples in 1EdTech's Rostering Service
// REST Binding 1.2 (GUIDRef, dateLastModified, imsx_StatusInfo); who is in them is invented.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Item = Readonly<Record<string, unknown>> & { sourcedId: string };
export type Collections = Record<string, Item[]>;

const root = '/ims/oneroster/rostering/v1p2';

interface Total {
  header?: number;
  body?: number | string;
}

export interface StandInOptions {
  /** Answers instead, where it returns true. `count` is the request's number, from 1, tokens not counted. */
  before?: (req: IncomingMessage, res: ServerResponse, count: number) => boolean | Promise<boolean>;
  /** The most that it gives at once, whatever it is asked for. */
  pageSize?: number;
  hasTotals?: boolean;
  /** What the token address answers to a client that comes by HTTP Basic; undefined: a token. */
  toBasic?: { status: number; json: unknown } | undefined;
  /** The same in the form. */
  toForm?: { status: number; json: unknown } | undefined;
  /** Where the total is, and what it says of the true one; by default the header says it. */
  total?: (found: number, given: number) => Total;
  /** False: a proxy strips them. */
  hasLinks?: boolean;
  /** False: it sends what it has. */
  knowsFields?: boolean;
}

export interface StandIn {
  /** Of the service, and the only host that it may be reached at. */
  url: string;
  host: string;
  tokenUrl: string;
  collections: Collections;
  /** Path and query of each request, tokens not counted. */
  requests: string[];
  /** What came to the token address: the Authorization header and the form. */
  tokenRequests: { authorization: string; form: Readonly<Record<string, string>> }[];
  close(): void;
}

export async function startStandIn(collections: Collections, options: StandInOptions = {}): Promise<StandIn> {
  const { before = () => false, pageSize = 1_000, hasTotals = true, knowsFields = true } = options;
  const { total = (found): Total => (hasTotals ? { header: found } : {}), hasLinks = true } = options;
  const requests: string[] = [];
  const tokenRequests: StandIn['tokenRequests'] = [];
  const server = createServer(async (req, res) => {
    if (req.url === '/token') return giveToken(req, res, tokenRequests, options);
    requests.push(`${req.url}`);
    if (await before(req, res, requests.length)) return;
    if (req.headers.authorization !== `Bearer token${tokenRequests.length}`)
      return fail(res, 401, 'unauthorisedrequest');
    const asked = new URL(`${req.url}`, 'http://stand-in');
    const name = asked.pathname.replace(`${root}/`, '');
    const all = collections[name];
    if (!all) return fail(res, 404, 'unknownobject');
    const found = sorted(filtered(all, asked.searchParams.get('filter')), asked.searchParams.get('sort'));
    const offset = Number(asked.searchParams.get('offset') ?? 0);
    const limit = Math.min(Number(asked.searchParams.get('limit') ?? 100), pageSize);
    if (hasLinks && offset + limit < found.length) {
      asked.searchParams.set('offset', `${offset + limit}`);
      res.setHeader('Link', `<https://elsewhere.example${asked.pathname}${asked.search}>; rel="next"`);
    }
    const items = found
      .slice(offset, offset + limit)
      .map((item) => selected(item, knowsFields ? asked.searchParams.get('fields') : null));
    const { header, body } = total(found.length, items.length);
    if (header !== undefined) res.setHeader('X-Total-Count', `${header}`);
    const answer = { [name]: items, ...(body !== undefined && { totalCount: body }) };
    res.setHeader('Content-Type', 'application/json').end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    ...{
      url: `http://${host}${root}`,
      host,
      tokenUrl: `http://${host}/token`,
      collections,
      requests,
      tokenRequests,
    },
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** The error payload of the specification. */
export function fail(res: ServerResponse, status: number, code: string): void {
  res.writeHead(status, { 'Content-Type': 'application/json' }).end(
    JSON.stringify({
      imsx_codeMajor: 'failure',
      imsx_severity: 'error',
      imsx_description: 'Nothing for Ada Invented.',
      imsx_CodeMinor: {
        imsx_codeMinorField: [{ imsx_codeMinorFieldName: 'TargetEndSystem', imsx_codeMinorFieldValue: code }],
      },
    }),
  );
}

async function giveToken(
  req: IncomingMessage,
  res: ServerResponse,
  tokenRequests: StandIn['tokenRequests'],
  { toBasic, toForm }: Pick<StandInOptions, 'toBasic' | 'toForm'>,
): Promise<void> {
  let body = '';
  for await (const chunk of req) body += chunk;
  const form = Object.fromEntries(new URLSearchParams(body));
  tokenRequests.push({ authorization: req.headers.authorization ?? '', form });
  const refusal = req.headers.authorization ? toBasic : toForm;
  if (refusal) {
    res.writeHead(refusal.status, { 'Content-Type': 'application/json' }).end(JSON.stringify(refusal.json));
    return;
  }
  const token = { access_token: `token${tokenRequests.length}`, token_type: 'bearer', expires_in: 3600 };
  res.setHeader('Content-Type', 'application/json').end(JSON.stringify(token));
}

function filtered(items: readonly Item[], filter: string | null): readonly Item[] {
  const since = /^dateLastModified>'([^']+)'$/.exec(filter ?? '')?.[1];
  return since === undefined ? items : items.filter((item) => `${item['dateLastModified']}` > since);
}

function sorted(items: readonly Item[], sort: string | null): readonly Item[] {
  return sort === 'sourcedId' ? [...items].sort((a, b) => (a.sourcedId < b.sourcedId ? -1 : 1)) : items;
}

function selected(item: Item, fields: string | null): object {
  const wanted = fields?.split(',');
  return Object.fromEntries(Object.entries(item).filter(([name]) => wanted?.includes(name) ?? true));
}
