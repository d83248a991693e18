// Run by a test, which kills it and its engine: owns a data folder, prints its engine's pid and migrates what is stored.
import { pino } from 'pino';
import { startEmbeddedDatabase } from '../../../src/database/embedded-database.ts';
import { migrate } from '../../../src/database/migrations/migrate.ts';
import { connectTo } from '../../../src/database/open-database.ts';

const log = pino({ level: 'silent' });
const { uri, pid } = await startEmbeddedDatabase(process.argv[2] as string, log);
console.log(pid());
await connectTo({ uri, isAlone: true });
await migrate(log);
