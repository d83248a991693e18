import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { projectRoot } from '../../src/configuration/project-root.ts';

const secretKey = 'never-to-be-shown'.repeat(2);

describe('npm run doctor', () => {
  const folder = mkdtempSync(join(tmpdir(), 'next-courses-doctor-'));
  const taken = createServer((_req, res) => res.end('another program'));

  before(() => new Promise<void>((resolve) => taken.listen(0, resolve)));
  after(() => {
    taken.close();
    rmSync(folder, { recursive: true });
  });

  test('looks at everything, shows no secret, leaves nothing, and fails where npm start would', async () => {
    const PORT = `${(taken.address() as AddressInfo).port}`;
    const DATA_DIR = join(folder, 'data');
    const { code, output } = await doctor(projectRoot, {
      PORT,
      DATA_DIR,
      DEMO: 'off',
      SECRET_KEY: secretKey,
    });
    for (const name of ['Node.js', 'npm', 'Packages', 'Machine', 'WebAssembly', '.env', 'Secret key', 'Disk'])
      assert.match(output, new RegExp(`^[✓✗] ${name}`, 'm'));
    assert.match(output, new RegExp(`^✗ Ports +${PORT} is taken.*\n +→ Set PORT`, 'm'));
    assert.match(output, /^✓ Database +embedded engine/m);
    for (const name of ['Clock', 'Settings', 'Stored keys', 'Browser', 'TensorFlow'])
      assert.match(output, new RegExp(`^[✓✗?] ${name}`, 'm'));
    assert.doesNotMatch(output, /never-to-be-shown/);
    assert.match(output, /npm start would fail: Ports\.$/m);
    assert.equal(code, 1);
    assert.deepEqual(readdirSync(folder), []);
  });

  test('writes a bundle for support with names of settings alone, and nothing of where it is', async (t) => {
    const own = mkdtempSync(join(tmpdir(), 'next-courses-bundle-'));
    t.after(() => rmSync(own, { recursive: true }));
    const file = join(own, 'bundle.json');
    const mailAddress = 'anna.schmidt@example.org';
    const PORT = `${(taken.address() as AddressInfo).port}`;
    const environment = {
      ...{ PORT, DATA_DIR: join(own, 'data'), DEMO: 'off', SECRET_KEY: secretKey },
      ...{ SMTP_URL: `smtp://${mailAddress}`, NOTICE_FROM: mailAddress, NOTICE_TO: mailAddress },
    };
    const { output } = await doctor(projectRoot, environment, ['--bundle', file]);
    assert.ok(output.includes(file));
    const text = readFileSync(file, 'utf8');
    const bundle = JSON.parse(text) as {
      versions: { node: string; packages: Record<string, string> };
      settingsThatAreSet: string[];
      checks: { name: string; state: string }[];
      stored: unknown;
    };
    assert.equal(bundle.versions.node, process.versions.node);
    assert.match(bundle.versions.packages['express'] ?? '', /^5\./);
    for (const name of Object.keys(environment)) assert.ok(bundle.settingsThatAreSet.includes(name), name);
    assert.ok(bundle.checks.some(({ name, state }) => name === 'Database' && state === 'good'));
    assert.equal(bundle.stored, 'not looked at');
    for (const hidden of ['never-to-be-shown', 'anna', 'example.org', own, projectRoot, hostname()])
      assert.ok(!text.includes(hidden), hidden);
  });

  test('says what is wrong with its options, and where a bundle cannot be written', async () => {
    for (const [words, said, expected] of [
      [['--bundle'], /--bundle.*\n {2}npm run doctor -- \[--bundle FILE\]/, 2],
      [['--bundel', 'x'], /--bundel.*\n {2}npm run doctor -- \[--bundle FILE\]/, 2],
      [['--bundle', folder], /✗ .* could not be written: EISDIR/, 1],
    ] as const) {
      const environment = { PORT: '0', DEMO: 'off', DATA_DIR: join(folder, 'data') };
      const { code, output } = await doctor(projectRoot, environment, words);
      assert.match(output, said);
      assert.doesNotMatch(output, /^ +at /m);
      assert.equal(code, expected);
    }
  });

  test('runs before anything is installed', async (t) => {
    const clone = mkdtempSync(join(tmpdir(), 'next-courses-clone-'));
    t.after(() => rmSync(clone, { recursive: true }));
    for (const path of ['package.json', 'package-lock.json', '.env.example', 'scripts'])
      cpSync(join(projectRoot, path), join(clone, path), { recursive: true });
    const { code, output } = await doctor(clone, { PORT: '0', DEMO: 'off' });
    assert.match(output, /^✗ Packages +not installed\n +→ npm start installs them/m);
    assert.match(output, /^✓ Disk for packages/m);
    assert.match(output, /^\? Application +.*database.* not looked at: nothing is installed/m);
    assert.match(output, /Nothing that npm start needs is missing\.$/m);
    assert.equal(code, 0);
  });
});

function doctor(folder: string, environment: Record<string, string>, words: readonly string[] = []) {
  const child = spawn(process.execPath, [join(folder, 'scripts', 'doctor.mjs'), ...words], {
    env: { ...process.env, ...environment },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      output += chunk;
    });
  return new Promise<{ code: number | null; output: string }>((resolve) => {
    child.once('close', (code) => resolve({ code, output }));
  });
}
