import { join } from 'node:path';
import express, { type ErrorRequestHandler, type Express } from 'express';
import { projectRoot } from '../../configuration/project-root.ts';
import type { College } from '../college/college.ts';
import { administrationPage } from './administration-page.ts';
import { authorizationEndpoint } from './authorization-endpoint.ts';
import { CollegeDirectory } from './college-directory.ts';
import { CourseLinks } from './course-links.ts';
import { coursePages, type OnEnrolment } from './course-pages.ts';
import { DeepLinking } from './deep-linking.ts';
import { type DemoRegistration, demoRegistration, toolAddresses } from './demo-registration.ts';
import { IdTokens } from './id-token.ts';
import { PendingLaunches } from './launches.ts';
import { membershipsEndpoint } from './memberships-endpoint.ts';
import { messagePage } from './message-page.ts';
import { ownAddress } from './own-address.ts';
import { pageHeaders } from './page-headers.ts';
import { peoplePages } from './people-pages.ts';
import { createPlatformKey } from './platform-key.ts';
import { signedIn } from './signed-in-person.ts';
import { suggestedPeople } from './suggested-people.ts';
import { createAccessTokens } from './token-endpoint.ts';
import { toolPages } from './tool-pages.ts';

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
  /** Told of everybody who enrols. */
  onEnrolment?: OnEnrolment;
  /** An address that signs somebody in as the tool's administrator. */
  administrationAddress?: () => Promise<string>;
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
export async function createDemoLms(options: DemoLmsOptions): Promise<DemoLms> {
  const { production, url, toolUrl, college, onEnrolment, administrationAddress } = options;
  if (production) throw new DemoInProductionError();
  const registration = demoRegistration(url, college.name);
  const tool = toolAddresses(toolUrl);
  const directory = new CollegeDirectory(college);
  for (const { person, language } of suggestedPeople(directory))
    if (language !== undefined) directory.reads(person, language);
  const launches = new PendingLaunches();
  const links = new CourseLinks();
  const deepLinking = new DeepLinking(registration, tool, links);
  const key = await createPlatformKey();
  const idTokens = new IdTokens(registration, tool, directory, deepLinking, key);
  const accessTokens = createAccessTokens(registration, tool);
  const authorize = authorizationEndpoint(registration, tool, directory, launches, idTokens);
  const memberships = membershipsEndpoint(registration, directory);

  const app = express();
  app.disable('x-powered-by');
  // Where a page cannot be rendered, Express answers by itself: in any other environment with a stack trace.
  app.set('env', 'production');
  app.set('views', join(projectRoot, 'views'));
  app.set('view engine', 'ejs');
  app.enable('view cache');
  app.locals['college'] = college.name;
  app.locals['subjects'] = directory.subjects;
  app.locals['hasAdministration'] = administrationAddress !== undefined;

  app.use(ownAddress(url));
  app.use('/assets', express.static(join(projectRoot, 'views', 'demo', 'assets'), { index: false }));
  app.use(pageHeaders, express.urlencoded({ extended: false }));
  app.use((req, res, next) => {
    res.locals['person'] = signedIn(req, directory);
    res.locals['path'] = req.path;
    next();
  });

  app.get('/lti/jwks', (_req, res) => {
    res.json({ keys: [key.publicJwk] });
  });
  app.route('/lti/authorize').get(authorize).post(authorize);
  app.post('/lti/token', accessTokens.endpoint);
  app.post('/lti/links', deepLinking.answered);
  app.get(['/lti/courses/:key/members', '/lti/site/members'], accessTokens.required, memberships);

  app.use(peoplePages(directory));
  app.use(coursePages(directory, links, onEnrolment));
  app.use(toolPages(directory, registration, tool, launches, links, deepLinking));
  if (administrationAddress) app.use(administrationPage(administrationAddress));
  app.use((_req, res) => {
    messagePage(res, 404, 'There is no such page.');
  });
  app.use(notUnderstood);
  return { app, registration };
}

/** A request that could not be read, such as a broken address. Anything else is a defect, left to Express. */
const notUnderstood: ErrorRequestHandler = (error, _req, res, next) => {
  if (!(error.status >= 400 && error.status < 500)) return next(error);
  messagePage(res, 400, 'Your browser sent something that this page does not understand.');
};
