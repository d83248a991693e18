import { type Response, Router } from 'express';
import { apiRights } from '../../../models/api-credential.ts';
import type { Institution } from '../../../models/institution.ts';
import { issueCredential, listCredentials, revokeCredential, rightsOf } from '../../api/credentials.ts';
import { pageWords } from '../../words/page-words.ts';
import type { Words } from '../../words/words.ts';
import { recordAudit } from '../audit/record.ts';
import { institutionWith } from '../institutions.ts';
import {
  type CredentialForm,
  type CredentialProblem,
  emptyForm,
  homesOf,
  problemIn,
  readForm,
} from './credential-form.ts';

/** The secrets with which systems of an institution use the API. Part of the administration, behind its sign-in. */
export function accessRoutes(publicUrl: string): Router {
  const router = Router();

  router.get('/institutions/:id/access', async (req, res) => {
    await show(res, await institutionWith(req.params.id), { isRevoked: req.query['done'] === 'revoked' });
  });

  // Answered with the page itself: a redirect would have to carry the secret.
  router.post('/institutions/:id/access', async (req, res) => {
    const institution = await institutionWith(req.params.id);
    const form = readForm(req.body);
    const names = (await listCredentials(institution._id)).map(({ name }) => name);
    const problem = problemIn(form, names);
    if (problem) return show(res.status(422), institution, { form, problem });
    const { name, rights } = form;
    const homes = homesOf(form);
    const secret = await issueCredential(institution._id, name, homes, rights);
    await recordAudit(institution._id, 'credential-issued', {
      name,
      rights,
      ...(homes.length > 0 && { homes }),
    });
    await show(res.status(201), institution, { issued: { name, secret, rights } });
  });

  router.post('/institutions/:id/access/revoked', async (req, res) => {
    const institution = await institutionWith(req.params.id);
    const name: unknown = req.body?.['name'];
    if (req.body?.['sure'] !== 'yes') return show(res.status(422), institution, { unsureOf: name });
    if (typeof name === 'string' && (await revokeCredential(institution._id, name)))
      await recordAudit(institution._id, 'credential-revoked', { name });
    res.redirect(303, `/administration/institutions/${institution._id}/access?done=revoked`);
  });

  return router;

  async function show(res: Response, institution: Institution, shown: Shown): Promise<void> {
    const words = pageWords(res);
    const { form = emptyForm, problem, issued } = shown;
    res.render('administration/access', {
      ...{ words, institution: { id: `${institution._id}`, name: institution.name } },
      ...{ form, problem, issued, unsureOf: shown.unsureOf, apiRights, publicUrl },
      notice: shown.isRevoked ? words.say('administration.access.done.revoked') : undefined,
      credentials: await credentialLines(institution, words),
    });
  }
}

interface Shown {
  isRevoked?: boolean;
  form?: CredentialForm;
  problem?: CredentialProblem;
  /** Name of the secret that was to be revoked without the box being ticked. */
  unsureOf?: unknown;
  /** What is shown this once. */
  issued?: { name: string; secret: string; rights: CredentialForm['rights'] };
}

async function credentialLines({ _id }: Institution, words: Words) {
  const now = new Date();
  return (await listCredentials(_id)).map((credential) => ({
    name: credential.name,
    rights: rightsOf(credential).map((right) => words.say(`administration.access.right.${right}`)),
    homes: credential.homes ?? [],
    since: words.date(credential.createdAt),
    used: credential.usedAt && {
      iso: credential.usedAt.toISOString(),
      ago: words.ago(credential.usedAt, now),
    },
  }));
}
