import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import express, { type Express } from 'express';
import { projectRoot } from '../../project-root.ts';
import type { College } from '../college/college.ts';
import { authorizationEndpoint } from './authorization.ts';
import { CollegeDirectory } from './college-directory.ts';
import { PendingLaunches } from './launches.ts';
import { lmsPages } from './pages.ts';
import { createPlatformKey } from './platform-key.ts';
import { type DemoRegistration, demoRegistration, toolAddresses } from './registration.ts';
import { ltiServices } from './services.ts';

/** The demo LMS lets anybody sign in as anybody. */
export class DemoInProductionError extends Error {
  constructor() {
    super(
      'The demo LMS signs anybody in as anybody and does not start with NODE_ENV=production: set DEMO=off.',
    );
    this.name = 'DemoInProductionError';
  }
}

export interface DemoLmsOptions {
  production: boolean;
  /** Its own origin, another one than the tool's, so that the frame is really cross-site. */
  url: string;
  toolUrl: string;
  college: College;
}

export interface DemoLms {
  app: Express;
  registration: DemoRegistration;
}

/**
 * A small LTI 1.3 platform with an invented college: login initiation, authorisation, signed id_tokens, key set,
 * tokens and rosters, and pages to look at them from.
 * @throws DemoInProductionError
 */
export async function createDemoLms({ production, url, toolUrl, college }: DemoLmsOptions): Promise<DemoLms> {
  if (production) throw new DemoInProductionError();
  const registration = demoRegistration(url, college.name);
  const tool = toolAddresses(toolUrl);
  const directory = new CollegeDirectory(college);
  const launches = new PendingLaunches();
  const key = await createPlatformKey();

  const app = express();
  app.disable('x-powered-by');
  app.set('views', join(projectRoot, 'views'));
  app.set('view engine', 'ejs');
  app.use('/assets', express.static(join(projectRoot, 'views', 'demo', 'assets'), { index: false }));
  app.use((_req, res, next) => {
    const nonce = randomBytes(16).toString('base64');
    res.locals['cspNonce'] = nonce;
    const { writeHead } = res;
    res.writeHead = (...head: unknown[]) => {
      const { formAction = '', frameSource = `'none'` } = res.locals;
      res.setHeader(
        'Content-Security-Policy',
        `default-src 'self'; img-src 'self' data:; script-src 'nonce-${nonce}'; frame-src ${frameSource}; form-action 'self' ${formAction}; base-uri 'none'`,
      );
      return Reflect.apply(writeHead, res, head);
    };
    next();
  });
  app.get('/lti/jwks', (_req, res) => {
    res.json({ keys: [key.publicJwk] });
  });
  const authorize = authorizationEndpoint(registration, tool, launches, key);
  app.get('/lti/authorize', authorize);
  app.post('/lti/authorize', express.urlencoded({ extended: false }), authorize);
  app.use('/lti', ltiServices(registration, tool, directory));
  app.use(lmsPages(directory, registration, tool, launches));
  return { app, registration };
}
