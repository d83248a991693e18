// A process of its own that pulls from the stand-in Moodle: argv is the institution's id and the Moodle's host.
import { pino } from 'pino';
import { type Institution, InstitutionModel } from '../../../models/institution.ts';
import { openDatabase } from '../../../src/database/open-database.ts';
import { runSync } from '../../../src/sync/runs/run-sync.ts';
import { standInSource } from './stand-in-source.ts';

const [id, host = ''] = process.argv.slice(2);
const database = await openDatabase({
  uri: process.env['MONGODB_URI'],
  dataDirectory: process.env['DATA_DIR'] ?? '',
  log: pino({ level: 'silent' }),
  share: true,
});
const institution = (await InstitutionModel.findById(id).lean<Institution>()) as Institution;
await runSync({ institution, source: standInSource(institution, host) });
await database.close();
