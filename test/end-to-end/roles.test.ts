// Takes about 19 s.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { InstitutionModel } from '../../models/institution.ts';
import { TrainingRunModel } from '../../models/training-run.ts';
import { freePort } from '../../scripts/benchmark/free-port.ts';
import { openDatabase } from '../../src/database/open-database.ts';
import { silent } from '../database/embedded-folder.ts';
import { until } from '../support/until.ts';
import { startTool } from './running-tool.ts';

test('a web process answers and does no work of the clock; a worker beside it works and answers nobody but its watchers', async (t) => {
  const web = await startTool(t, { ROLE: 'web' });
  const { dataDirectory } = web;
  const database = await openDatabase({ dataDirectory, log: silent, share: true });
  t.after(() => database.close());
  const { _id: institutionId } = await InstitutionModel.create({
    ...{ name: 'College', learnerKey: 'ab'.repeat(32), trainingWantedAt: new Date() },
  });
  assert.equal((await fetch(`http://localhost:${web.port}/healthz`)).status, 200);

  const metricsPort = await freePort();
  const worker = await startTool(t, {
    ...{ ROLE: 'worker', DATA_DIR: dataDirectory, METRICS_PORT: `${metricsPort}` },
  });
  await until(() => TrainingRunModel.exists({ institutionId, state: { $ne: 'running' } }));
  assert.equal((await fetch(`http://127.0.0.1:${metricsPort}/healthz`)).status, 200);
  await assert.rejects(fetch(`http://localhost:${worker.port}/healthz`), TypeError);

  worker.process.kill('SIGTERM');
  assert.deepEqual(await once(worker.process, 'exit'), [0, null]);
  await InstitutionModel.updateOne({ _id: institutionId }, { trainingWantedAt: new Date() });
  await sleep(2_000);
  assert.equal(await TrainingRunModel.countDocuments({ institutionId }), 1);
  assert.equal((await fetch(`http://localhost:${web.port}/healthz`)).status, 200);
});

test('a web process that was started again does what it left nobody to do: nothing', async (t) => {
  const dataDirectory = (await startTool(t, { ROLE: 'web' })).dataDirectory;
  const second = await startTool(t, { ROLE: 'web', DATA_DIR: dataDirectory });
  assert.equal((await fetch(`http://localhost:${second.port}/healthz`)).status, 200);
});
