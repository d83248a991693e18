import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { SessionModel } from '../../models/session.ts';
import { projectRoot } from '../../src/configuration/project-root.ts';
import { publicUrl, ToolUnderTest, target } from './tool-under-test.ts';

let tool: ToolUnderTest;
let processes: ChildProcess[] = [];
let urls: string[] = [];

before(async () => {
  tool = await ToolUnderTest.start();
  const path = join(projectRoot, 'dist', 'test', 'lti', 'launch-process.js');
  const script = [path, tool.databaseUri, publicUrl, tool.platform.url];
  processes = [1, 2].map(() => spawn(process.execPath, script, { stdio: ['ignore', 'pipe', 'inherit'] }));
  urls = await Promise.all(processes.map(async ({ stdout }) => `${(await once(stdout!, 'data'))[0]}`.trim()));
});
after(async () => {
  await Promise.all(processes.map((child) => child.kill() && once(child, 'exit')));
  await tool?.close();
});

test('two processes on one database: the one completes what the other began, and a replay at both gets in once', async () => {
  const login = new URLSearchParams({ iss: tool.platform.url, login_hint: 'hint', target_link_uri: target });
  const cookie = '__Host-nc-browser=known';
  const begun = await fetch(`${urls[0]}/lti/login?${login}`, { headers: { cookie }, redirect: 'manual' });
  const asked = new URL(begun.headers.get('location') as string).searchParams;
  const token = await tool.platform.sign(tool.claims(asked.get('nonce') as string));
  const body = new URLSearchParams({ id_token: token, state: asked.get('state') as string });
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, i) =>
      fetch(`${urls[i % 2]}/lti/launch`, { method: 'POST', body, headers: { cookie }, redirect: 'manual' }),
    ),
  );
  assert.equal(answers.filter(({ status }) => status === 303).length, 1);
  for (const answer of answers.filter(({ status }) => status !== 303))
    assert.match(await answer.text(), /<code>state-used<\/code>/);
  assert.equal(await SessionModel.countDocuments(), 1);
});
