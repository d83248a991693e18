import { join } from 'node:path';
import express, { type Express, type Handler } from 'express';
import type { Logger } from 'pino';
import { projectRoot } from '../configuration/project-root.ts';
import { createAssets } from './assets.ts';
import { errorPages, notFound } from './error-pages.ts';
import { securityHeaders } from './security-headers.ts';

/** The shell that all faces share. `faces` are mounted in the order given. */
export function createApp(log: Logger, faces: Readonly<Record<string, Handler>>): Express {
  const views = join(projectRoot, 'views');
  const assets = createAssets(join(views, 'assets'));
  const app = express();
  app.disable('x-powered-by');
  // Where a page cannot even be rendered, Express answers by itself: in any other environment with a stack trace.
  app.set('env', 'production');
  // A reverse proxy is believed when it is a neighbour; an address on the Internet is not.
  app.set('trust proxy', ['loopback', 'linklocal', 'uniquelocal']);
  app.set('views', views);
  app.set('view engine', 'ejs');
  app.enable('view cache');
  app.locals['asset'] = assets.address;
  app.use('/assets', assets.handler);
  app.use(securityHeaders);
  app.get('/healthz', (_req, res) => {
    res.json({ ok: true });
  });
  for (const [path, face] of Object.entries(faces)) app.use(path, face);
  app.use(notFound);
  app.use(errorPages(log));
  return app;
}
