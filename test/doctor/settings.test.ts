import assert from 'node:assert/strict';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import type { Finding } from '../../scripts/doctor/finding.ts';
import { parseConfig } from '../../src/configuration/config.ts';
import { projectRoot } from '../../src/configuration/project-root.ts';
import { plainChecks } from './plain-checks.ts';

type Environment = Record<string, string>;
interface Plan {
  production: boolean;
  ports: { setting: string; port: number }[];
  dataDirectory: string;
  hasOwnDatabase: boolean;
}

const { checkNames, checkSecretKey, planOf } = await plainChecks<{
  checkNames(folder: string): Finding;
  checkSecretKey(plan: Plan, environment: Environment): Finding;
  planOf(folder: string, environment: Environment): Plan;
}>('settings.mjs');
const long = 'a'.repeat(32);

describe('settings', () => {
  const folder = mkdtempSync(join(tmpdir(), 'next-courses-doctor-'));
  copyFileSync(join(projectRoot, '.env.example'), join(folder, '.env.example'));
  after(() => rmSync(folder, { recursive: true }));

  test('a name in .env that is no setting is named, and its value is not', () => {
    assert.equal(checkNames(folder).state, 'good', 'there is none');
    writeFileSync(join(folder, '.env'), 'MONGO_URI=mongodb://user:password@db\nPORT=3000\n');
    const { state, found, cure } = checkNames(folder);
    assert.equal(state, 'bad');
    assert.match(found, /: MONGO_URI$/);
    assert.doesNotMatch(`${found} ${cure}`, /password/);
    writeFileSync(join(folder, '.env'), 'MONGODB_URI=mongodb://user:password@db\nPORT=3000\n');
    assert.equal(checkNames(folder).state, 'good');
  });

  test('ports, folder and database are those that the application takes', () => {
    const environments: Environment[] = [
      {},
      { PORT: '4000', DEMO_PORT: '4001', DATA_DIR: 'elsewhere' },
      { DATA_DIR: '/srv/data', DEMO: 'off' },
      { PUBLIC_URL: 'https://next.example.org', PORT: ' 80 ' },
      { PUBLIC_URL: 'https://next.example.org', DEMO: 'on' },
      { NODE_ENV: 'production', PUBLIC_URL: 'https://a.org', MONGODB_URI: 'mongodb://db', SECRET_KEY: long },
    ];
    for (const environment of environments) {
      const config = parseConfig(environment);
      const plan = planOf(projectRoot, environment);
      const { production, dataDirectory, hasOwnDatabase } = plan;
      assert.deepEqual(
        { production, dataDirectory, hasOwnDatabase, ports: plan.ports.map(({ port }) => port) },
        {
          production: config.production,
          dataDirectory: config.dataDirectory,
          hasOwnDatabase: config.mongodbUri === undefined,
          ports: [config.port, ...(config.demo ? [config.demo.port] : [])],
        },
      );
    }
  });
});

describe('secret key', () => {
  const folder = mkdtempSync(join(tmpdir(), 'next-courses-doctor-'));
  const file = join(folder, 'secret-key');
  const check = (environment: Environment) =>
    checkSecretKey(planOf(projectRoot, { DATA_DIR: folder, ...environment }), environment);
  after(() => rmSync(folder, { recursive: true }));

  test('SECRET_KEY is set, too short, or missing in production; it is never shown', () => {
    assert.equal(check({ SECRET_KEY: long }).state, 'good');
    const short = check({ SECRET_KEY: 'abcdefgh' });
    assert.deepEqual([short.state, short.isNeeded], ['bad', true]);
    assert.doesNotMatch(JSON.stringify(short), /abcdefgh/);
    const missing = check({ NODE_ENV: 'production' });
    assert.deepEqual([missing.state, missing.isNeeded], ['bad', true]);
  });

  test('outside production one is made; gone beside a database, nothing can be read', () => {
    assert.equal(check({}).state, 'good');
    mkdirSync(join(folder, 'mongodb'));
    writeFileSync(join(folder, 'mongodb', 'WiredTiger'), '');
    const { state, found, isNeeded } = check({});
    assert.deepEqual([state, isNeeded], ['bad', true]);
    assert.match(found, /secret-key is gone/);
    assert.equal(check({ MONGODB_URI: 'mongodb://db' }).state, 'good');
  });

  test('its file is cut off, or others may read it', { skip: process.platform === 'win32' }, () => {
    writeFileSync(file, 'abc', { mode: 0o600 });
    assert.match(check({}).found, /cut off/);
    writeFileSync(file, long);
    assert.equal(check({}).state, 'good');
    chmodSync(file, 0o644);
    const { state, cure } = check({});
    assert.equal(state, 'bad');
    assert.match(`${cure}`, /chmod 600/);
  });
});
