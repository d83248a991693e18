import type { RequestListener } from 'node:http';
import type { Registry } from 'prom-client';
import type { DatabaseWatch } from '../database/watch-database.ts';

/** Answers Prometheus at /metrics, and at /healthz whether this process and its database answer: a worker has no other address. */
export function serveMetrics(
  registry: Pick<Registry, 'metrics' | 'contentType'>,
  database: Pick<DatabaseWatch, 'answers'>,
): RequestListener {
  const answers: Readonly<Record<string, () => Promise<Answer>>> = {
    '/metrics': async () => ({ status: 200, type: registry.contentType, text: await registry.metrics() }),
    '/healthz': async () => {
      const ok = await database.answers();
      return { status: ok ? 200 : 503, type: 'application/json', text: JSON.stringify({ ok }) };
    },
  };
  return async (req, res) => {
    const answer = req.method === 'GET' ? answers[req.url?.split('?', 1)[0] ?? ''] : undefined;
    const { status, type, text } = await (answer?.() ?? nothing).catch(
      (error: Error): Answer => ({ status: 500, type: plain, text: `${error.message}\n` }),
    );
    res.writeHead(status, { 'Content-Type': type }).end(text);
  };
}

interface Answer {
  status: number;
  /** Content-Type */
  type: string;
  text: string;
}

const plain = 'text/plain; charset=utf-8';
const nothing = Promise.resolve<Answer>({ status: 404, type: plain, text: 'The figures are at /metrics.\n' });
