// A process of its own that pulls from a stand-in: argv is its folder under test/sync/, the institution's id and the host.
import { pino } from 'pino';
import { type Institution, InstitutionModel } from '../../../models/institution.ts';
import { openDatabase } from '../../../src/database/open-database.ts';
import { runSync } from '../../../src/sync/runs/run-sync.ts';
import type { Source } from '../../../src/sync/source.ts';

/** What `stand-in-source.ts` of such a folder exports. */
interface StandInSource {
  standInSource: (institution: Institution, host: string) => Source | Promise<Source>;
}

const [folder, id, host = ''] = process.argv.slice(2);
const { standInSource } = (await import(`../${folder}/stand-in-source.js`)) as StandInSource;
const database = await openDatabase({
  uri: process.env['MONGODB_URI'],
  dataDirectory: process.env['DATA_DIR'] ?? '',
  log: pino({ level: 'silent' }),
  share: true,
});
try {
  const institution = (await InstitutionModel.findById(id).lean<Institution>()) as Institution;
  await runSync({ institution, source: await standInSource(institution, host) });
} finally {
  await database.close();
}
