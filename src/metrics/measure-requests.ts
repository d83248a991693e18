import type { Request, RequestHandler } from 'express';
import type { Metrics } from './metrics.ts';

const noRoute = 'none';
const methods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']);

/**
 * Measures every request. To be mounted before whatever answers.
 * @param faces paths at which faces are mounted
 */
export function measureRequests(
  { answers }: Pick<Metrics, 'answers'>,
  faces: readonly string[],
): RequestHandler {
  const longestFirst = faces.toSorted((a, b) => b.length - a.length);
  const faceOf = ({ path }: Request) => {
    const asked = path.toLowerCase();
    return longestFirst.find((face) => asked === face || asked.startsWith(`${face}/`)) ?? '';
  };
  return (req, res, next) => {
    const started = process.hrtime.bigint();
    // Asked now: within a face the path is another.
    const face = faceOf(req);
    res.once('close', () => {
      // Somebody who went away before the answer says nothing of how long it takes.
      if (!res.writableFinished) return;
      const seconds = Number(process.hrtime.bigint() - started) / 1e9;
      const method = methods.has(req.method) ? req.method : 'other';
      answers.observe(
        { page: pageOf(req, face), method, status: `${Math.floor(res.statusCode / 100)}xx` },
        seconds,
      );
    });
    next();
  };
}

/** The pattern of the route, such as `/panel/why/:course`: as many as there are pages, whatever addresses are asked for. */
function pageOf(req: Request, face: string): string {
  const path = (req.route as { path?: unknown } | undefined)?.path;
  if (typeof path !== 'string') return noRoute;
  return path === '/' && face !== '' ? face : `${face}${path}`;
}
