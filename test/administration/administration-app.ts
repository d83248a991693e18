import type { Express } from 'express';
import { pino } from 'pino';
import { createAdministration } from '../../src/administration/create-administration.ts';
import { createApp } from '../../src/web/create-app.ts';

export function administrationApp(publicUrl: string): Express {
  const administration = createAdministration(publicUrl, { privateHosts: [], plainHttp: false });
  return createApp(pino({ level: 'silent' }), { '/administration': administration });
}
