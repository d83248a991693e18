// Reads the configuration, builds the tool and starts it, with the demo LMS where it is wanted.
import { sealLearnerKey } from '../models/learner-key.ts';
import { signInAddress } from './administration/sign-in.ts';
import { type Config, loadConfig } from './configuration/config.ts';
import { createLog } from './configuration/create-log.ts';
import { loadSecretKey } from './configuration/secret-key.ts';
import { createTool } from './create-tool.ts';
import { openDatabase } from './database/open-database.ts';
import { buildCollege } from './demo/college/build-college.ts';
import { createDemoLms } from './demo/lms/create-demo-lms.ts';
import { enrolmentFeed, startDemo } from './demo/start-demo.ts';
import { JobWorker } from './jobs/job-worker.ts';
import { unlockLearnerKeys } from './lti/keys/learner-keys.ts';
import { measureRequests } from './metrics/measure-requests.ts';
import { createMetrics } from './metrics/metrics.ts';
import { serveMetrics } from './metrics/serve-metrics.ts';
import { storeOwnTaxonomy } from './taxonomy/own/store-own-taxonomy.ts';
import { startTracing } from './tracing/start-tracing.ts';
import { traceDatabase } from './tracing/trace-database.ts';
import { traceRequests } from './tracing/trace-requests.ts';
import { createApp } from './web/create-app.ts';
import { type Listener, listen } from './web/listen.ts';

type Closer = () => Promise<void>;

/**
 * What ends what has been started, in the order in which it ends: nobody may come in any more, then the requests that have
 * begun are answered, then the work that they and the clock have started ends, and the database, which all of it needs, last.
 */
const listeners: Listener[] = [];
const closers = { jobs: [] as Closer[], database: [] as Closer[] };
const stopping = new AbortController();
let closed: Promise<void> | undefined;

/**
 * How long a stop may take. What has not ended by then ends with this process: a kill loses nothing that was acknowledged, and
 * the engine closes by itself.
 */
const longestStopMilliseconds = 4_500;
/** Before the stop, after SIGTERM (`Config.drainSeconds`). */
let drainMilliseconds = 0;
/** A web process reads uploaded files where no worker shares its folder of them. */
const untilWorkersHaveLooked = 5_000;
/** A terminal and npm both pass one Ctrl-C on: what comes so soon after the first is the same one. */
const sameSignalMilliseconds = 200;
const firstSignals = new Map<NodeJS.Signals, number>();

process.on('SIGINT', onSignal);
process.on('SIGTERM', onSignal);

try {
  await start(loadConfig());
} catch (error) {
  if (!stopping.signal.aborted) {
    // Errors of our own say what to do. Anything else is a defect: its stack shows where it is.
    console.error(error instanceof Error && error.name !== 'Error' ? `✗ ${error.message}` : error);
    process.exitCode = 1;
    await close();
  }
}

async function start(config: Config): Promise<void> {
  const log = createLog(config.logLevel);
  if (config.role !== 'worker') drainMilliseconds = config.drainSeconds * 1_000;
  const [answers, works] = [config.role !== 'worker', config.role !== 'web'];
  const tool = answers ? await open(config.port, 'PORT') : undefined;
  const figures = config.metrics && (await open(config.metrics.port, 'METRICS_PORT', config.metrics.host));
  const demoListener = config.demo && (await open(config.demo.port, 'DEMO_PORT', '127.0.0.1'));

  if (config.tracing) closers.database.push(await startTracing(config.role ?? ''));
  const secretKey = await loadSecretKey(config);
  unlockLearnerKeys(secretKey, config.previousSecretKey);
  const database = await openDatabase({
    ...{ uri: config.mongodbUri, dataDirectory: config.dataDirectory, log },
    // One that does everything is alone on its folder: a second one is a mistake.
    share: config.role !== undefined,
    takesOver: true,
    secrets: { sealLearnerKey },
    traceCommands: config.tracing ? traceDatabase : undefined,
  });
  closers.database.push(database.close);
  step(config.mongodbUri ? 'Database connected' : 'Embedded database started');

  await storeOwnTaxonomy();
  const metrics = createMetrics();
  const parts = await createTool(config, secretKey, log, metrics);
  const { faces, jobs } = parts;
  closers.jobs.push(parts.close);
  figures?.handle(serveMetrics(metrics.registry, parts.database));
  const paths = Object.keys(faces);
  const watchers = [measureRequests(metrics, paths), ...(config.tracing ? [traceRequests(paths)] : [])];
  tool?.handle(createApp(log, faces, parts.database, watchers));

  let address = answers ? config.publicUrl : 'this worker';
  if (config.demo && demoListener) {
    address = `http://127.0.0.1:${config.demo.port}`;
    const college = buildCollege(new Date());
    const lms = await createDemoLms({
      production: config.production,
      url: address,
      toolUrl: config.publicUrl,
      college,
      onEnrolment: (enrolment) => enrolled(enrolment),
      administrationAddress: () => signInAddress(config.publicUrl),
    });
    const enrolled = enrolmentFeed(lms.registration);
    demoListener.handle(lms.app);
    await startDemo(college, lms.registration, address, {
      trainer: config.trainer,
      log,
      signal: stopping.signal,
    });
  }
  // After the demo has been set up, which does by itself what a job would.
  const worker = new JobWorker({
    ...{ queue: jobs.queue, place: jobs.place, log },
    ...(works
      ? { kinds: jobs.kinds.worker }
      : { kinds: jobs.kinds.web, afterMilliseconds: untilWorkersHaveLooked }),
  });
  closers.jobs.push(worker.start());
  console.log(`Ready: ${address}`);
}

/** Opens a port before anything else, and closes it first. */
async function open(...where: Parameters<typeof listen>): Promise<Listener> {
  const listener = await listen(...where);
  listeners.push(listener);
  return listener;
}

function step(done: string): void {
  console.log(`✓ ${done}`);
}

/** The first signal ends the tool in order. A second one of the same kind, from somebody who cannot wait, ends it at once. */
function onSignal(signal: NodeJS.Signals): void {
  const first = firstSignals.get(signal);
  if (first !== undefined && Date.now() - first > sameSignalMilliseconds) process.exit(1);
  if (first === undefined) firstSignals.set(signal, Date.now());
  stopping.abort(new Error('Stopped.'));
  for (const listener of listeners) listener.drain();
  const drained = signal === 'SIGTERM' ? drainMilliseconds : 0;
  setTimeout(() => process.exit(), drained + longestStopMilliseconds).unref();
  setTimeout(() => close().then(() => process.exit()), drained);
}

/** The same end, however often it is asked for. */
function close(): Promise<void> {
  closed ??= (async () => {
    // One that fails does not keep the others from their end.
    const leave = listeners.map((listener) => listener.close);
    for (const together of [leave, closers.jobs, closers.database])
      await Promise.all(together.map((closer) => closer().catch(console.error)));
  })();
  return closed;
}
