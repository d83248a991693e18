import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { checkApplication, checkBrowser, checkTensorFlow } from '../../scripts/doctor/application.ts';

test('each setting that cannot be used is named; what depends on them is not looked at', async () => {
  const findings = await checkApplication({ PORT: 'many', MONGODB_URI: 'user:password@db' });
  const bad = findings.filter(({ state }) => state === 'bad');
  assert.deepEqual(
    bad.map(({ name, isNeeded }) => [name, isNeeded]),
    [
      ['Settings', true],
      ['Settings', true],
    ],
  );
  assert.match(`${bad[0]?.found} ${bad[1]?.found}`, /PORT.*MONGODB_URI/);
  assert.doesNotMatch(JSON.stringify(findings), /password/);
  assert.deepEqual(
    findings.filter(({ state }) => state === 'unknown').map(({ name }) => name),
    ['Database', 'Stored keys'],
  );
});

test('a browser: none, one that does not run, one that does', { skip: process.platform === 'win32' }, (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'next-courses-doctor-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const browser = (name: string, script: string) => {
    writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    return join(folder, name);
  };
  assert.equal(checkBrowser(browser('broken', 'exit 127')).state, 'bad');
  const { state, found } = checkBrowser(browser('whole', 'echo Chromium 1.2'));
  assert.deepEqual([state, found], ['good', 'Chromium 1.2']);
  const none = checkBrowser(undefined);
  assert.equal(none.state, 'bad');
  assert.match(`${none.cure}`, /CHROMIUM/);
});

test('TensorFlow’s native library is missed only where it would be used', () => {
  const { state, found, cure, isNeeded } = checkTensorFlow('tensorflow', 'no-such-package');
  assert.deepEqual([state, isNeeded], ['bad', undefined]);
  assert.match(`${found} ${cure}`, /no-such-package.*RECOMMENDER_TRAINER=simd/s);
  assert.equal(checkTensorFlow('simd', 'no-such-package').state, 'good');
});

test('a native library that runs, and one that ends its process', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'next-courses-doctor-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const library = (name: string, source: string) => {
    writeFileSync(join(folder, name), source);
    return join(folder, name);
  };
  const one = 'export default { tidy: () => [1] };';
  assert.equal(checkTensorFlow('tensorflow', library('whole.mjs', one)).state, 'good');
  const abort = checkTensorFlow('tensorflow', library('broken.mjs', 'process.abort();'));
  assert.equal(abort.state, 'bad');
  assert.match(abort.found, /ended its process/);
});
