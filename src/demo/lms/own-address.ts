import type { RequestHandler } from 'express';

/** Sends a browser that was told `localhost` to the address that the tool knows this LMS by: it lets no other one frame it. */
export function ownAddress(url: string): RequestHandler {
  const { host, port } = new URL(url);
  const other = `localhost:${port}`;
  return (req, res, next) => {
    if (req.method !== 'GET' || req.headers.host !== other || host === other) return next();
    res.redirect(`${url}${req.originalUrl}`);
  };
}
