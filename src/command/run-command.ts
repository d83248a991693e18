import { type Logger, pino } from 'pino';
import { sealLearnerKey } from '../../models/learner-key.ts';
import { type Config, loadConfig } from '../configuration/config.ts';
import { createLog } from '../configuration/create-log.ts';
import { loadSecretKey } from '../configuration/secret-key.ts';
import { isDatabaseAway } from '../database/database-away.ts';
import { DatabaseLostError } from '../database/errors.ts';
import { openDatabase } from '../database/open-database.ts';
import { unlockLearnerKeys } from '../lti/keys/learner-keys.ts';
import { withoutEscapes } from '../values/printable.ts';
import { refuseEmptyOptions } from './refuse-empty-options.ts';

/** A command was called wrongly; the message says what is right. Exit code 2. */
export class UsageError extends Error {}

export interface Command<Options> {
  /** Shown together with what is wrong about the call. */
  usage: string;
  /** Reads the command line; whatever it throws counts as a wrong call. */
  parse: () => Options;
  run: (options: Options, config: Config, log: Logger) => Promise<0 | 1>;
  /** The command opens the database itself, if at all: nothing is migrated and no index built before it runs. */
  opensDatabaseItself?: true;
}

/**
 * Runs a command on the database (on that of a running application, if there is one) and sets the exit code: 0 done,
 * 1 failed or done in part (as `run` returns), 2 called wrongly. Of an error, the message is shown.
 */
export async function runCommand<Options>({
  usage,
  parse,
  run,
  opensDatabaseItself,
}: Command<Options>): Promise<void> {
  sayWithoutEscapes();
  try {
    const options = parsed(parse, usage);
    const config = loadConfig();
    const log = createLog('warn', pino.destination(2));
    if (opensDatabaseItself) {
      process.exitCode = await run(options, config, log);
      return;
    }
    unlockLearnerKeys(await loadSecretKey(config), config.previousSecretKey);
    const database = await openDatabase({
      uri: config.mongodbUri,
      dataDirectory: config.dataDirectory,
      log,
      share: true,
      secrets: { sealLearnerKey },
    });
    try {
      process.exitCode = await run(options, config, log).catch((error) => {
        throw isDatabaseAway(error) ? new DatabaseLostError(error) : error;
      });
    } finally {
      await database.close();
    }
  } catch (error) {
    console.error(error instanceof Error ? `✗ ${error.message}` : error);
    process.exitCode = error instanceof UsageError ? 2 : 1;
  }
}

/** What is said may hold names and words of strangers, and a terminal would obey what is in them. */
function sayWithoutEscapes(): void {
  for (const name of ['log', 'error'] as const) {
    const say = console[name].bind(console);
    console[name] = (...said: unknown[]) =>
      say(...said.map((one) => (typeof one === 'string' ? withoutEscapes(one) : one)));
  }
}

/** Done before the database is opened, so that a wrong call is answered at once. */
function parsed<Options>(parse: () => Options, usage: string): Options {
  try {
    refuseEmptyOptions(process.argv.slice(2));
    return parse();
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n  ${usage}`);
  }
}
