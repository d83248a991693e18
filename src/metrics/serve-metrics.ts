import express, { type Express } from 'express';
import type { Registry } from 'prom-client';
import type { DatabaseWatch } from '../database/watch-database.ts';
import { health } from '../web/health.ts';

/** Answers Prometheus at /metrics, and at /healthz whether this process and its database answer: a worker has no other address. */
export function serveMetrics(
  registry: Pick<Registry, 'metrics' | 'contentType'>,
  database: Pick<DatabaseWatch, 'answers'>,
): Express {
  const app = express();
  app.disable('x-powered-by');
  // An error is answered without its stack.
  app.set('env', 'production');
  app.get('/healthz', health(database));
  app.get('/metrics', async (_req, res) => {
    res.set('Content-Type', registry.contentType).send(await registry.metrics());
  });
  app.use((_req, res) => void res.status(404).type('text').send('The figures are at /metrics.\n'));
  return app;
}
