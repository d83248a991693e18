import { pino } from 'pino';
import { type Config, loadConfig } from '../config.ts';
import { openDatabase } from '../database/open-database.ts';

/** The words of a command were wrong; the message says what is right. Exit code 2. */
export class UsageError extends Error {}

/**
 * Runs a command on the database, that of a running application if there is one, and ends the process: 0 done,
 * 1 failed or done in part (what `body` returns), 2 called wrongly. Errors are shown by their message.
 */
export async function runCommand(body: (config: Config) => Promise<0 | 1>): Promise<void> {
  try {
    const config = loadConfig();
    const log = pino({ level: 'warn' }, pino.destination(2));
    const database = await openDatabase({
      uri: config.mongodbUri,
      dataDirectory: config.dataDirectory,
      log,
      share: true,
    });
    try {
      process.exitCode = await body(config);
    } finally {
      await database.close();
    }
  } catch (error) {
    console.error(error instanceof Error ? `✗ ${error.message}` : error);
    process.exitCode = error instanceof UsageError ? 2 : 1;
  }
}
