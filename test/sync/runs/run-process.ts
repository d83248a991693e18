// A process of its own that runs the synthetic source: argv is the institution's id and the pause before each course. In
// the middle it waits until its standard input ends.
import { once } from 'node:events';
import { pino } from 'pino';
import { type Institution, InstitutionModel } from '../../../models/institution.ts';
import { openDatabase } from '../../../src/database/open-database.ts';
import { runSync } from '../../../src/sync/runs/run-sync.ts';
import { courses, syntheticSource } from './synthetic-source.ts';

const [id, pause] = process.argv.slice(2);
const database = await openDatabase({
  uri: process.env['MONGODB_URI'],
  dataDirectory: process.env['DATA_DIR'] ?? '',
  log: pino({ level: 'silent' }),
  share: true,
});
try {
  const institution = (await InstitutionModel.findById(id).lean<Institution>()) as Institution;
  const hold = { course: courses / 2, letGo: once(process.stdin.resume(), 'end') };
  const source = syntheticSource({ pauseMilliseconds: Number(pause), hold });
  const { counts } = await runSync({ institution, source });
  console.log(JSON.stringify(counts));
} catch (error) {
  console.log((error as Error).name);
  process.exitCode = 1;
} finally {
  await database.close();
  process.stdin.destroy();
}
