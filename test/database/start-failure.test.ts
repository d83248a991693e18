import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  DataFolderInUseError,
  DataFolderUnusableError,
  DiskFullError,
  EngineFailedError,
} from '../../src/database/errors.ts';
import { explainFailedStart } from '../../src/database/start-failure.ts';
import { temporaryFolder } from './embedded-folder.ts';

// What the engine has written.
for (const [output, kind] of [
  ['embedded MongoDB error: DBPathInUse: Unable to lock the lock file: /d/mongod.lock', DataFolderInUseError],
  [
    'FileStreamFailed: Unable to write string 15508\n to file: /d/mongod.lock No space left on device',
    DiskFullError,
  ],
  ['IllegalOperation: Attempted to create a lock file: Permission denied', DataFolderUnusableError],
  ['Cannot find native binding', EngineFailedError],
] as const)
  test(`“${output.slice(0, 40)}…” is a ${kind.name}`, async (t) => {
    const folder = await temporaryFolder(t);
    const error = await explainFailedStart({ folder, dataFolder: folder, output, ended: 'code 1' });
    assert.equal(error.constructor, kind);
  });

test('an engine that dies without a word on an empty folder is reported as failed', async (t) => {
  const folder = await temporaryFolder(t);
  const error = await explainFailedStart({ folder, dataFolder: folder, output: '', ended: 'SIGILL' });
  assert.ok(error instanceof EngineFailedError);
  assert.match(error.message, /SIGILL/);
});
