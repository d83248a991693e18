import { type Logger, pino } from 'pino';
import { type Config, loadConfig } from '../configuration/config.ts';
import { openDatabase } from '../database/open-database.ts';

/** The words of a command were wrong; the message says what is right. Exit code 2. */
export class UsageError extends Error {}

export interface Command<Options> {
  /** Shown with what is wrong about the words. */
  usage: string;
  /** Reads the command line; whatever it throws is a wrong call. */
  parse: () => Options;
  run: (options: Options, config: Config, log: Logger) => Promise<0 | 1>;
}

/**
 * Runs a command on the database, that of a running application if there is one, and ends the process: 0 done,
 * 1 failed or done in part (what `run` returns), 2 called wrongly. Errors are shown by their message.
 */
export async function runCommand<Options>({ usage, parse, run }: Command<Options>): Promise<void> {
  try {
    const options = parsed(parse, usage);
    const config = loadConfig();
    const log = pino({ level: 'warn' }, pino.destination(2));
    const database = await openDatabase({
      uri: config.mongodbUri,
      dataDirectory: config.dataDirectory,
      log,
      share: true,
    });
    try {
      process.exitCode = await run(options, config, log);
    } finally {
      await database.close();
    }
  } catch (error) {
    console.error(error instanceof Error ? `✗ ${error.message}` : error);
    process.exitCode = error instanceof UsageError ? 2 : 1;
  }
}

/** Before the database is opened: a wrong word costs nothing. */
function parsed<Options>(parse: () => Options, usage: string): Options {
  try {
    return parse();
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n  ${usage}`);
  }
}
