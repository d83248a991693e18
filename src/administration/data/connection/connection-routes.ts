import { type Request, type Response, Router } from 'express';
import type { Institution } from '../../../../models/institution.ts';
import { requestedSync } from '../../../jobs/kinds/sync-job.ts';
import { ownWords, quoted } from '../../../lti/safe-fetch/own-words.ts';
import { message, type Sentences } from '../../../messages/message.ts';
import type { OpenConnection } from '../../../sync/connections.ts';
import { type Authorization, type Connector, storedSecrets } from '../../../sync/connector.ts';
import { SourceError } from '../../../sync/source-error.ts';
import { pageWords } from '../../../words/page-words.ts';
import { AdministrationError } from '../../administration-error.ts';
import { recordAudit } from '../../audit/record.ts';
import { institutionWith } from '../../institutions.ts';
import type { DataEnvironment } from '../data-environment.ts';
import type { AboutSource, DataPages } from '../data-pages.ts';
import type { Said } from '../left-out-reasons.ts';
import { backTo, readNotice, sourceAddress } from '../notices.ts';
import type { SourceKind } from '../source-kinds.ts';
import { newState, refusalMessage, takeState } from './authorization-answer.ts';
import { ConnectionInputError, connectionForm, readConnectionForm } from './connection-form.ts';
import { runConnectorChecks } from './run-connector-checks.ts';

const base = '/institutions/:id/data/:source';
const exchangeMilliseconds = 30_000;
/** Canvas names the scopes that its key lacks, and five of ours are longer than what is said elsewhere. */
const mostSaid = 600;

/** An LMS's authorization page sends the browser back here. It is entered in the LMS, so all institutions share it. */
export const redirectPath = '/connections/authorized';

/** Setting up a connection, trying it, having it authorized in the LMS, and taking it away. */
export function connectionRoutes(environment: DataEnvironment, pages: DataPages): Router {
  const { connections, rules, publicUrl, jobs } = environment;
  const redirectUri = `${publicUrl}/administration${redirectPath}`;
  const router = Router();

  router.get(base, async (req, res) => {
    const { institution, kind } = await pages.requestedSource(req);
    await show(res, institution, kind, { notice: readNotice(req) });
  });

  router.post(base, async (req, res) => {
    const { institution, kind } = await pages.requestedSource(req);
    const connector = requireConnector(kind);
    const stored = await readConnection(institution, connector);
    try {
      const { settings, secrets } = readConnectionForm(connector, stored.connection, req.body, rules);
      await connections.save(institution._id, connector.name, settings, secrets);
      await recordAudit(institution._id, 'connection-saved', { source: connector.name });
    } catch (error) {
      if (!(error instanceof ConnectionInputError)) throw error;
      const form = connectionForm(connector, stored.connection, req.body, error.problems);
      const problem = said(res, message('administration.data.connection.notSaved'));
      return show(res.status(422), institution, kind, { form, problem });
    }
    backTo(res, `${sourceAddress(institution, kind.name)}/checks`, 'saved');
  });

  router.get(`${base}/checks`, async (req, res) => {
    const { institution, kind } = await pages.requestedSource(req);
    const connector = requireConnector(kind);
    const { connection } = await readConnection(institution, connector);
    const checks =
      connection &&
      (await runConnectorChecks(connector, connection, storedSecrets(connections, institution, kind.name)));
    await show(res, institution, kind, { notice: readNotice(req), checks });
  });

  router.post(`${base}/remove`, async (req, res) => {
    const { institution, kind } = await pages.requestedSource(req);
    await connections.remove(institution._id, requireConnector(kind).name);
    await recordAudit(institution._id, 'connection-removed', { source: kind.name });
    backTo(res, sourceAddress(institution, kind.name), 'removed');
  });

  router.post(`${base}/authorize`, async (req, res) => {
    const { institution, kind } = await pages.requestedSource(req);
    const { authorization, connection } = await authorizable(institution, kind);
    const state = await newState(req, institution._id, kind.name);
    res.redirect(303, authorization.address(connection, redirectUri, state));
  });

  router.post(redirectPath, async (req, res) => {
    const answer = await takeState(req, asText(req.body?.['state']));
    if (!answer) throw new AdministrationError('authorization-unknown');
    const institution = await institutionWith(answer.institution);
    const kind = await pages.findKind(institution, answer.source);
    const refusal = asText(req.body?.['error']);
    if (refusal !== '') {
      const words = ownWords({ message: asText(req.body?.['error_description']) }, [], mostSaid);
      const problem = said(res, [refusalMessage(refusal), ...quoted(words)]);
      return show(res, institution, kind, { problem });
    }
    const { authorization, connection } = await authorizable(institution, kind);
    try {
      const signal = AbortSignal.timeout(exchangeMilliseconds);
      const code = asText(req.body?.['code']);
      const granted = await authorization.exchange(connection, redirectUri, code, signal);
      await connections.keep(institution._id, kind.name, granted);
      // It may have failed for want of this, and would be asked again in hours only.
      await jobs.request(requestedSync(institution, kind.name, 'changes'));
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      return show(res.status(502), institution, kind, { problem: said(res, error.sentences) });
    }
    backTo(res, `${sourceAddress(institution, kind.name)}/checks`, 'granted');
  });

  return router;

  async function show(
    res: Response,
    institution: Institution,
    kind: SourceKind,
    about: AboutSource,
  ): Promise<void> {
    const { connector } = kind;
    if (!connector) return pages.showSource(res, institution, kind, about);
    const { connection, problem } = await readConnection(institution, connector);
    const { introduction, guide, authorization } = connector;
    const target = authorization && connection && authorizationOrigin(authorization, connection);
    // A browser follows a form's redirect only to origins that the page allows forms to be sent to.
    if (target !== undefined) res.locals['formTargets'] = [target];
    await pages.showSource(res, institution, kind, {
      problem: problem && said(res, problem),
      form: connectionForm(connector, connection),
      ...about,
      connection: {
        introduction,
        guide,
        isAuthorizable: target !== undefined,
        redirectUri: authorization && redirectUri,
      },
    });
  }

  /** A connection whose secrets can no longer be read is shown as a problem, and can be entered again. */
  async function readConnection(
    institution: Institution,
    { name }: Connector,
  ): Promise<{ connection?: OpenConnection | undefined; problem?: Sentences }> {
    try {
      return { connection: await connections.get(institution._id, name) };
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      return { problem: error.sentences };
    }
  }

  async function authorizable(institution: Institution, kind: SourceKind) {
    const { authorization } = requireConnector(kind);
    const connection = await connections.get(institution._id, kind.name);
    if (!authorization || !connection) throw new AdministrationError('source-unknown');
    return { authorization, connection };
  }

  function authorizationOrigin(authorization: Authorization, connection: OpenConnection): string | undefined {
    const address = authorization.address(connection, redirectUri, '');
    return URL.canParse(address) ? new URL(address).origin : undefined;
  }
}

/**
 * The page that the browser comes back to. It comes from another site and so without the administrator's cookie; the
 * page's form then sends the answer on from our own site. To be mounted before the middleware that asks for a sign-in.
 */
export function answerPage(): Router {
  return Router().get(redirectPath, (req: Request, res) => {
    const [state, code, error, description] = ['state', 'code', 'error', 'error_description'].map((name) =>
      asText(req.query[name]),
    );
    res.render('administration/authorized', {
      action: `/administration${redirectPath}`,
      fields: { state, code, error, error_description: description },
    });
  });
}

function said(res: Response, sentences: Sentences): Said {
  return { text: pageWords(res).tell(sentences), isEnglish: false };
}

function requireConnector({ connector }: SourceKind): Connector {
  if (!connector) throw new AdministrationError('source-unknown');
  return connector;
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, 4_000) : '';
}
