import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Express } from 'express';
import { pino } from 'pino';
import { createAdministration } from '../../src/administration/create-administration.ts';
import { CoverageCache } from '../../src/administration/data/coverage-cache.ts';
import type { DataEnvironment } from '../../src/administration/data/data-environment.ts';
import { UploadFolders } from '../../src/administration/data/upload/upload-folders.ts';
import type { NoticeMail } from '../../src/administration/notices/mail-notice.ts';
import { NoticeSettings } from '../../src/administration/notices/notice-settings.ts';
import { Notices } from '../../src/administration/notices/notices.ts';
import type { Check } from '../../src/administration/self-test/run-checks.ts';
import { JobQueue } from '../../src/jobs/job-queue.ts';
import { ToolKeys } from '../../src/lti/keys/tool-keys.ts';
import { createSafeFetch } from '../../src/lti/safe-fetch/safe-fetch.ts';
import { Connections } from '../../src/sync/connections.ts';
import { allFileSources } from '../../src/sync/sources/all-file-sources.ts';
import { createApp } from '../../src/web/create-app.ts';

const log = pino({ level: 'silent' });
/** Of uploads, one for each app. */
const folders: string[] = [];
process.once('exit', () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});
/** On a busy machine a count takes long, and then a page shows the one before. */
const patient = { first: 60_000, newer: 60_000 };

/**
 * @param changes of an environment in which no source can be set up
 * @param mail where e-mail goes out; without it none is sent
 */
export function administrationApp(
  publicUrl: string,
  changes: Partial<DataEnvironment> = {},
  checks: readonly Check[] = [],
  mail?: NoticeMail,
): Express {
  const folder = mkdtempSync(join(tmpdir(), 'next-courses-uploads-'));
  folders.push(folder);
  const data: DataEnvironment = {
    ...{ publicUrl, rules: { privateHosts: [], plainHttp: false }, providers: [], connectors: [] },
    ...{ fileSources: allFileSources, connections: new Connections('s'.repeat(32)) },
    ...{ jobs: new JobQueue(), requestTraining: async () => {} },
    ...{ uploads: new UploadFolders(folder, 2 ** 30), coverage: new CoverageCache(patient), ...changes },
  };
  const notices = new Notices({
    ...{ publicUrl, environment: data, fetch: createSafeFetch(data.rules), mail, log },
    settings: new NoticeSettings('s'.repeat(32)),
  });
  return createApp(log, {
    '/administration': createAdministration(data, notices, new ToolKeys('s'.repeat(32)), checks),
  });
}
