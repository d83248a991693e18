import type { Express, Handler } from 'express';
import { pino } from 'pino';
import { createTool, type Tool } from '../../src/create-tool.ts';
import { measureRequests } from '../../src/metrics/measure-requests.ts';
import { createMetrics, type Metrics } from '../../src/metrics/metrics.ts';
import { createApp } from '../../src/web/create-app.ts';
import type { InstitutionGuard } from '../database/institution-guard.ts';
import { openTestDatabase } from '../database/test-database.ts';

export const secretKey = 's'.repeat(32);

export interface WholeTool {
  app: Express;
  faces: Readonly<Record<string, Handler>>;
  /** Lines of the log, JSON. */
  log: string[];
  metrics: Metrics;
  jobs: Tool['jobs'];
  institutions: InstitutionGuard;
  /** Process id of its own engine, where it has one. */
  enginePid: () => number | undefined;
  close: () => Promise<void>;
}

/**
 * All faces over a database of its own.
 * @param lmsHosts hosts of stand-ins, which are on no public address; approved to register
 * @param options of the database
 */
export async function startWholeTool(
  publicUrl: string,
  lmsHosts: readonly string[] = [],
  options: Parameters<typeof openTestDatabase>[0] = {},
): Promise<WholeTool> {
  const database = await openTestDatabase(options);
  const lines: string[] = [];
  const log = pino({ level: 'info' }, { write: (line) => void lines.push(line) });
  const config = {
    ...{ publicUrl, production: false, previousSecretKey: undefined, modelMemory: 2 ** 20, wordVectors: [] },
    ...{ privateLmsHosts: [...lmsHosts], registrationAllow: [...lmsHosts] },
    ...{ dataDirectory: database.dataDirectory, uploadLimit: 2 ** 20, trainer: 'simd' as const },
    ...{ noticeMail: undefined, keyRotationDays: 90 },
  };
  const metrics = createMetrics();
  const tool = await createTool(config, secretKey, log, metrics);
  const { faces } = tool;
  const close = async () => {
    await tool.close();
    await database.close();
  };
  return {
    app: createApp(log, faces, tool.database, [measureRequests(metrics, Object.keys(faces))]),
    faces,
    ...{ log: lines, metrics, jobs: tool.jobs },
    institutions: database.institutions,
    enginePid: () => database.embedded?.pid(),
    close,
  };
}
