import { join } from 'node:path';
import compression from 'compression';
import express, { type Express, type Handler } from 'express';
import type { Logger } from 'pino';
import { projectRoot } from '../configuration/project-root.ts';
import type { DatabaseWatch } from '../database/watch-database.ts';
import { createAssets } from './assets.ts';
import { errorPages, notFound } from './error-pages.ts';
import { giveCorrelationId } from './give-correlation-id.ts';
import { guides } from './guides.ts';
import { health } from './health.ts';
import { homePage } from './home-page.ts';
import { securityHeaders } from './security-headers.ts';
import { viewEngine } from './view-engine.ts';

/**
 * The Express application that all faces share. They are mounted in the given order.
 * @param database that the faces depend on; /healthz asks it
 * @param watchers see every request before whatever answers it
 */
export function createApp(
  log: Logger,
  faces: Readonly<Record<string, Handler>>,
  database?: Pick<DatabaseWatch, 'answers'>,
  watchers: readonly Handler[] = [],
): Express {
  const views = join(projectRoot, 'views');
  const assets = createAssets(join(views, 'assets'));
  const app = express();
  app.disable('x-powered-by');
  // Where a page cannot even be rendered, Express answers by itself: in any other environment with a stack trace.
  app.set('env', 'production');
  // Believes the forwarding headers of a reverse proxy in the local network, not those of an address on the Internet.
  app.set('trust proxy', ['loopback', 'linklocal', 'uniquelocal']);
  app.set('views', views);
  app.set('view engine', 'ejs');
  app.enable('view cache');
  app.engine('ejs', viewEngine);
  app.locals['asset'] = assets.address;
  app.use(giveCorrelationId);
  for (const watcher of watchers) app.use(watcher);
  // Pages are some 45 kB of much the same: a fifth of that goes over the line. What they keep secret (the mark of whom a page is
  // for) opens nothing by itself, and a page of another site has not the visitor's partitioned cookie to ask for it with, so there is
  // nothing to be guessed from lengths (BREACH, 2013).
  app.use(compression());
  app.use('/assets', assets.handler);
  app.use(securityHeaders);
  app.get('/healthz', health(database));
  app.get('/', homePage);
  app.use('/docs', guides());
  for (const [path, face] of Object.entries(faces)) app.use(path, face);
  app.use(notFound);
  app.use(errorPages(log));
  return app;
}
