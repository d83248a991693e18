import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Types } from 'mongoose';
import request from 'supertest';
import { InstitutionModel } from '../../models/institution.ts';
import { JobModel } from '../../models/job.ts';
import { RegistrationModel } from '../../models/registration.ts';
import { SightingModel } from '../../models/sighting.ts';
import { SyncRunModel } from '../../models/sync-run.ts';
import { TrainedModelModel } from '../../models/trained-model.ts';
import { projectRoot } from '../../src/configuration/project-root.ts';
import { claim } from '../../src/lti/claims.ts';
import { createMetrics } from '../../src/metrics/metrics.ts';
import { serveMetrics } from '../../src/metrics/serve-metrics.ts';
import { registerStoredFigures } from '../../src/metrics/stored-figures.ts';
import { launchThrough, publicUrl, visitOf } from '../end-to-end/launch-through.ts';
import { startWholeTool, type WholeTool } from '../end-to-end/whole-tool.ts';
import { TestPlatform } from '../lti/test-platform.ts';

let tool: WholeTool;
let platform: TestPlatform;
/** Serves from when a test says so: there are no weights. */
let modelId: Types.ObjectId;
let institution: Types.ObjectId;
before(async () => {
  platform = await TestPlatform.start();
  tool = await startWholeTool(publicUrl, [new URL(platform.url).host]);
  const registration = await RegistrationModel.create(platform.registration);
  const { _id: institutionId } = await InstitutionModel.create({
    ...{ registration: registration._id, deploymentId: platform.deploymentId },
    ...{ name: 'Secret College', learnerKey: 'ab'.repeat(32), trainingWantedAt: new Date() },
  });
  institution = institutionId;
  const now = Date.now();
  ({ _id: modelId } = await TrainedModelModel.create({
    ...{ institutionId, state: 'accepted', hyperparameters: {}, dataFingerprint: 'ab' },
    ...{
      metrics: { 'model.ndcgAt10': 0.4, 'popularity.ndcgAt10': 0.25 },
      createdAt: new Date(now - 3_600_000),
    },
  }));
  await InstitutionModel.create({ name: 'Waits', learnerKey: 'cd'.repeat(32), pendingSince: new Date() });
  const shown = { institutionId, panel: 'p', shownAt: new Date(now - 1_000) };
  await SightingModel.create([
    { ...shown, learner: 'a', course: 'c' },
    { ...shown, learner: 'b', course: 'c', openedAt: new Date(now) },
    { ...shown, learner: 'b', course: 'd', shownAt: new Date(now - 8 * 86_400_000), openedAt: new Date(now) },
  ]);
  const job = { kind: 'skills', institution: institutionId, priority: 3, wantedAt: new Date(now) };
  await JobModel.create([
    { ...job, _id: 'a', state: 'failed', failedAt: new Date(now) },
    { ...job, _id: 'b', kind: 'planning', state: 'waiting', nextAt: new Date(now - 600_000) },
    { ...job, _id: 'c', state: 'waiting', nextAt: new Date(now + 600_000) },
    { ...job, _id: 'd', state: 'running', nextAt: new Date(now + 20_000) },
  ]);
  const run = { institutionId, startedAt: new Date(now), wanted: 'everything' } as const;
  await SyncRunModel.create({ ...run, source: 'csv', state: 'running' });
  await SyncRunModel.create({
    ...run,
    source: 'csv',
    state: 'done',
    finishedAt: new Date(),
    isRemovalWaiting: true,
  });
});
after(async () => {
  await tool.close();
  await platform.close();
});

async function values(): Promise<string[]> {
  return (await tool.metrics.registry.metrics()).split('\n');
}

test('what is stored is said of all institutions together', async () => {
  await InstitutionModel.updateOne({ _id: institution }, { liveModel: modelId });
  const lines = await values();
  const read = (name: string) =>
    Number(
      lines
        .find((line) => line.startsWith(`${name} `))
        ?.split(' ')
        .at(-1),
    );
  assert.equal(read('next_courses_institutions{state="approved"}'), 1);
  assert.equal(read('next_courses_institutions{state="waiting"}'), 1);
  assert.equal(read('next_courses_models'), 1);
  assert.ok(Math.abs(read('next_courses_oldest_model_seconds') - 3_600) < 120);
  assert.ok(Math.abs(read('next_courses_least_model_lead') - 0.15) < 1e-9);
  assert.equal(read('next_courses_trainings_due'), 1);
  assert.equal(read('next_courses_sync_runs_running'), 1);
  assert.equal(read('next_courses_held_back_runs'), 1);
  assert.equal(read('next_courses_jobs{kind="skills",state="failed"}'), 1);
  assert.equal(read('next_courses_jobs{kind="skills",state="later"}'), 1);
  assert.equal(read('next_courses_jobs{kind="skills",state="running"}'), 1);
  assert.equal(read('next_courses_jobs{kind="planning",state="due"}'), 1);
  assert.ok(Math.abs(read('next_courses_job_wait_seconds{kind="planning"}') - 600) < 120);
  assert.equal(read('next_courses_attention{thing="job",severity="warn"}'), 1);
  assert.equal(read('next_courses_sightings_last_week{became="shown"}'), 2);
  assert.equal(read('next_courses_sightings_last_week{became="opened"}'), 1);
  assert.equal(read('next_courses_attention{thing="courses",severity="bad"}'), 1);
  assert.equal(read('next_courses_attention{thing="approvals",severity="warn"}'), 1);
  assert.ok(read('next_courses_figures_age_seconds') < 60);
  await InstitutionModel.updateOne({ _id: institution }, { $unset: { liveModel: 1 } });
});

test('launches are counted by outcome, answers by route: whoever comes, and whatever address is asked for', async () => {
  const claims = { sub: 'Grace Hopper', [claim.roles]: [] };
  const accepted = await launchThrough(tool.app, platform, { clientId: platform.clientId, claims });
  assert.equal(accepted.status, 303);
  await launchThrough(tool.app, platform, { clientId: platform.clientId, claims: { ...claims, exp: 1 } });
  const visit = visitOf(accepted);
  await request(tool.app).get('/panel').set('Cookie', visit).expect(200);
  await request(tool.app).get('/PANEL/WHY?course=a-course-of-hers').set('Cookie', visit);
  await request(tool.app).get('/somebody@example.org');
  const lines = await values();
  const has = (line: string) => assert.ok(lines.includes(line), `${line} in\n${lines.join('\n')}`);
  has('next_courses_launches_total{outcome="accepted"} 1');
  has('next_courses_launches_total{outcome="token-expired"} 1');
  has('next_courses_answer_seconds_count{page="/panel",method="GET",status="2xx"} 1');
  has('next_courses_answer_seconds_count{page="/lti/launch",method="POST",status="4xx"} 1');
  has('next_courses_answer_seconds_count{page="none",method="GET",status="4xx"} 1');
  assert.equal(
    lines.filter((line) => line.startsWith('next_courses_answer_seconds_count{page="/panel/why')).length,
    1,
  );
  assert.doesNotMatch(lines.join('\n'), /Grace|Hopper|hers|example\.org|Secret College|PANEL/);
});

test('while the database cannot be read, what the process knows itself is still told', async () => {
  const { registry } = createMetrics();
  registerStoredFigures(registry, {
    isTrainingDue: () => Promise.reject(new Error('away')),
    attentionOf: () => Promise.reject(new Error('away')),
  });
  const text = await registry.metrics();
  assert.match(text, /^process_resident_memory_bytes \d/m);
  assert.match(text, /^next_courses_launches_total\{outcome="accepted"\} 0$/m);
  for (const cause of ['results', 'damaged'])
    assert.match(text, new RegExp(`^next_courses_model_rollbacks_total\\{cause="${cause}"\\} 0$`, 'm'));
  assert.match(text, /^next_courses_models Nan$/m);
  assert.doesNotMatch(text, /^next_courses_institutions\{/m);
});

test('the address of the figures says whether the process is well, and has nothing else', async (t) => {
  let isThere = true;
  const server = createServer(serveMetrics(tool.metrics.registry, { answers: async () => isThere })).listen(
    0,
    '127.0.0.1',
  );
  t.after(() => server.close());
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const figures = await fetch(`${url}/metrics`);
  assert.equal(figures.status, 200);
  assert.match(figures.headers.get('content-type') ?? '', /^text\/plain; version=0\.0\.4/);
  assert.equal((await fetch(`${url}/healthz`)).status, 200);
  isThere = false;
  assert.equal((await fetch(`${url}/healthz`)).status, 503);
  assert.equal((await fetch(`${url}/panel`)).status, 404);
  assert.equal((await fetch(`${url}/metrics`, { method: 'POST' })).status, 404);
  await request(tool.app).get('/metrics').expect(404);
});

test('alert rules, dashboard and documentation ask for figures that there are, and the documentation names all', async () => {
  const there = new Set((await tool.metrics.registry.getMetricsAsJSON()).map(({ name }) => name));
  const text = (path: string) => readFileSync(join(projectRoot, path), 'utf8');
  const named = (path: string) =>
    new Set(
      [...text(path).matchAll(/\b(?:next_courses|process|nodejs)_[a-z0-9_]+[a-z0-9](?![a-z0-9_…]|:)/g)].map(
        ([name]) => name.replace(/(answer_seconds)_(count|bucket|sum)$/, '$1'),
      ),
    );
  for (const path of ['prometheus-alerts.yml', 'prometheus-alerts.test.yml', 'grafana-dashboard.json'])
    assert.deepEqual(
      [...named(`scripts/operating/${path}`)].filter((name) => !there.has(name)),
      [],
      path,
    );
  const documented = named('docs/operating.md');
  assert.deepEqual(
    [...documented].filter((name) => !there.has(name)),
    [],
  );
  assert.deepEqual(
    [...there].filter((name) => name.startsWith('next_courses_') && !documented.has(name)),
    [],
  );
});
