import { createHash } from 'node:crypto';
import express, {
  type ErrorRequestHandler,
  type Request,
  type RequestHandler,
  type Response,
  Router,
} from 'express';
import type { Logger } from 'pino';
import type { ApiCredential, ApiRight } from '../../models/api-credential.ts';
import { type Institution, InstitutionModel } from '../../models/institution.ts';
import type { InstitutionFigures } from '../administration/figures/institution-figures.ts';
import { DatabaseAwayError, isDatabaseAway } from '../database/database-away.ts';
import { mostLevels } from '../sync/reason-messages.ts';
import { readObject } from '../values/read-object.ts';
import { fairShare } from '../web/fair-share.ts';
import { limitRequests } from '../web/limit-requests.ts';
import { pageWords } from '../words/page-words.ts';
import { type Words, wordsFor } from '../words/words.ts';
import type { ReadMessage } from './activity.ts';
import { ApiError } from './api-error.ts';
import { readEnvelope, readEvent } from './caliper/envelope.ts';
import { findCredential, rightsOf } from './credentials.ts';
import { descriptionPage } from './description/description-page.ts';
import { openapi } from './description/openapi.ts';
import { requireKnown } from './known-parameters.ts';
import { readerLanguages } from './reader-language.ts';
import { type ApiSource, receive } from './receive.ts';
import type { Recommend } from './recommendations/recommend-for.ts';
import { recommendationRoutes } from './recommendations/recommendation-routes.ts';
import type { Report } from './report.ts';
import { readStatement } from './xapi/statement.ts';

const requestsPerMinute = 600;
/** A batch of a thousand messages takes some tenths of a second, most of it in the database. */
const institutionShare = { burst: 300, perMinute: requestsPerMinute, atOnce: 2 };
const longestBody = '1mb';
const mostMessages = 1_000;

/** What other systems may read. */
export interface ApiReads {
  recommend: Recommend;
  figuresOf(institution: Institution, words: Words): Promise<InstitutionFigures>;
}

/**
 * The JSON interface, to be mounted at /api: takes what people did elsewhere as xAPI statements and Caliper events, and tells other
 * systems what a learner is suggested and how the institution is doing (docs/api.md). Systems use it, not browsers, so there are no
 * cookies and no CORS; people have a page that describes it.
 * @param requireDatabase refuses requests while the database is away
 */
export function createApi(
  publicUrl: string,
  log: Pick<Logger, 'error'>,
  requireDatabase: RequestHandler,
  { recommend, figuresOf }: ApiReads,
): Router {
  const router = Router();
  router.use(limitRequests(requestsPerMinute));
  router.get('/', (_req, res) => {
    const words = pageWords(res);
    res.render('api/description', { words, page: descriptionPage(openapi(publicUrl), words) });
  });
  router.get('/openapi.json', (_req, res) => void res.json(openapi(publicUrl)));
  // Clients ask for it without a credential (xAPI part 3 §2.6).
  router.get('/xapi/about', (_req, res) => void res.json({ version: ['1.0.3'] }));

  const body = express.json({
    limit: longestBody,
    type: ['application/json', 'application/*+json'],
  });
  router.use(requireDatabase, authenticate);
  router.use(fairShare((_req, res) => `${(res.locals['institution'] as Institution)._id}`, institutionShare));
  router.use(recommendationRoutes(recommend, requireRight('recommendations')));
  router.get('/administration', requireRight('administration'), async (req, res) => {
    requireKnown(req.query, ['language']);
    const words = wordsFor(...readerLanguages(req));
    const figures = await figuresOf(res.locals['institution'] as Institution, words);
    res.set({ 'Content-Language': words.language, Vary: 'Authorization, Accept-Language' }).json(figures);
  });
  const maySend = requireRight('events');
  router.post('/xapi/statements', maySend, requireVersion, body, async (req, res) => {
    const statements = [requireBody(req)].flat();
    const report = await store(res, 'xapi', statements, readStatement);
    if (answerInvalid(res, report)) return;
    res.json(req.query['report'] === 'true' ? report : statements.map(statementId));
  });
  router.put('/xapi/statements', maySend, requireVersion, body, async (req, res) => {
    const id = req.query['statementId'];
    if (typeof id !== 'string') throw new ApiError(400, 'statement-id-missing', 'Say ?statementId=UUID.');
    const report = await store(res, 'xapi', [{ ...readObject(requireBody(req)), id }], readStatement);
    if (!answerInvalid(res, report)) res.sendStatus(204);
  });
  router.post('/caliper', maySend, body, async (req, res) => {
    const { sensor, data } = readEnvelope(requireBody(req));
    const report = await store(res, 'caliper', data, (event) => readEvent(event, sensor));
    if (!answerInvalid(res, report)) res.json(report);
  });
  router.use((_req, _res, next) => {
    next(new ApiError(404, 'not-found', 'There is nothing at this address: /api/ says what there is.'));
  });
  router.use(errorAnswers(log));
  return router;
}

const authenticate: RequestHandler = async (req, res, next) => {
  const credential = await findCredential(req.headers.authorization);
  const institution =
    credential && (await InstitutionModel.findById(credential.institutionId).lean<Institution>());
  if (!institution || institution.pendingSince) {
    res.set('WWW-Authenticate', 'Bearer realm="Next Courses", Basic realm="Next Courses"');
    throw new ApiError(
      401,
      'credential-unknown',
      'Send the secret that `npm run credential -- issue` has printed: as Bearer token, or as password of Basic.',
    );
  }
  res.locals['institution'] = institution;
  res.locals['credential'] = credential;
  next();
};

/** Refuses a secret that was issued for something else. */
function requireRight(right: ApiRight): RequestHandler {
  return (_req, res, next) => {
    if (rightsOf(res.locals['credential'] as ApiCredential).includes(right)) return next();
    throw new ApiError(
      403,
      'right-missing',
      `This secret was not issued for that: \`npm run credential -- issue --name NAME --right ${right}\` makes one that is.`,
    );
  };
}

/** xAPI part 3 §3.3 */
const requireVersion: RequestHandler = (req, res, next) => {
  res.set('X-Experience-API-Version', '1.0.3');
  const version = req.get('X-Experience-API-Version');
  if (version === undefined || !/^1\.0(\.\d+)?$/.test(version))
    throw new ApiError(400, 'version-unsupported', 'Say X-Experience-API-Version: 1.0.3.');
  next();
};

function requireBody(req: Request): unknown {
  if (req.body !== undefined) return req.body;
  throw new ApiError(415, 'body-not-json', 'Send JSON, with Content-Type: application/json.');
}

function store(
  res: Response,
  source: ApiSource,
  messages: readonly unknown[],
  read: (message: unknown, now: Date) => ReadMessage,
): Promise<Report> {
  if (messages.length > mostMessages)
    throw new ApiError(413, 'batch-too-large', `Send at most ${mostMessages} at once.`);
  const now = new Date();
  return receive(
    res.locals['institution'] as Institution,
    source,
    messages.map((message) => (isDeep(message) ? tooDeep : read(message, now))),
    res.locals['credential'] as ApiCredential,
  );
}

/** Deeper than any message; what is nested a thousand times ends programs that look into it step by step. */
const tooDeep: ReadMessage = { invalid: `it is nested deeper than ${mostLevels} levels` };

function isDeep(message: unknown): boolean {
  let level = [message];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > mostLevels) return true;
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []));
  }
  return false;
}

/** Answers a batch with messages that the sender has to correct. The others are stored all the same. @returns whether it has */
function answerInvalid(res: Response, report: Report): boolean {
  if (report.invalid.length === 0) return false;
  const message = `${report.invalid.length} of the batch are not valid and were left out; the others are stored.`;
  res.status(400).json({ error: { code: 'batch-invalid', message }, ...report });
  return true;
}

/** The statement's id; without one, a UUID that stays the same when the statement is sent again. */
function statementId(statement: unknown): string {
  const { id } = readObject(statement);
  if (typeof id === 'string') return id;
  const hex = createHash('sha256').update(JSON.stringify(statement)).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `5${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

function errorAnswers(log: Pick<Logger, 'error'>): ErrorRequestHandler {
  return (error: Error & { status?: number; code?: string; type?: string }, _req, res, next) => {
    if (res.headersSent) return next(error);
    if (isDatabaseAway(error)) {
      const { status, code, afterSeconds } = new DatabaseAwayError();
      log.error({ err: error }, 'a request of the API met no database');
      res
        .status(status)
        .set('Retry-After', `${afterSeconds}`)
        .json({
          error: {
            code,
            message: `Nothing may be stored. Send it again in ${afterSeconds} seconds or later.`,
          },
        });
      return;
    }
    const status = error.status ?? 500;
    if (status >= 500) {
      log.error({ err: error }, 'a request of the API failed');
      res
        .status(500)
        .json({ error: { code: 'unexpected', message: 'Nothing may be stored. Send it again later.' } });
    } else res.status(status).json({ error: { code: codeOf(error), message: messageOf(error) } });
  };
}

function codeOf({ code, type }: { code?: string; type?: string }): string {
  return code ?? type?.replaceAll('.', '-') ?? 'refused';
}

function messageOf({ type, message }: { type?: string; message: string }): string {
  if (type === 'entity.too.large') return `The body is larger than ${longestBody}: send fewer at once.`;
  // The parser's own words quote what was sent.
  if (type === 'entity.parse.failed') return 'The body is no JSON.';
  return message;
}
