import type { Express } from 'express';
import { pino } from 'pino';
import { createAdministration } from '../../src/administration/create-administration.ts';
import { createApp } from '../../src/web/create-app.ts';

export function administrationApp(publicUrl: string): Express {
  return createApp(pino({ level: 'silent' }), { '/administration': createAdministration(publicUrl) });
}
