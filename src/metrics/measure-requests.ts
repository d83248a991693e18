import type { RequestHandler } from 'express';
import { pageNamer } from '../web/requested-page.ts';
import type { Metrics } from './metrics.ts';

const methods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']);

/**
 * Measures every request. To be mounted before whatever answers.
 * @param faces paths at which faces are mounted
 */
export function measureRequests(
  { answers }: Pick<Metrics, 'answers'>,
  faces: readonly string[],
): RequestHandler {
  const namePage = pageNamer(faces);
  return (req, res, next) => {
    const started = process.hrtime.bigint();
    const page = namePage(req);
    res.once('close', () => {
      // Somebody who went away before the answer says nothing of how long it takes.
      if (!res.writableFinished) return;
      const seconds = Number(process.hrtime.bigint() - started) / 1e9;
      const method = methods.has(req.method) ? req.method : 'other';
      answers.observe({ page: page(), method, status: `${Math.floor(res.statusCode / 100)}xx` }, seconds);
    });
    next();
  };
}
