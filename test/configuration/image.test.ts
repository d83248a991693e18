import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { projectRoot } from '../../src/configuration/project-root.ts';

const read = (path: string) => readFileSync(join(projectRoot, path), 'utf8');
const dockerfile = read('Dockerfile');
const compose = read('compose.yaml');
const lastStage = dockerfile.slice(dockerfile.lastIndexOf('\nFROM '));

describe('Dockerfile', () => {
  test('copies what is there, and what .dockerignore lets through', () => {
    const allowed = Array.from(read('.dockerignore').matchAll(/^!(.+)$/gm), ([, path = '']) => path);
    const copied = Array.from(dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm), ([, paths = '']) =>
      paths.split(' '),
    ).flat();
    assert.ok(copied.length > 8);
    for (const path of copied) {
      assert.ok(existsSync(join(projectRoot, path)), path);
      assert.ok(allowed.includes(path.split('/')[0] ?? ''), `.dockerignore keeps ${path} out`);
    }
    for (const path of allowed)
      assert.ok(
        copied.some((each) => each.split('/')[0] === path),
        path,
      );
  });

  test('has the files that the sources read where the project lies', () => {
    const sources = readdirSync(join(projectRoot, 'src'), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts') && !path.startsWith('demo'))
      .map((path) => read(join('src', path)));
    const wanted = sources.flatMap((text) =>
      Array.from(text.matchAll(/join\(projectRoot, '([a-z][^']*)'/g), ([, path = '']) => path),
    );
    assert.ok(wanted.includes('docs') && wanted.includes('views'));
    const copied = Array.from(lastStage.matchAll(/^COPY (?!--from)(.+) \S+$/gm), ([, paths = '']) =>
      paths.split(' '),
    ).flat();
    for (const path of wanted)
      assert.ok(
        copied.some((each) => path === each || path.startsWith(`${each}/`)),
        `the image lacks ${path}`,
      );
  });

  test('starts Node.js itself, as npm start does, and not as root', () => {
    const command = JSON.parse(/^CMD (\[.*\])$/m.exec(lastStage)?.[1] ?? '') as string[];
    const { scripts } = JSON.parse(read('package.json')) as { scripts: { start: string } };
    // An image has no source maps.
    assert.equal(command.join(' '), scripts.start.replace(' --enable-source-maps', ''));
    assert.match(lastStage, /^USER node$/m);
    assert.ok(!/^USER root/m.test(lastStage));
  });
});

test('compose.yaml and the image set what .env.example explains, and ask for both secrets of production', () => {
  const settings = new Set(Array.from(read('.env.example').matchAll(/^#?([A-Z_]+)=/gm), ([, name]) => name));
  const named = [
    ...compose.matchAll(/^ {2}([A-Z_]+): /gm),
    ...compose.matchAll(/[{,] ([A-Z_]+): /g),
    ...compose.matchAll(/\$\{([A-Z_]+)/g),
    ...(/^ENV (.*)$/m.exec(lastStage)?.[1] ?? '').matchAll(/([A-Z_]+)=/g),
  ].map(([, name]) => name);
  assert.ok(named.length > 12);
  for (const name of named) assert.ok(settings.has(name), name);
  for (const name of ['PUBLIC_URL', 'SECRET_KEY']) assert.ok(compose.includes(`\${${name}:?`), name);
});

describe('the health check of a container', () => {
  for (const [role, setting] of [
    ['web', 'PORT'],
    ['worker', 'METRICS_PORT'],
  ] as const)
    for (const status of [200, 503])
      test(`${role}: ${status} at ${setting}`, async () => {
        const server = createServer((req, res) => {
          res.writeHead(req.url === '/healthz' ? status : 404).end();
        }).listen(0, '127.0.0.1');
        await once(server, 'listening');
        const port = `${(server.address() as AddressInfo).port}`;
        const environment = { PORT: '1', METRICS_PORT: '1', ROLE: role, [setting]: port };
        assert.equal(await exitCode(environment), status === 200 ? 0 : 1);
        server.close();
      });

  test('nobody there', async () => assert.equal(await exitCode({ PORT: '1' }), 1));
});

async function exitCode(environment: Record<string, string>): Promise<number> {
  const child = spawn(process.execPath, [join(projectRoot, 'scripts', 'healthcheck.mjs')], {
    env: environment,
    stdio: 'ignore',
  });
  const [code] = await once(child, 'exit');
  return code;
}
