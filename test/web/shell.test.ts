import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Handler, Router, urlencoded } from 'express';
import { pino } from 'pino';
import request from 'supertest';
import { createApp } from '../../src/web/create-app.ts';

const log = pino({ level: 'silent' });

function appWith(handler: Handler) {
  return createApp(log, { '/page': Router().use(handler) });
}

test('the health address answers', async () => {
  const answer = await request(appWith((_req, res) => res.end())).get('/healthz');
  assert.deepEqual(answer.body, { ok: true });
  assert.equal(answer.headers['x-powered-by'], undefined);
});

test('the tool’s own address says where it is opened from, in the reader’s language', async () => {
  const app = appWith((_req, res) => res.end());
  const page = await request(app).get('/').expect(200);
  assert.match(page.text, /open it from a course or a menu of their learning platform/);
  assert.match(page.text, /<a href="\/administration">/);
  assert.match((await request(app).get('/').set('Accept-Language', 'ar')).text, /<html lang="ar" dir="rtl"/);
});

test('pages, stylesheets and answers for programs are compressed for whoever can read that, and small ones are not', async () => {
  const long = 'Recommended next courses. '.repeat(400);
  const app = createApp(log, {
    '/page': (_req, res) => void res.type('html').send(long),
    '/json': (_req, res) => void res.json({ long }),
    '/small': (_req, res) => void res.type('html').send('ok'),
  });
  const ask = (path: string, accepted: string) =>
    request(app).get(path).set('Accept-Encoding', accepted).expect(200);
  for (const path of ['/page', '/json', app.locals['asset']('panel.css')]) {
    const answer = await ask(path, 'gzip');
    assert.equal(answer.headers['content-encoding'], 'gzip', path);
    assert.match(answer.headers['vary'] as string, /Accept-Encoding/);
    assert.equal((await ask(path, 'identity')).headers['content-encoding'], undefined);
  }
  assert.equal((await ask('/page', 'gzip')).text, long);
  assert.equal((await ask('/small', 'gzip')).headers['content-encoding'], undefined);
});

test('a page that asks for nothing may be framed by nobody', async () => {
  const answer = await request(appWith((_req, res) => void res.send('text'))).get('/page');
  assert.match(answer.headers['content-security-policy'] as string, /frame-ancestors 'none'$/);
  assert.match(answer.headers['content-security-policy'] as string, /form-action 'self';/);
  assert.equal(answer.headers['x-content-type-options'], 'nosniff');
  assert.equal(answer.headers['referrer-policy'], 'same-origin');
  assert.match(answer.headers['permissions-policy'] as string, /camera=\(\)/);
});

test('a page can name who frames it and where else its forms go, up to the last moment', async () => {
  const app = appWith((_req, res) => {
    res.type('html');
    res.locals['frameAncestors'] = ['https://lms.example', 'https://files.lms.example'];
    res.locals['formTargets'] = ['https://lms.example'];
    res.send('text');
  });
  const policy = (await request(app).get('/page')).headers['content-security-policy'] as string;
  assert.match(policy, /frame-ancestors https:\/\/lms\.example https:\/\/files\.lms\.example$/);
  assert.match(policy, /form-action 'self' https:\/\/lms\.example;/);
});

test('what is more than a host does not come into the policy', async () => {
  const app = appWith((_req, res) => {
    res.locals['frameAncestors'] = [
      ...[
        'https://lms.example:8443',
        'http://[2001:db8::1]',
        'https://*',
        'https://*.example',
        'https://a;b',
      ],
      ...["https://a'b", 'https://a b', 'https://lms.example/path', 'javascript:'],
    ];
    res.locals['formTargets'] = ['https://a.example;script-src'];
    res.send('text');
  });
  const policy = (await request(app).get('/page')).headers['content-security-policy'] as string;
  assert.match(policy, /frame-ancestors https:\/\/lms\.example:8443 http:\/\/\[2001:db8::1\]$/);
  assert.match(policy, /form-action 'self';/);
});

test('every answer has a nonce of its own', async () => {
  const app = appWith((_req, res) => void res.send(res.locals['cspNonce']));
  const [first, second] = await Promise.all([request(app).get('/page'), request(app).get('/page')]);
  assert.notEqual(first.text, second.text);
  assert.ok((first.headers['content-security-policy'] as string).includes(`'nonce-${first.text}'`));
});

test('an unknown address is a page in plain words', async () => {
  const answer = await request(appWith((_req, _res, next) => next())).get('/nowhere');
  assert.equal(answer.status, 404);
  assert.match(answer.text, /<h1>Page not found<\/h1>/);
});

test('an error’s page is dark on a dark computer in a window of its own, and in an LMS as the visit there is', async () => {
  const visits: Record<string, object> = {
    none: {},
    light: { session: {} },
    dark: { session: {}, look: { dark: true } },
  };
  const app = appWith((req, res) => {
    Object.assign(res.locals, visits[req.path.slice(1)]);
    throw new Error('refused');
  });
  const schemeAt = async (path: string, place: string) => {
    const { text } = await request(app).get(path).set('Sec-Fetch-Dest', place);
    return /<html[^>]*data-scheme="(\w+)"/.exec(text)?.[1] ?? 'light';
  };
  assert.equal(await schemeAt('/nowhere', 'document'), 'system');
  assert.equal(await schemeAt('/page/none', 'document'), 'system');
  assert.equal(await schemeAt('/page/none', 'iframe'), 'light');
  assert.equal(await schemeAt('/page/light', 'document'), 'light');
  assert.equal(await schemeAt('/page/dark', 'iframe'), 'dark');
});

test('a failure shows a number to find it by in the log, and no stack', async () => {
  const lines: string[] = [];
  const app = createApp(pino({ level: 'error' }, { write: (line: string) => void lines.push(line) }), {
    '/page': () => {
      throw new Error('secret detail');
    },
  });
  const answer = await request(app).get('/page');
  assert.equal(answer.status, 500);
  assert.doesNotMatch(answer.text, /secret detail|\.ts:|\.js:/);
  const { correlationId, err } = JSON.parse(lines[0] as string);
  assert.equal(err.message, 'secret detail');
  assert.ok(answer.text.includes(correlationId));
});

test('the log says why something was refused, and nothing of what was sent', async () => {
  const lines: string[] = [];
  const app = createApp(pino({ level: 'info' }, { write: (line: string) => void lines.push(line) }), {
    '/form': Router().use(urlencoded({ extended: false, parameterLimit: 2 })),
    '/token': () => {
      throw Object.assign(new Error('refused', { cause: 'the other side says so' }), { token: 'secret' });
    },
  });
  assert.equal((await request(app).post('/form').type('form').send('a=secret&b=2&c=3')).status, 413);
  assert.match(lines.at(-1) as string, /too many parameters/);
  await request(app).get('/token');
  assert.match(lines.at(-1) as string, /the other side says so/);
  assert.doesNotMatch(lines.join(''), /secret/);
});

test('even a page that cannot be rendered shows no stack', async () => {
  const app = appWith((_req, res) => void res.render('web/no-such-view'));
  app.locals['asset'] = () => {
    throw new Error('secret detail');
  };
  const answer = await request(app).get('/page');
  assert.equal(answer.status, 500);
  assert.doesNotMatch(answer.text, /secret detail|at /);
});

test('an asset is kept for a year under the address of its content, and asked for again under any other', async () => {
  const app = appWith((_req, res) => void res.send(res.app.locals['asset']('next-courses.css')));
  const { text: address } = await request(app).get('/page');
  const current = await request(app).get(address);
  assert.equal(current.headers['cache-control'], 'public, max-age=31536000, immutable');
  assert.match(current.headers['content-type'] as string, /text\/css/);
  assert.equal(current.headers['x-content-type-options'], 'nosniff');
  for (const other of ['/assets/next-courses.css', '/assets/next-courses.css?v=old'])
    assert.equal((await request(app).get(other)).headers['cache-control'], 'no-cache');
});

test('there is no way out of the folder of assets', async () => {
  const app = appWith((_req, res) => res.end());
  for (const path of [
    '/assets/../package.json',
    '/assets/%2e%2e/web/error.ejs',
    '/assets/..%2fweb%2ferror.ejs',
  ])
    assert.notEqual((await request(app).get(path)).status, 200);
});
