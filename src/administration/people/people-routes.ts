import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Request, type Response, Router } from 'express';
import { type Institution, InstitutionModel } from '../../../models/institution.ts';
import { ObjectionModel } from '../../../models/objection.ts';
import { countStored } from '../../privacy/count-stored.ts';
import { exportText } from '../../privacy/export-person.ts';
import { usualRetentionDays } from '../../privacy/forget-unseen.ts';
import { hasObjected, object, withdrawObjection } from '../../privacy/objections.ts';
import { isPaused } from '../../privacy/pauses.ts';
import type { Person } from '../../privacy/pseudonyms.ts';
import { pageWords } from '../../words/page-words.ts';
import type { Words } from '../../words/words.ts';
import { recordAudit } from '../audit/record.ts';
import { institutionWith } from '../institutions.ts';
import { noPerson, type PersonForm, type PersonProblem, personIn, readPersonForm } from './person-form.ts';
import { mostRetentionDays, type RetentionProblem, readRetention, retentionOf } from './retention-form.ts';

/**
 * How long an institution's people are kept, and what is stored of one of them. Part of the administration, behind its sign-in.
 * Whoever is meant is named by the body of a form, so that no id stands in an address.
 */
export function peopleRoutes(): Router {
  const router = Router();

  router.get('/institutions/:id/people', async (req, res) => {
    await show(res, await institutionWith(req.params.id), { notice: noticeOf(req, pageWords(res)) });
  });

  router.post('/institutions/:id/people/retention', async (req, res) => {
    const institution = await institutionWith(req.params.id);
    const before = retentionOf(institution);
    const read = readRetention(req.body, before);
    if ('problem' in read) return show(res.status(422), institution, { retention: read });
    const { days } = read;
    if (days !== before) {
      await InstitutionModel.updateOne({ _id: institution._id }, { retentionDays: days });
      await recordAudit(institution._id, 'retention-changed', { before, days });
    }
    back(res, institution, { done: 'kept' });
  });

  router.post('/institutions/:id/people/found', async (req, res) => {
    await withPerson(req, res, (institution, person, form) => show(res, institution, { form, person }));
  });

  router.post('/institutions/:id/people/exported', async (req, res) => {
    await withPerson(req, res, async (institution, person) => {
      await recordAudit(institution._id, 'person-exported');
      res.attachment('person.json');
      await pipeline(Readable.from(exportText(person)), res);
    });
  });

  router.post('/institutions/:id/people/deleted', async (req, res) => {
    await withPerson(req, res, async (institution, person, form) => {
      if (req.body?.['sure'] !== 'yes')
        return show(res.status(422), institution, { form, person, problem: 'unsure' });
      const documents = await object(person);
      await recordAudit(institution._id, 'person-deleted', { documents });
      back(res, institution, { done: 'deleted', documents: `${documents}` });
    });
  });

  router.post('/institutions/:id/people/allowed', async (req, res) => {
    await withPerson(req, res, async (institution, person, form) => {
      if (!(await hasObjected(person)))
        return show(res.status(422), institution, { form, person, problem: 'notObjected' });
      await withdrawObjection(person);
      await recordAudit(institution._id, 'person-allowed');
      back(res, institution, { done: 'allowed' });
    });
  });

  return router;
}

interface Shown {
  notice?: string | undefined;
  retention?: { problem: RetentionProblem; days: string };
  form?: PersonForm;
  person?: Person;
  problem?: PersonProblem;
}

async function withPerson(
  req: Request<{ id: string }>,
  res: Response,
  then: (institution: Institution, person: Person, form: PersonForm) => Promise<void>,
): Promise<void> {
  const institution = await institutionWith(req.params.id);
  const form = readPersonForm(req.body);
  const person = await personIn(institution, form);
  if (typeof person === 'string') return show(res.status(422), institution, { form, problem: person });
  await then(institution, person, form);
}

async function show(res: Response, institution: Institution, shown: Shown): Promise<void> {
  const words = pageWords(res);
  const { notice, retention, form = noPerson, person, problem } = shown;
  const institutionId = institution._id;
  res.render('administration/people', {
    ...{ words, institution: { id: `${institutionId}`, name: institution.name } },
    ...{ notice, form, problem, retentionProblem: retention?.problem },
    ...{ days: retention?.days ?? `${retentionOf(institution)}`, usualRetentionDays, mostRetentionDays },
    objections: await ObjectionModel.countDocuments({ institutionId }),
    person: person && (await personView(person, words)),
  });
}

/** What is stored of a person, in words: how much of what, and nothing of it. */
async function personView(person: Person, words: Words) {
  const { institutionId, learner } = person;
  const [counts, paused, objection] = await Promise.all([
    countStored(person),
    isPaused(person),
    ObjectionModel.findOne({ institutionId, learner }).lean(),
  ]);
  const lines = [...counts].flatMap(([name, count]) =>
    name in storedNames
      ? words.say(`administration.people.stored.${name as keyof typeof storedNames}`, { count })
      : [],
  );
  const isKnown = lines.length > 0 || paused;
  return { lines, isKnown, isPaused: paused, objectedAt: objection ? words.date(objection.at) : undefined };
}

/** `PersonalCollection.name` of everything that is more than a sign not to store anything. */
const storedNames = {
  ...{ profile: true, enrolments: true, events: true, saves: true, shown: true, visits: true },
  ...{ compared: true, otherPseudonyms: true, audit: true },
} as const;

function back(res: Response, { _id }: Institution, outcome: Readonly<Record<string, string>>): void {
  res.redirect(303, `/administration/institutions/${_id}/people?${new URLSearchParams(outcome)}`);
}

/** What has happened, as the redirect after an action says. */
function noticeOf(req: Request, words: Words): string | undefined {
  const { done, documents } = req.query;
  if (done === 'kept') return words.say('administration.people.done.kept');
  if (done === 'allowed') return words.say('administration.people.done.allowed');
  if (done !== 'deleted') return undefined;
  const count = Math.max(0, Math.trunc(Number(documents)) || 0);
  return count === 0
    ? words.say('administration.people.done.nothing')
    : words.say('administration.people.done.deleted', { count });
}
