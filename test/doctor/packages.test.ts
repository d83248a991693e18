import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { projectRoot } from '../../src/configuration/project-root.ts';
import { plainChecks } from './plain-checks.ts';

const { checkPackages } = await plainChecks('packages.mjs');
const { noteInstalled } = (await import(
  pathToFileURL(join(projectRoot, 'scripts', 'prerequisites.mjs')).href
)) as { noteInstalled: (folder: string) => void };

describe('packages', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'next-courses-doctor-'));
    writeManifest({ express: '^5.0.0' });
    write('package-lock.json', {
      packages: {
        '': { dependencies: { express: '^5.0.0' }, optionalDependencies: { engine: '1.0.0' } },
        'node_modules/express': { version: '5.3.0' },
        'node_modules/engine': { version: '1.0.0' },
      },
    });
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  test('as package-lock.json has them; an optional one may be missing', async () => {
    install('5.3.0');
    assert.equal((await checkPackages!(folder)).state, 'good');
  });

  test('not installed: npm start does it', async () => {
    const { state, found, isNeeded } = await checkPackages!(folder);
    assert.deepEqual([state, found, isNeeded], ['bad', 'not installed', undefined]);
  });

  test('installed of another package-lock.json: npm start does it', async () => {
    install('5.3.0');
    write('node_modules/.setup', 'another');
    const { state, found, isNeeded } = await checkPackages!(folder);
    assert.deepEqual([state, isNeeded], ['bad', undefined]);
    assert.match(found, /another package-lock\.json/);
  });

  test('package.json and package-lock.json that disagree: npm ci refuses', async () => {
    writeManifest({ express: '^5.0.0', ejs: '^7.0.0' });
    const { state, found, isNeeded } = await checkPackages!(folder);
    assert.deepEqual([state, isNeeded], ['bad', true]);
    assert.match(found, /ejs/);
    install('5.3.0');
    assert.equal((await checkPackages!(folder)).isNeeded, false, 'npm ci is not run again');
  });

  test('a package that is missing or of another version, which npm start would not notice', async () => {
    install('5.2.0');
    const { state, found, isNeeded } = await checkPackages!(folder);
    assert.deepEqual([state, isNeeded], ['bad', true]);
    assert.match(found, /express/);
    rmSync(join(folder, 'node_modules', 'express'), { recursive: true });
    assert.equal((await checkPackages!(folder)).state, 'bad');
  });

  test('no package-lock.json', async () => {
    rmSync(join(folder, 'package-lock.json'));
    const { state, isNeeded } = await checkPackages!(folder);
    assert.deepEqual([state, isNeeded], ['bad', true]);
  });

  function writeManifest(dependencies: Record<string, string>): void {
    write('package.json', { dependencies, optionalDependencies: { engine: '1.0.0' } });
  }

  function install(version: string): void {
    write('node_modules/express/package.json', { version });
    noteInstalled(folder);
  }

  function write(path: string, content: unknown): void {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), JSON.stringify(content));
  }
});
