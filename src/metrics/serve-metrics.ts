import type { RequestListener } from 'node:http';
import type { Registry } from 'prom-client';

/** Answers Prometheus at /metrics, and nobody else. */
export function serveMetrics(registry: Registry): RequestListener {
  return async (req, res) => {
    if (req.method !== 'GET' || req.url?.split('?', 1)[0] !== '/metrics') {
      res
        .writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' })
        .end('The figures are at /metrics.\n');
      return;
    }
    try {
      const text = await registry.metrics();
      res.writeHead(200, { 'Content-Type': registry.contentType }).end(text);
    } catch (error) {
      res
        .writeHead(500, { 'Content-Type': 'text/plain; charset=utf-8' })
        .end(`${(error as Error).message}\n`);
    }
  };
}
