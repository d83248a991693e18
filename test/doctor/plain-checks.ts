import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Finding } from '../../scripts/doctor/finding.ts';
import { projectRoot } from '../../src/configuration/project-root.ts';

type Checks = Record<string, (...args: unknown[]) => Finding | Promise<Finding>>;

/** The checks of a file of plain JavaScript in scripts/doctor, which is run as it is and not compiled. */
export async function plainChecks<Exports = Checks>(file: string): Promise<Exports> {
  return await import(pathToFileURL(join(projectRoot, 'scripts', 'doctor', file)).href);
}
