// Runs alone: it registers a provider of spans for the whole process.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import express from 'express';
import mongoose from 'mongoose';
import request from 'supertest';
import { LearnerModel } from '../../models/learner.ts';
import { inSpan } from '../../src/tracing/spans.ts';
import { startTracing } from '../../src/tracing/start-tracing.ts';
import { traceDatabase } from '../../src/tracing/trace-database.ts';
import { traceRequests } from '../../src/tracing/trace-requests.ts';
import { openTestDatabase, type TestDatabase } from '../database/test-database.ts';

interface SentSpan {
  name: string;
  spanId: string;
  parentSpanId?: string;
  attributes: { key: string; value: Record<string, unknown> }[];
  status: { code?: number; message?: string };
}

const secret = 'ada.lovelace@example.org';
const spans: SentSpan[] = [];
const services = new Set<string>();
/** What receives traces. */
const collector = createServer(async (req, res) => {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk as Buffer);
  const { resourceSpans } = JSON.parse(`${Buffer.concat(chunks)}`);
  for (const { resource, scopeSpans } of resourceSpans) {
    for (const { key, value } of resource.attributes)
      if (key === 'service.name') services.add(value.stringValue);
    for (const scope of scopeSpans) spans.push(...scope.spans);
  }
  res.writeHead(200, { 'content-type': 'application/json' }).end('{}');
});

let database: TestDatabase;
before(async () => {
  collector.listen(0, '127.0.0.1');
  await once(collector, 'listening');
  const { port } = collector.address() as AddressInfo;
  process.env['OTEL_EXPORTER_OTLP_ENDPOINT'] = `http://127.0.0.1:${port}`;
  const stop = await startTracing('web');
  database = await openTestDatabase({ traceCommands: traceDatabase });

  const institutionId = new mongoose.Types.ObjectId();
  const app = express();
  const face = express.Router();
  face.get('/why/:course', async (_req, res) => {
    await LearnerModel.findOne({ institutionId, key: secret }).lean();
    res.send('because');
  });
  face.get('/broken', () => {
    throw new Error(`nobody is called ${secret}`);
  });
  app.use(traceRequests(['/panel'])).use('/panel', face);
  app.use(((_error, _req, res, _next) => void res.status(500).end()) satisfies express.ErrorRequestHandler);
  await request(app).get(`/panel/why/${secret}`).expect(200);
  await request(app).get('/panel/broken').expect(500);
  await assert.rejects(
    inSpan('job sync', {}, async () => {
      throw new TypeError(`cannot read ${secret}`);
    }),
  );
  await stop();
});
after(async () => {
  await database.close();
  collector.close();
});

const named = (name: string) => spans.find((span) => span.name === name);

test('a request is a span by its route, and what it asks the database is its child, by the collection', () => {
  const page = named('GET /panel/why/:course');
  assert.ok(page, spans.map(({ name }) => name).join());
  assert.equal(named('find learners')?.parentSpanId, page.spanId);
  assert.deepEqual([...services], ['next-courses-web']);
});

test('what fails is marked, a request and a job', () => {
  assert.equal(named('GET /panel/broken')?.status.code, 2);
  const job = named('job sync');
  assert.equal(job?.status.code, 2);
  assert.deepEqual(job?.attributes, [{ key: 'error.type', value: { stringValue: 'TypeError' } }]);
});

test('nothing that is sent names anybody', () => {
  assert.ok(!JSON.stringify(spans).includes(secret));
});
