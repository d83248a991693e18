import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chooseEngine, type Machine } from '../../src/database/engine.ts';
import { NoEngineError } from '../../src/database/errors.ts';

const modernLinux: Machine = {
  platform: 'linux',
  arch: 'x64',
  glibc: '2.41',
  enginePackage: true,
  privateGlibc: undefined,
  canPrepareGlibc: false,
  mongod: undefined,
};
const oldDebian = { ...modernLinux, glibc: '2.36' };
const privateGlibc = { loader: 'ld', libraries: 'lib' };

test('a current Linux and an Apple-silicon Mac run the engine as it is', () => {
  assert.deepEqual(chooseEngine(modernLinux), { kind: 'embedded', glibc: undefined });
  const mac = { ...modernLinux, platform: 'darwin', arch: 'arm64', glibc: undefined };
  assert.deepEqual(chooseEngine(mac), { kind: 'embedded', glibc: undefined });
});

test('an older Debian runs it under a private C library, prepared or to be prepared', () => {
  assert.deepEqual(chooseEngine({ ...oldDebian, privateGlibc }), { kind: 'embedded', glibc: privateGlibc });
  assert.deepEqual(chooseEngine({ ...oldDebian, canPrepareGlibc: true }), { kind: 'embedded-needs-glibc' });
});

test('elsewhere a mongod on the PATH serves', () => {
  const alpine = { ...modernLinux, glibc: undefined, mongod: 'mongod' };
  assert.deepEqual(chooseEngine(alpine), { kind: 'mongod', path: 'mongod' });
});

for (const [name, machine, reason] of [
  ['Windows', { ...modernLinux, platform: 'win32', mongod: 'mongod' }, /win32-x64/],
  ['Alpine (musl)', { ...modernLinux, glibc: undefined }, /no glibc/],
  ['an old Linux without apt', oldDebian, /glibc 2\.38 and this system has 2\.36/],
  ['an install without optional packages', { ...modernLinux, enginePackage: false }, /not installed/],
] as const)
  test(`${name} is told to set MONGODB_URI`, () => {
    assert.throws(
      () => chooseEngine(machine),
      (error: Error) =>
        error instanceof NoEngineError && reason.test(error.message) && /MONGODB_URI/.test(error.message),
    );
  });
