// What `npm run doctor -- --bundle FILE` writes, for somebody who helps: nothing of people, and no value of a setting.
import { readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import { runNpm } from './machine.mjs';

/**
 * @param findings of the doctor: of each its name and state, since what was found may name folders, hosts and accounts
 * @param stored what is known of the database (scripts/doctor/stored-state.ts); undefined where it was not looked at
 */
export function writeBundle(file, folder, { environment, findings, stored }) {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const example = readFileSync(join(folder, '.env.example'), 'utf8');
  const settings = Array.from(example.matchAll(/^#?([A-Z][A-Z_]*)=/gm), ([, each]) => each);
  const packages = Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies });
  const bundle = {
    madeAt: new Date().toISOString(),
    versions: {
      tool: manifest.version,
      node: process.versions.node,
      npm: runNpm('--version'),
      packages: Object.fromEntries(packages.map((name) => [name, installedVersion(folder, name)])),
    },
    machine: {
      platform: process.platform,
      architecture: process.arch,
      release: os.release(),
      processors: os.cpus().length,
      memoryMiB: Math.round(os.totalmem() / 2 ** 20),
    },
    settingsThatAreSet: settings.filter((name) => environment[name]?.trim()),
    checks: findings.map(({ name, state }) => ({ name, state })),
    stored: stored ?? 'not looked at',
  };
  writeFileSync(file, `${JSON.stringify(bundle, null, 2)}\n`, { mode: 0o600 });
}

function installedVersion(folder, name) {
  try {
    return JSON.parse(readFileSync(join(folder, 'node_modules', name, 'package.json'), 'utf8')).version;
  } catch {
    return 'not installed';
  }
}
