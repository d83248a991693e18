// The part of `npm run doctor` that needs the packages and the compiled sources. Its other part is scripts/doctor.mjs.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { type Config, ConfigError, parseConfig } from '../../src/configuration/config.ts';
import { findBrowser } from '../find-browser.ts';
import { checkDatabase } from './database.ts';
import type { Finding } from './finding.ts';
import { readStoredState } from './stored-state.ts';

/**
 * @param environment what .env and the environment set, together
 * @param onStored is told what a bundle for support has of the database
 */
export async function checkApplication(
  environment: Readonly<Record<string, string | undefined>>,
  onStored?: (stored: Awaited<ReturnType<typeof readStoredState>> | { failed: string }) => void,
): Promise<Finding[]> {
  const config = readConfig(environment);
  if (config instanceof ConfigError) return [...config.problems.map(unusable), ...withoutConfig()];
  return [
    { name: 'Settings', state: 'good', found: config.demo ? 'the demo' : `for ${config.publicUrl}` },
    ...(await checkDatabase(config, async () => {
      if (onStored) onStored(await readStoredState().catch(({ name }: Error) => ({ failed: name })));
    })),
    checkBrowser(findBrowser()),
    checkTensorFlow(config.trainer),
  ];
}

function readConfig(environment: Readonly<Record<string, string | undefined>>): Config | ConfigError {
  try {
    return parseConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
}

/** @param problem says what to do, too */
function unusable(problem: string): Finding {
  return { name: 'Settings', state: 'bad', found: problem, isNeeded: true };
}

function withoutConfig(): Finding[] {
  const found = 'not looked at: the settings come first';
  return ['Database', 'Stored keys'].map((name): Finding => ({ name, state: 'unknown', found }));
}

/** @param path of a Chromium; undefined where there is none */
export function checkBrowser(path: string | undefined): Finding {
  const name = 'Browser for tests';
  const cure = 'Install Chromium, or name one in CHROMIUM; without it the suites in a browser are skipped.';
  if (path === undefined) return { name, state: 'bad', found: 'none', cure };
  const { status, stdout } = spawnSync(path, ['--version'], { encoding: 'utf8', timeout: 20_000 });
  if (status !== 0) return { name, state: 'bad', found: `${path} does not run`, cure };
  return { name, state: 'good', found: stdout.trim() };
}

/**
 * TensorFlow's native library, in a process of its own: one that does not fit the machine ends its process.
 * @param native the package; a parameter so that tests can name another
 */
export function checkTensorFlow(trainer: Config['trainer'], native = '@tensorflow/tfjs-node'): Finding {
  const name = 'TensorFlow';
  const script = join(import.meta.dirname, 'tensorflow-process.js');
  const { status, stdout } = spawnSync(process.execPath, [script, native], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: 60_000,
  });
  if (status === 0 && stdout === '') return { name, state: 'good', found: 'the native library runs' };
  const cause = status === 0 ? stdout.trim() : `The native library ended its process (${status}).`;
  if (trainer === 'simd')
    return { name, state: 'good', found: 'not used: RECOMMENDER_TRAINER is simd, and it would not run here' };
  const cure = 'Run `npm install --include=optional`, or set RECOMMENDER_TRAINER=simd.';
  return { name, state: 'bad', found: cause, cure };
}
