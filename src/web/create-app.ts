import { join } from 'node:path';
import express, { type Express, type Handler } from 'express';
import type { Logger } from 'pino';
import { projectRoot } from '../project-root.ts';
import { errorPages, notFound } from './error-pages.ts';
import { securityHeaders } from './security-headers.ts';

/** The shell that all faces share. `faces` are mounted in the order given. */
export function createApp(log: Logger, faces: Readonly<Record<string, Handler>>): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('views', join(projectRoot, 'views'));
  app.set('view engine', 'ejs');
  app.use('/assets', express.static(join(projectRoot, 'views', 'assets'), { maxAge: '1h', index: false }));
  app.use(securityHeaders);
  app.get('/healthz', (_req, res) => {
    res.json({ ok: true });
  });
  for (const [path, face] of Object.entries(faces)) app.use(path, face);
  app.use(notFound);
  app.use(errorPages(log));
  return app;
}
