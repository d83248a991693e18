import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { plainChecks } from './plain-checks.ts';

const { checkClock, checkPorts, checkSpace } = await plainChecks('surroundings.mjs');

describe('disk', () => {
  test('too little room', async (t) => {
    const folder = temporaryFolder(t);
    const check = (free: number) => checkSpace!('Disk', folder, 256, () => free * 2 ** 20);
    const { state, found, isNeeded } = await check(255);
    assert.deepEqual([state, isNeeded], ['bad', true]);
    assert.match(found, /255 MiB free.*256 MiB/);
    assert.equal((await check(256)).state, 'good');
  });

  test('a folder that cannot be made; nothing is left in one that can', async (t) => {
    const folder = temporaryFolder(t);
    assert.equal((await checkSpace!('Disk', join(folder, 'not', 'yet'), 1)).state, 'good');
    assert.deepEqual(readdirSync(folder), []);
    writeFileSync(join(folder, 'file'), '');
    const { state, isNeeded } = await checkSpace!('Disk', join(folder, 'file', 'data'), 1);
    assert.deepEqual([state, isNeeded], ['bad', true]);
  });
});

describe('ports', () => {
  test('taken by another program', async (t) => {
    const port = await serve(t, (_req, res) => res.end('another program'));
    const { state, found, cure, isNeeded } = await checkPorts!([{ setting: 'PORT', port }]);
    assert.deepEqual([state, isNeeded], ['bad', true]);
    assert.match(`${found} ${cure}`, new RegExp(`${port} is taken.*Set PORT`));
  });

  test('in use by this tool', async (t) => {
    const port = await serve(t, (_req, res) => res.end('{"ok":true}'));
    const { state, found } = await checkPorts!([{ setting: 'PORT', port }]);
    assert.equal(state, 'good');
    assert.match(found, /this tool/);
  });

  test('no port at all', async () => {
    assert.equal((await checkPorts!([{ setting: 'PORT', port: 70_000 }])).state, 'bad');
  });

  test('free', async (t) => {
    let port = 0;
    await t.test('a moment', async (moment) => {
      port = await serve(moment, () => {});
    });
    assert.equal((await checkPorts!([{ setting: 'PORT', port }])).state, 'good');
  });
});

describe('clock', () => {
  const check = async (t: TestContext, headers: Record<string, string>, synchronised = false) => {
    const port = await serve(t, (_req, res) => res.writeHead(200, headers).end());
    return checkClock!(`http://127.0.0.1:${port}`, () => synchronised);
  };
  const ago = (seconds: number) => new Date(Date.now() - seconds * 1000).toUTCString();

  test('right, and two minutes wrong', async (t) => {
    assert.equal((await check(t, {})).state, 'good');
    const { state, found, cure } = await check(t, { date: ago(120) });
    assert.equal(state, 'bad');
    assert.match(`${found} ${cure}`, /1(19|20|21) s.*NTP/);
  });

  test('an answer out of a cache is as old as it says', async (t) => {
    assert.equal((await check(t, { date: ago(120), age: '120' })).state, 'good');
  });

  test('no server to ask: the system is believed, or nobody knows', async () => {
    assert.equal((await checkClock!('http://127.0.0.1:1', () => true)).state, 'good');
    assert.equal((await checkClock!('http://127.0.0.1:1', () => false)).state, 'unknown');
  });
});

function temporaryFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'next-courses-doctor-'));
  t.after(() => rmSync(folder, { recursive: true }));
  return folder;
}

/** @returns the port, for as long as the test runs */
async function serve(t: TestContext, listener: RequestListener): Promise<number> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}
