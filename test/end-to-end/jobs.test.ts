// Runs alone: it starts servers.
// Takes about 43 s.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { EnrolmentModel } from '../../models/enrolment.ts';
import { type Institution, InstitutionModel } from '../../models/institution.ts';
import { type Job, JobModel } from '../../models/job.ts';
import { SyncRunModel } from '../../models/sync-run.ts';
import { TrainingRunModel } from '../../models/training-run.ts';
import { openDatabase } from '../../src/database/open-database.ts';
import { newPass } from '../administration/as-administrator.ts';
import { silent } from '../database/embedded-folder.ts';
import { until } from '../support/until.ts';
import { startTool } from './running-tool.ts';

const rows = 60_000;

test('what an administrator asks for at a web process is done by a worker, and by another process where that one is killed', async (t) => {
  const web = await startTool(t, { ROLE: 'web' });
  const { dataDirectory } = web;
  const url = `http://localhost:${web.port}`;
  const database = await openDatabase({ dataDirectory, log: silent, share: true });
  t.after(() => database.close());
  const { _id: institutionId } = (await InstitutionModel.create({
    ...{ name: 'College', learnerKey: 'ab'.repeat(32) },
  })) as Institution;
  const cookie = await signIn(url);
  const address = `${url}/administration/institutions/${institutionId}/data`;
  const post = (path: string, body: FormData | URLSearchParams) =>
    fetch(`${address}${path}`, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie, origin: url },
      body,
    });
  const jobs = () => JobModel.find({ institution: institutionId }).lean<Job[]>();

  const asked = await post('/training', new URLSearchParams());
  assert.equal(asked.status, 303);
  const [waiting] = await jobs();
  assert.deepEqual(
    [waiting?.kind, waiting?.state, waiting?.correlationId],
    ['training', 'waiting', asked.headers.get('x-request-id')],
  );
  const worker = await startTool(t, { ROLE: 'worker', DATA_DIR: dataDirectory });
  await until(() => TrainingRunModel.exists({ institutionId, state: 'failed' }));
  await until(async () => (await jobs()).length === 0);

  const form = new FormData();
  form.append('courses', new Blob(['course,title\nc1,One\n']), 'courses.csv');
  const enrolments = Array.from({ length: rows }, (_, i) => `l${i},c1,2026-01-01\n`);
  form.append('enrolments', new Blob([`learner,course,time\n${enrolments.join('')}`]), 'enrolments.csv');
  assert.equal((await post('/csv/files', form)).status, 303);
  await until(async () => (await EnrolmentModel.countDocuments({ institutionId })) > 0);
  worker.process.kill('SIGKILL');
  await once(worker.process, 'exit');
  const [left] = await jobs();
  assert.deepEqual([left?.kind, left?.state, left?.attempts], ['upload', 'running', 1]);
  await until(async () => (await jobs()).length === 0);
  assert.equal(await EnrolmentModel.countDocuments({ institutionId }), rows);
  assert.equal(await SyncRunModel.countDocuments({ institutionId, state: 'done' }), 1);
  assert.equal(await SyncRunModel.countDocuments({ institutionId, state: 'running' }), 0);
});

async function signIn(url: string): Promise<string> {
  const answer = await fetch(`${url}/administration/sign-in`, {
    ...{ method: 'POST', redirect: 'manual', headers: { origin: url } },
    body: new URLSearchParams({ pass: await newPass(url) }),
  });
  return (answer.headers.getSetCookie()[0] as string).split(';')[0] as string;
}
