// A process of its own that pulls from a source of these tests and prints its counts, or the name of what went wrong: argv
// is the folder under test/ whose stand-in-source.ts makes it, the institution's id, and what that file is told.
import { pino } from 'pino';
import { type Institution, InstitutionModel } from '../../../models/institution.ts';
import { openDatabase } from '../../../src/database/open-database.ts';
import { unlockLearnerKeys } from '../../../src/lti/keys/learner-keys.ts';
import { runSync } from '../../../src/sync/runs/run-sync.ts';
import type { Source } from '../../../src/sync/source.ts';

interface StandInSource {
  standInSource: (institution: Institution, told: string) => Source | Promise<Source>;
}

// A suite that shared the parent's process may have had keys encrypted under this secret (end-to-end/whole-tool.ts).
unlockLearnerKeys('s'.repeat(32));
const [folder, id, told = ''] = process.argv.slice(2);
const { standInSource } = (await import(`../../${folder}/stand-in-source.js`)) as StandInSource;
const database = await openDatabase({
  uri: process.env['MONGODB_URI'],
  dataDirectory: process.env['DATA_DIR'] ?? '',
  log: pino({ level: 'silent' }),
  share: true,
});
try {
  const institution = (await InstitutionModel.findById(id).lean<Institution>()) as Institution;
  const { counts } = await runSync({ institution, source: await standInSource(institution, told) });
  console.log(JSON.stringify(counts));
} catch (error) {
  console.log((error as Error).name);
  process.exitCode = 1;
} finally {
  await database.close();
  process.stdin.destroy();
}
