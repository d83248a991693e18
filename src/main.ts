// Reads the configuration, builds every part and starts them: the only place where the parts meet.
import { Router } from 'express';
import { pino } from 'pino';
import { createAdministration } from './administration/create-administration.ts';
import { clockCheck } from './administration/self-test/checks/clock.ts';
import { courseLinkCheck } from './administration/self-test/checks/course-link.ts';
import { deepLinkingCheck } from './administration/self-test/checks/deep-linking.ts';
import { keySetCheck } from './administration/self-test/checks/key-set.ts';
import { placementsCheck } from './administration/self-test/checks/placements.ts';
import { rosterCheck } from './administration/self-test/checks/roster.ts';
import { createSelfTest } from './administration/self-test/create-self-test.ts';
import { SeenLaunches } from './administration/self-test/seen-launches.ts';
import { type Config, loadConfig } from './config.ts';
import { openDatabase } from './database/open-database.ts';
import { buildCollege } from './demo/college/build-college.ts';
import { createDemoLms } from './demo/lms/create-demo-lms.ts';
import { listen } from './listen.ts';
import { createLti, type Lti } from './lti/create-lti.ts';
import { startKeyRotation } from './lti/key-rotation.ts';
import type { Launch } from './lti/launch.ts';
import { BrandColours } from './lti/look/brand-colours.ts';
import { lookOf } from './lti/look/look.ts';
import { serveCanvasConfiguration } from './lti/registration/canvas-configuration.ts';
import { createRegistration } from './lti/registration/create-registration.ts';
import { createSafeFetch } from './lti/safe-fetch/safe-fetch.ts';
import { requireSession } from './lti/session.ts';
import { createPanel } from './panel/create-panel.ts';
import { launchAddress } from './panel/launch-address.ts';
import { LinkReferences } from './panel/link-references.ts';
import { panelRecords } from './panel/panel-records.ts';
import { LiveModels } from './recommendations/live-models.ts';
import { createRecommendations } from './recommendations/recommend.ts';
import { secretKeyOf } from './secret-key.ts';
import { startDemo } from './start-demo.ts';
import { RosterRefresh } from './sync/sources/names-and-roles/roster-refresh.ts';
import { createTeaching } from './teaching/create-teaching.ts';
import { brandStylesheets } from './web/brand-stylesheet.ts';
import { createApp } from './web/create-app.ts';
import { limitRequests } from './web/limit-requests.ts';

/** What has been started, in order; it is stopped in reverse. */
const closers: (() => Promise<void>)[] = [];
const stopping = new AbortController();

process.once('SIGINT', stop);
process.once('SIGTERM', stop);

try {
  await start(loadConfig());
} catch (error) {
  if (!stopping.signal.aborted) {
    // A cause that knows what to do is said in its words; anything else is a defect, and shows where it is.
    console.error(error instanceof Error && error.name !== 'Error' ? `✗ ${error.message}` : error);
    process.exitCode = 1;
    await close();
  }
}

async function start(config: Config): Promise<void> {
  const log = pino({ level: config.logLevel });
  const tool = await listen(config.port, 'PORT');
  closers.push(tool.close);
  const demoListener = config.demo && (await listen(config.demo.port, 'DEMO_PORT', '127.0.0.1'));
  if (demoListener) closers.push(demoListener.close);

  const database = await openDatabase({ uri: config.mongodbUri, dataDirectory: config.dataDirectory, log });
  closers.push(database.close);
  step(config.mongodbUri ? 'Database connected' : 'Embedded database started');

  const rosters = new RosterRefresh();
  const secretKey = await secretKeyOf(config);
  const links = new LinkReferences(secretKey);
  const safeFetch = createSafeFetch({ privateHosts: config.privateLmsHosts, plainHttp: !config.production });
  const brands = new BrandColours(safeFetch);
  const seen = new SeenLaunches();
  const lti: Lti = await createLti({
    publicUrl: config.publicUrl,
    secretKey,
    previousSecretKey: config.previousSecretKey,
    log,
    addressFor: (launch) => addressFor(launch, links),
    lookFor: (launch) => lookOf(launch, brands),
    onLaunch: async (launch) => {
      await seen.record(launch.institution._id, kindOf(launch));
      await refreshRoster(rosters, lti, launch);
    },
  });
  closers.push(startKeyRotation(lti.keys, config.keyRotationDays, log));
  const { recommend } = createRecommendations(new LiveModels(config.modelMemory));
  const panel = createPanel({ publicUrl: config.publicUrl, recommend, records: panelRecords, links });
  const teaching = createTeaching({
    publicUrl: config.publicUrl,
    recommend,
    answer: async (session, selection) => {
      const answer = await lti.answerDeepLinking(session, selection);
      if (selection.items.length > 0) await seen.record(session.tenant, 'deep-linking-answered');
      return answer;
    },
  });
  const selfTest = createSelfTest([
    keySetCheck(config.publicUrl, lti.currentKeyId),
    clockCheck,
    rosterCheck(lti.readRoster),
    placementsCheck,
    deepLinkingCheck,
    courseLinkCheck(safeFetch),
  ]);
  const registration = Router().use(
    limitRequests(30),
    createRegistration({
      publicUrl: config.publicUrl,
      rules: { privateHosts: config.privateLmsHosts, plainHttp: !config.production },
      approvedHosts: config.registrationAllow,
    }),
  );
  const faces = {
    '/lti/register': registration,
    '/lti/canvas.json': serveCanvasConfiguration(config.publicUrl),
    '/lti': lti.app,
    '/administration': createAdministration(config.publicUrl),
    '/panel': Router().use(requireSession, panel),
    '/brand': brandStylesheets(),
    '/self-test': Router().use(limitRequests(30), requireSession, selfTest),
    '/teaching': Router().use(requireSession, teaching),
  };
  tool.handle(createApp(log, faces));

  if (config.demo && demoListener) {
    const url = `http://127.0.0.1:${config.demo.port}`;
    const college = buildCollege(new Date());
    const lms = await createDemoLms({
      production: config.production,
      url,
      toolUrl: config.publicUrl,
      college,
    });
    demoListener.handle(lms.app);
    await startDemo(college, lms.registration, url, {
      engine: config.recommenderEngine,
      log,
      signal: stopping.signal,
    });
    console.log(`Ready: ${url}`);
  } else console.log(`Ready: ${config.publicUrl}`);
}

function kindOf({ deepLinking, placement, course }: Launch): string {
  return deepLinking ? 'deep-linking' : (placement ?? (course ? 'course' : 'site'));
}

function addressFor({ deepLinking, institution, course, custom }: Launch, links: LinkReferences): string {
  return deepLinking ? '/teaching/add' : launchAddress(institution._id, course?.key, custom, links);
}

async function refreshRoster(rosters: RosterRefresh, lti: Lti, launch: Launch): Promise<void> {
  const { course, contextMembershipsUrl, institution, registration } = launch;
  if (course && contextMembershipsUrl)
    await rosters.refresh(institution, course, (request) =>
      lti.readRoster(registration, contextMembershipsUrl, { ...request, contextId: course.key }),
    );
}

function step(done: string): void {
  console.log(`✓ ${done}`);
}

function stop(): void {
  stopping.abort(new Error('Stopped.'));
  close().then(() => process.exit());
}

async function close(): Promise<void> {
  for (const closer of closers.splice(0).reverse()) await closer();
}
