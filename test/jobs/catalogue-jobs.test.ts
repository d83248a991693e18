import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { pino } from 'pino';
import { CatalogueReportModel } from '../../models/catalogue-report.ts';
import { CourseModel } from '../../models/course.ts';
import { JobModel } from '../../models/job.ts';
import { derivationJob } from '../../src/jobs/kinds/catalogue-jobs.ts';
import { deriveCatalogue } from '../../src/sync/derivation/derive-catalogue.ts';
import { openTestDatabase } from '../database/test-database.ts';
import { createInstitution } from '../support/institution.ts';
import { until } from '../support/until.ts';
import { workByTheClock } from './working.ts';

const database = await openTestDatabase();
after(() => database.close());

test('a catalogue that cannot be looked through keeps no other from its turn, and its page says why', async () => {
  const broken = await createInstitution({ name: 'Broken' });
  const whole = await createInstitution({ name: 'Whole' });
  for (const { _id: institutionId } of [broken, whole])
    await CourseModel.create({
      institutionId,
      key: '1',
      title: 'Botany',
      source: 'csv',
      seenAt: new Date(),
      toDerive: true,
    });
  const warnings: string[] = [];
  const log = pino({ level: 'warn' }, { write: (line) => void warnings.push(line) });
  const kind = derivationJob(async (institutionId) => {
    if (institutionId.equals(broken._id)) throw new Error('a text that breaks everything');
    return deriveCatalogue(institutionId);
  });
  const stop = await workByTheClock([kind], { log });
  await until(async () => (await CatalogueReportModel.findOne({ institutionId: whole._id }))?.rules);
  const report = await until(() => CatalogueReportModel.findOne({ institutionId: broken._id }).lean());
  const job = await until(() => JobModel.findOne({ _id: `derivation ${broken._id}`, attempts: 1 }).lean());
  await stop();
  assert.equal(report.failure?.error, 'a text that breaks everything');
  assert.match(warnings.join(), new RegExp(`derivation ${broken._id}`));
  assert.equal(job.error, 'a text that breaks everything');

  // What was mended is looked through, and nothing is left of the failure.
  await deriveCatalogue(broken._id);
  const mended = await CatalogueReportModel.findOne({ institutionId: broken._id }).lean();
  assert.equal(mended?.failure, undefined);
  assert.equal(mended?.counts.courses, 1);
});

test('sixty thousand prerequisites in one description are looked through in a moment', {
  timeout: 60_000,
}, async () => {
  const { _id: institutionId } = await createInstitution({ name: 'Sixty thousand' });
  const said = { institutionId, source: 'csv', seenAt: new Date(), toDerive: true } as const;
  const description = 'Prerequisites: '.repeat(60_000);
  await CourseModel.create({ ...said, key: '1', title: 'Botany', description });
  assert.equal(await deriveCatalogue(institutionId), 1);
});
