// Runs alone: it measures what its process allocates.
import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { after, before, test } from 'node:test';
import { receiveFiles } from '../../../src/administration/data/upload/receive-files.ts';
import { UploadFolders } from '../../../src/administration/data/upload/upload-folders.ts';
import { type Served, serve } from '../../browser/serve.ts';
import { allocatedMemory, heldMemory } from '../../support/held-memory.ts';

const megabytes = 400;
const chunk = Buffer.alloc(2 ** 20, 'learner,course,2025-01-01\n');

let folder: string;
let received: Served;
let bytes = 0;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'next-courses-uploads-'));
  const uploads = new UploadFolders(folder, 2 ** 40);
  received = await serve(() => async (req, res) => {
    const { paths, remove } = await receiveFiles(req, ['enrolments'], uploads);
    bytes = (await stat(paths['enrolments'] as string)).size;
    await remove();
    res.end();
  });
});
after(async () => {
  await received.close();
  await rm(folder, { recursive: true, force: true });
});

test(`an upload of ${megabytes} MB takes no more memory near its end than near its beginning`, async () => {
  let early = 0;
  let late = 0;
  let peak = 0;
  async function* body() {
    yield '--b\r\nContent-Disposition: form-data; name="enrolments"; filename="e.csv"\r\n\r\n';
    for (let sent = 0; sent < megabytes; sent++) {
      if (sent === 40) early = await heldMemory();
      if (sent === megabytes - 1) late = await heldMemory();
      peak = Math.max(peak, allocatedMemory());
      yield chunk;
    }
    yield '\r\n--b--\r\n';
  }
  const upload = request(received.url, {
    method: 'POST',
    headers: { 'content-type': 'multipart/form-data; boundary=b' },
  });
  const answered = new Promise<void>((resolve, reject) => {
    upload.once('response', (answer) => answer.resume().once('end', resolve)).once('error', reject);
  });
  await pipeline(body, upload);
  await answered;
  assert.equal(bytes, megabytes * 2 ** 20);
  assert.ok(late - early < 4_000_000, `${late - early} bytes more`);
  assert.ok(peak - early < 64_000_000, `${peak - early} bytes more at the peak`);
  assert.deepEqual(await readdir(folder), []);
});
