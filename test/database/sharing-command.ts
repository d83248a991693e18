// Run by a test beside others: joins the database of the folder as `npm run import` does, prints whether it owns the
// engine, and goes when its standard input ends.
import { once } from 'node:events';
import { pino } from 'pino';
import { openDatabase } from '../../src/database/open-database.ts';

const database = await openDatabase({
  dataDirectory: process.argv[2] as string,
  log: pino({ level: 'silent' }),
  share: true,
});
console.log(database.embedded ? 'owner' : 'guest');
await once(process.stdin.resume(), 'end');
await database.close();
