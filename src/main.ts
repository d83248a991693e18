// Reads the configuration, builds the tool and starts it, with the demo LMS where it is wanted.
import { pino } from 'pino';
import { sealLearnerKey } from '../models/learner-key.ts';
import { type Config, loadConfig } from './configuration/config.ts';
import { loadSecretKey } from './configuration/secret-key.ts';
import { createTool } from './create-tool.ts';
import { openDatabase } from './database/open-database.ts';
import { buildCollege } from './demo/college/build-college.ts';
import { createDemoLms } from './demo/lms/create-demo-lms.ts';
import { startDemo } from './demo/start-demo.ts';
import { deriveInThread } from './jobs/derive-in-thread.ts';
import { startRetentionSchedule } from './jobs/retention-schedule.ts';
import { startKeyRotation } from './lti/keys/key-rotation.ts';
import { unlockLearnerKeys } from './lti/keys/learner-keys.ts';
import { startDerivations } from './sync/derivation/derivation-schedule.ts';
import { startSchedule } from './sync/runs/schedule.ts';
import { createApp } from './web/create-app.ts';
import { listen } from './web/listen.ts';

/** Ends what has been started: the last one first. */
const closers: (() => Promise<void>)[] = [];
const stopping = new AbortController();

process.once('SIGINT', stop);
process.once('SIGTERM', stop);

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
  const log = pino({ level: config.logLevel });
  const tool = await listen(config.port, 'PORT');
  closers.push(tool.close);
  const demoListener = config.demo && (await listen(config.demo.port, 'DEMO_PORT', '127.0.0.1'));
  if (demoListener) closers.push(demoListener.close);

  const secretKey = await loadSecretKey(config);
  unlockLearnerKeys(secretKey, config.previousSecretKey);
  const database = await openDatabase({
    ...{ uri: config.mongodbUri, dataDirectory: config.dataDirectory, log },
    secrets: { sealLearnerKey },
  });
  closers.push(database.close);
  step(config.mongodbUri ? 'Database connected' : 'Embedded database started');

  const parts = await createTool(config, secretKey, log);
  const { faces, keys, sources, training } = parts;
  closers.push(parts.close);
  closers.push(startKeyRotation(keys, config.keyRotationDays, log));
  closers.push(startSchedule({ providers: sources, log }));
  closers.push(startDerivations(deriveInThread(database), log));
  closers.push(startRetentionSchedule(log));
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
      trainer: config.trainer,
      log,
      signal: stopping.signal,
    });
    closers.push(training.start());
    console.log(`Ready: ${url}`);
  } else {
    closers.push(training.start());
    console.log(`Ready: ${config.publicUrl}`);
  }
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
