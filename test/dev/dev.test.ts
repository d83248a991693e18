import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { after, before, describe, test } from 'node:test';
import { until } from '../support/until.ts';
import { application, SmallProject } from './small-project.ts';

describe('npm run dev', { skip: process.platform === 'win32' && 'needs signals' }, () => {
  let project: SmallProject;
  let dev: ChildProcess;
  let address: string;

  before(async () => {
    project = new SmallProject();
    dev = project.start();
    address = `http://127.0.0.1:${await project.printed(/first serves (\d+)/)}`;
    await project.printed(/Watching/);
  });
  after(() => {
    dev.kill('SIGKILL');
    project.remove();
  });

  test('a template is shown as it is now, and the browser keeps nothing', async () => {
    assert.equal(await (await fetch(address)).text(), 'a page');
    project.write('page.ejs', 'another page');
    const answer = await fetch(address);
    assert.equal(await answer.text(), 'another page');
    assert.equal(answer.headers.get('cache-control'), 'no-cache');
  });

  test('a saved source starts the server again, once the one before has closed', async () => {
    project.write('src/main.ts', application('second'));
    await project.printed(/Starting again: src\/main\.ts/);
    await project.printed(/closed first[\s\S]*second serves/);
  });

  test('a source with an error is shown and leaves the server as it was; mended, it starts again', async () => {
    project.write('src/main.ts', `${application('third')}const wrong: number = 'text';`);
    await project.printed(/src\/main\.ts.*error TS2322/);
    assert.doesNotMatch(await project.printed(/[\s\S]*The server stays as it was/), /Starting again/);
    project.write('src/main.ts', application('third'));
    await project.printed(/closed second[\s\S]*third serves/);
  });

  test('a test alone starts nothing', async () => {
    project.write('test/some.test.ts', 'export const some = 1;');
    await until(() => project.has('dist/test/some.test.js'));
    project.write('src/main.ts', application('fourth'));
    assert.equal(await project.printed(/Starting again: (.*)/), 'src/main.ts');
    await project.printed(/closed third[\s\S]*fourth serves/);
  });

  test('Ctrl-C lets the server close, and ends', async () => {
    dev.kill('SIGINT');
    const [code] = await once(dev, 'exit');
    assert.equal(code, 0);
    await project.printed(/closed fourth/);
  });

  test('killed, it takes the server along', async () => {
    dev = project.start();
    const pid = Number(await project.printed(/fourth serves \d+ by (\d+)/));
    dev.kill('SIGKILL');
    await project.printed(/closed fourth/);
    await until(() => !isRunning(pid));
  });

  test('options go to the Node.js of the server', async () => {
    dev = project.start('--inspect=127.0.0.1:0');
    await project.printed(/Debugger listening on ws:\/\/127\.0\.0\.1/);
    await project.printed(/fourth serves/);
    dev.kill('SIGINT');
    await once(dev, 'exit');
  });
});

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
