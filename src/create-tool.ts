// Builds the tool's parts and puts them together: the only place where they meet.
import { join } from 'node:path';
import { type Handler, type Request, type Response, Router } from 'express';
import type { Logger } from 'pino';
import { createAdministration } from './administration/create-administration.ts';
import { CoverageCache } from './administration/data/coverage-cache.ts';
import type { DataEnvironment } from './administration/data/data-environment.ts';
import { UploadFolders } from './administration/data/upload/upload-folders.ts';
import { uploadJob } from './administration/data/upload/upload-job.ts';
import { institutionFigures } from './administration/figures/institution-figures.ts';
import { findAttention } from './administration/home/find-attention.ts';
import { recordPutBack } from './administration/models/record-put-back.ts';
import { NoticeSettings } from './administration/notices/notice-settings.ts';
import { Notices } from './administration/notices/notices.ts';
import { noticesJob } from './administration/notices/notices-job.ts';
import { clockCheck } from './administration/self-test/checks/clock-check.ts';
import { courseLinkCheck } from './administration/self-test/checks/course-link-check.ts';
import { deepLinkingCheck } from './administration/self-test/checks/deep-linking-check.ts';
import { keySetCheck } from './administration/self-test/checks/key-set-check.ts';
import { placementsCheck } from './administration/self-test/checks/placements-check.ts';
import { rosterCheck } from './administration/self-test/checks/roster-check.ts';
import { createSelfTest } from './administration/self-test/create-self-test.ts';
import { SeenLaunches } from './administration/self-test/seen-launches.ts';
import { readKnowledge } from './answering/read-knowledge.ts';
import { createRecommendations } from './answering/recommend.ts';
import { createApi } from './api/create-api.ts';
import type { Config } from './configuration/config.ts';
import { type DatabaseWatch, watchDatabase } from './database/watch-database.ts';
import type { JobKind } from './jobs/job-kind.ts';
import { JobQueue } from './jobs/job-queue.ts';
import { derivationJob, skillsJob } from './jobs/kinds/catalogue-jobs.ts';
import { forecastJob } from './jobs/kinds/forecasts.ts';
import { keyRotationJob } from './jobs/kinds/key-rotation-job.ts';
import { planning } from './jobs/kinds/planning.ts';
import { type OnPutBack, retentionJob } from './jobs/kinds/retention-job.ts';
import { syncJob } from './jobs/kinds/sync-job.ts';
import { requestedTraining, trainingJob } from './jobs/kinds/training-job.ts';
import { allConnectors } from './lms/all-connectors.ts';
import { allProducts, placeWords, wordsOfProducts } from './lms/all-products.ts';
import { createLti, type Lti } from './lti/create-lti.ts';
import { encryptLearnerKeys, unlockLearnerKeys } from './lti/keys/learner-keys.ts';
import type { ToolKeys } from './lti/keys/tool-keys.ts';
import { issueFileTicket } from './lti/launch/file-ticket.ts';
import type { Launch } from './lti/launch/launch.ts';
import { rememberedVisit, requireSession } from './lti/launch/session.ts';
import { productOfFamily } from './lti/lti-product.ts';
import { createRegistration } from './lti/registration/create-registration.ts';
import { createSafeFetch } from './lti/safe-fetch/safe-fetch.ts';
import { createMetrics } from './metrics/metrics.ts';
import { registerStoredFigures } from './metrics/stored-figures.ts';
import { awayPanel } from './panel/away-panel.ts';
import { createPanel } from './panel/create-panel.ts';
import { LastShown } from './panel/last-shown.ts';
import { LinkReferences } from './panel/link-references.ts';
import { launchAddress } from './panel/panel-address.ts';
import { panelRecords } from './panel/panel-records.ts';
import { ownData } from './panel/your-data-routes.ts';
import { Connections } from './sync/connections.ts';
import { learnAliases } from './sync/identity/learn-aliases.ts';
import { allFileSources } from './sync/sources/all-file-sources.ts';
import { allSources } from './sync/sources/all-sources.ts';
import { RosterRefresh } from './sync/sources/names-and-roles/roster-refresh.ts';
import { createTeaching } from './teaching/create-teaching.ts';
import { steeringRecords } from './teaching/steering-records.ts';
import { LiveModels, storedModels } from './trained-models/live-models.ts';
import { replaceDamaged } from './trained-models/model-store.ts';
import { reasonToTrain } from './training/reason-to-train.ts';
import { brandStylesheets } from './web/brand-stylesheet.ts';
import { currentSession } from './web/current-session.ts';
import { fairShare } from './web/fair-share.ts';
import { limitRequests } from './web/limit-requests.ts';
import { requireDatabase } from './web/require-database.ts';
import { wordsFor } from './words/words.ts';

/** The part of the configuration that the tool's parts depend on. */
export type ToolConfig = Pick<
  Config,
  | 'publicUrl'
  | 'production'
  | 'dataDirectory'
  | 'previousSecretKey'
  | 'privateLmsHosts'
  | 'registrationAllow'
  | 'modelMemory'
  | 'wordVectors'
  | 'trainer'
  | 'uploadLimit'
  | 'noticeMail'
  | 'keyRotationDays'
>;

export interface Tool {
  /** By the path at which each is mounted, in this order. */
  faces: Readonly<Record<string, Handler>>;
  keys: ToolKeys;
  /** For `createApp`. */
  database: DatabaseWatch;
  /** For a `JobWorker`. */
  jobs: {
    queue: JobQueue;
    /** Of the folder of uploaded files. */
    place: string;
    /** What a process of each role does. */
    kinds: Readonly<Record<'worker' | 'web', readonly JobKind[]>>;
  };
  /** Ends what looks at the database. */
  close: () => Promise<void>;
}

/**
 * The limit of one client address for logins, launches and what goes with them. Each person needs three requests, in a
 * browser that was not here lately. A whole university may share one address, and several classes of 300 people may begin
 * in the same minute.
 */
const ltiRequestsPerMinute = 6_000;

/**
 * Of the pages inside the LMS. Each click is two requests, and a link that is followed one: who looks through a list in a hurry
 * clicks once a second.
 */
const visitorShare = { burst: 60, perMinute: 180, atOnce: 2 };

/** A person with several visits has one share. */
function visitorOf(_req: Request, res: Response): string {
  const { _id, institutionId, learner } = currentSession(res);
  return learner === undefined ? _id : `${institutionId} ${learner}`;
}

/** Builds the tool. To be called once in a process; the database must be connected. */
export async function createTool(
  config: ToolConfig,
  secretKey: string,
  log: Logger,
  metrics = createMetrics(),
): Promise<Tool> {
  unlockLearnerKeys(secretKey, config.previousSecretKey);
  await encryptLearnerKeys(secretKey);
  const rosters = new RosterRefresh();
  const links = new LinkReferences(secretKey);
  const rules = { privateHosts: config.privateLmsHosts, plainHttp: !config.production };
  const safeFetch = createSafeFetch(rules);
  const seen = new SeenLaunches();
  const lti: Lti = await createLti({
    publicUrl: config.publicUrl,
    secretKey,
    previousSecretKey: config.previousSecretKey,
    rules,
    products: allProducts,
    log,
    addressFor: (launch) => addressFor(launch, links),
    recognise: (launch) => learnAliases(launch.institution._id, launch.aliases),
    onLaunch: async (launch) => {
      metrics.launches.inc({ outcome: 'accepted' });
      await seen.record(launch.institution._id, launchKind(launch));
      await refreshRoster(rosters, lti, launch);
    },
    onRefusal: (outcome) => metrics.launches.inc({ outcome }),
  });
  const answers = createRecommendations(
    new LiveModels(config.modelMemory, {
      ...storedModels,
      replaceDamaged: async (institutionId, id) => {
        if (await replaceDamaged(institutionId, id)) metrics.rollbacks.inc({ cause: 'damaged' });
      },
    }),
    () => new Date(),
    readKnowledge(config.wordVectors, log),
  );
  const lastShown = new LastShown();
  const panel = createPanel({
    publicUrl: config.publicUrl,
    ...answers,
    records: panelRecords,
    ownData,
    issueFileTicket,
    links,
    lastShown,
  });
  const teaching = createTeaching({
    publicUrl: config.publicUrl,
    ...answers,
    links,
    records: steeringRecords,
    answer: async (session, selection) => {
      const answer = await lti.answerDeepLinking(session, selection);
      if (selection.items.length > 0) await seen.record(session.institutionId, 'deep-linking-answered');
      return answer;
    },
  });
  const checks = [
    keySetCheck(config.publicUrl, lti.currentKeyId),
    clockCheck(safeFetch),
    rosterCheck(lti.readRoster, wordsOfProducts('rosterPermission')),
    placementsCheck(placeWords),
    deepLinkingCheck(wordsOfProducts('deepLinking')),
    courseLinkCheck(safeFetch),
  ];
  const selfTest = createSelfTest(checks);
  const registration = Router().use(
    limitRequests(30),
    createRegistration({
      publicUrl: config.publicUrl,
      rules,
      profileFor: (family) => productOfFamily(allProducts, family).registration,
      approvedHosts: config.registrationAllow,
    }),
  );
  const connections = new Connections(secretKey, config.previousSecretKey);
  const connectors = allConnectors(rules);
  const sources = allSources({ readRoster: lti.readRoster, products: allProducts, connectors, connections });
  const queue = new JobQueue();
  const uploads = new UploadFolders(join(config.dataDirectory, 'uploads'), config.uploadLimit);
  await uploads.sweep();
  const database = watchDatabase();
  const whenThere = requireDatabase(database);
  const visitorsShare = fairShare(visitorOf, visitorShare);
  const environment: DataEnvironment = {
    ...{ publicUrl: config.publicUrl, rules, providers: sources, connectors, connections },
    ...{ fileSources: allFileSources, jobs: queue, requestTraining: requestedTraining(queue) },
    ...{ uploads, coverage: new CoverageCache() },
  };
  const notices = new Notices({
    ...{ publicUrl: config.publicUrl, environment, fetch: safeFetch, mail: config.noticeMail, log },
    settings: new NoticeSettings(secretKey, config.previousSecretKey),
  });
  const english = wordsFor('en');
  registerStoredFigures(metrics.registry, {
    isTrainingDue: async (institution, now) => (await reasonToTrain(institution, now)) !== undefined,
    attentionOf: async (institution) => (await findAttention(institution, environment, english)).found,
  });
  const faces = {
    '/lti/register': Router().use(whenThere, registration),
    ...Object.assign({}, ...allProducts.map((product) => product.routes?.(config.publicUrl))),
    '/lti': Router().use(limitRequests(ltiRequestsPerMinute), whenThere, lti.app),
    '/administration': Router().use(whenThere, createAdministration(environment, notices, lti.keys, checks)),
    '/panel': Router().use(
      ...[whenThere, requireSession, visitorsShare, panel],
      awayPanel({ lastShown, links, rememberedVisit }),
    ),
    '/brand': brandStylesheets(),
    '/api': createApi(config.publicUrl, log, whenThere, {
      recommend: answers.recommend,
      figuresOf: (institution, words) => institutionFigures(institution, environment, words),
    }),
    '/self-test': Router().use(limitRequests(30), whenThere, requireSession, selfTest),
    '/teaching': Router().use(whenThere, requireSession, visitorsShare, teaching),
  };
  const onPutBack: OnPutBack = async ({ _id }, putBack) => {
    metrics.rollbacks.inc({ cause: 'results' });
    await recordPutBack(_id, putBack);
  };
  const ofFiles = uploadJob(allFileSources, uploads);
  const others = [
    ...[syncJob(sources), forecastJob(sources), trainingJob({ trainer: config.trainer })],
    ...[derivationJob(), skillsJob(), retentionJob(onPutBack), noticesJob(notices)],
    keyRotationJob(lti.keys, config.keyRotationDays),
  ];
  const kinds = { worker: [planning([ofFiles, ...others], queue), ofFiles, ...others], web: [ofFiles] };
  const jobs = { queue, place: await uploads.place(), kinds };
  return { faces, keys: lti.keys, database, jobs, close: () => database.stop() };
}

function launchKind({ deepLinking, placement, course }: Launch): string {
  return deepLinking ? 'deep-linking' : (placement ?? (course ? 'course' : 'site'));
}

function addressFor(launch: Launch, links: LinkReferences): string {
  if (launch.deepLinking) return '/teaching/add';
  // Administrators who open the tool from the menu of an account do not look for courses for themselves.
  if (launch.placement === 'account_navigation' && launch.role === 'administrator') return '/self-test';
  return launchAddress(launch.institution._id, launch.course?.key, launch.custom, links);
}

async function refreshRoster(rosters: RosterRefresh, lti: Lti, launch: Launch): Promise<void> {
  const { course, contextMembershipsUrl, institution, registration } = launch;
  if (course && contextMembershipsUrl)
    await rosters.refresh(
      institution,
      course,
      (request) => lti.readRoster(registration, contextMembershipsUrl, { ...request, contextId: course.key }),
      contextMembershipsUrl,
    );
}
