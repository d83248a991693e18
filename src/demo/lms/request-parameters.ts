import type { Request } from 'express';

/** The parameters of a request that were given once, as text; the body's outweigh the query's. */
export function requestParameters(req: Request): Readonly<Record<string, string | undefined>> {
  const all: Record<string, unknown> = { ...req.query, ...req.body };
  return Object.fromEntries(
    Object.entries(all).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
}
