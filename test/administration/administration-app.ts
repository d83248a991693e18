import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Express } from 'express';
import { pino } from 'pino';
import { createAdministration } from '../../src/administration/create-administration.ts';
import type { DataEnvironment } from '../../src/administration/data/data-environment.ts';
import { UploadFolders } from '../../src/administration/data/upload/upload-folders.ts';
import type { Check } from '../../src/administration/self-test/run-checks.ts';
import { RequestedRuns } from '../../src/jobs/requested-runs.ts';
import { Connections } from '../../src/sync/connections.ts';
import { allFileSources } from '../../src/sync/sources/all-file-sources.ts';
import { createApp } from '../../src/web/create-app.ts';

const log = pino({ level: 'silent' });

/** @param changes of an environment in which no source can be set up */
export function administrationApp(
  publicUrl: string,
  changes: Partial<DataEnvironment> = {},
  checks: readonly Check[] = [],
): Express {
  const folder = mkdtempSync(join(tmpdir(), 'next-courses-uploads-'));
  const data: DataEnvironment = {
    ...{ publicUrl, rules: { privateHosts: [], plainHttp: false }, providers: [], connectors: [] },
    ...{ fileSources: allFileSources, connections: new Connections('s'.repeat(32)) },
    ...{ runs: new RequestedRuns(log), training: { request: async () => {} } },
    ...{ uploads: new UploadFolders(folder, 2 ** 30), ...changes },
  };
  return createApp(log, { '/administration': createAdministration(data, checks) });
}
