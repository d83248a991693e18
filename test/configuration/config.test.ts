import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { ConfigError, parseConfig } from '../../src/configuration/config.ts';
import { projectRoot } from '../../src/configuration/project-root.ts';

test('an empty environment runs the demo on the embedded database', () => {
  assert.deepEqual(parseConfig({}), {
    production: false,
    role: undefined,
    port: 3000,
    publicUrl: 'http://localhost:3000',
    demo: { port: 3001 },
    dataDirectory: join(projectRoot, 'data'),
    mongodbUri: undefined,
    secretKey: undefined,
    previousSecretKey: undefined,
    keyRotationDays: 90,
    privateLmsHosts: ['127.0.0.1:3001'],
    registrationAllow: [],
    modelMemory: 512 * 2 ** 20,
    wordVectors: [],
    uploadLimit: 4096 * 2 ** 20,
    trainer: 'simd',
    noticeMail: undefined,
    metrics: undefined,
    drainSeconds: 0,
    tracing: false,
    logLevel: 'warn',
  });
});

test('PUBLIC_URL turns the demo off and loses its trailing slash', () => {
  const config = parseConfig({ PUBLIC_URL: 'https://next.example.org/' });
  assert.equal(config.publicUrl, 'https://next.example.org');
  assert.equal(config.demo, undefined);
  assert.equal(config.logLevel, 'info');
});

test('every problem is listed at once, each with what to do', () => {
  const bad = {
    PORT: 'http',
    DEMO_PORT: '70000',
    MODEL_MEMORY_MB: '0',
    DEMO: 'yes',
    OTEL_EXPORTER_OTLP_ENDPOINT: 'localhost:4318',
    MONGODB_URI: 'localhost',
    SECRET_KEY: 'short',
    RECOMMENDER_TRAINER: 'fast',
    LOG_LEVEL: 'loud',
  };
  assert.throws(
    () => parseConfig(bad),
    (error: ConfigError) => {
      assert.ok(error instanceof ConfigError);
      for (const name of Object.keys(bad))
        assert.match(error.message, new RegExp(`${name} .*(set|make|paste)`, 's'));
      return error.problems.length === 9;
    },
  );
});

test('the former name of RECOMMENDER_TRAINER goes on working, and must not contradict the new one', () => {
  const former = { RECOMMENDER_ENGINE: 'tensorflow' };
  assert.equal(parseConfig(former).trainer, 'tensorflow');
  assert.equal(parseConfig({ ...former, RECOMMENDER_TRAINER: 'tensorflow' }).trainer, 'tensorflow');
  assert.throws(() => parseConfig({ RECOMMENDER_ENGINE: 'fast' }), /RECOMMENDER_ENGINE is "fast": set it to/);
  assert.throws(
    () => parseConfig({ ...former, RECOMMENDER_TRAINER: 'simd' }),
    /RECOMMENDER_ENGINE is the former name .* remove RECOMMENDER_ENGINE/,
  );
});

test('production asks for the address, the database and the secret, and refuses the demo', () => {
  assert.throws(
    () => parseConfig({ NODE_ENV: 'production', DEMO: 'on' }),
    (error: ConfigError) =>
      /PUBLIC_URL[\s\S]*DEMO[\s\S]*MONGODB_URI[\s\S]*SECRET_KEY/.test(error.message) &&
      error.problems.length === 4,
  );
});

test('http is accepted for this machine only, and never in production', () => {
  for (const publicUrl of ['http://localhost:4000', 'http://127.0.0.1:4000'])
    assert.equal(parseConfig({ PUBLIC_URL: publicUrl }).publicUrl, publicUrl);
  assert.throws(() => parseConfig({ PUBLIC_URL: 'http://next.example.org' }), /PUBLIC_URL.*https/);
  assert.throws(
    () => parseConfig({ NODE_ENV: 'production', PUBLIC_URL: 'http://localhost:4000' }),
    /PUBLIC_URL.*https/,
  );
});

test('one port cannot serve both the tool and the demo LMS', () => {
  assert.throws(() => parseConfig({ PORT: '3001' }), /DEMO_PORT and PORT are both 3001/);
});

test('hosts of LMSs are a list, and whole addresses are no hosts', () => {
  const { privateLmsHosts, registrationAllow } = parseConfig({
    PRIVATE_LMS_HOSTS: 'localhost:8080, Moodle.campus.example',
    REGISTRATION_ALLOW: 'moodle.example',
    DEMO: 'off',
  });
  assert.deepEqual(privateLmsHosts, ['localhost:8080', 'moodle.campus.example']);
  assert.deepEqual(registrationAllow, ['moodle.example']);
  assert.throws(
    () => parseConfig({ PRIVATE_LMS_HOSTS: 'https://moodle.example' }),
    (error: ConfigError) => /PRIVATE_LMS_HOSTS names "https:\/\/moodle\.example"/.test(error.message),
  );
});

test('e-mail of notices is set up whole or not at all, and its password stands in no message', () => {
  const whole = {
    SMTP_URL: 'smtps://user:pass-word@mail.example.org',
    NOTICE_FROM: 'next@example.org',
    NOTICE_TO: 'it@example.org, registry@example.org',
  };
  assert.deepEqual(parseConfig(whole).noticeMail, {
    ...{ smtpUrl: whole.SMTP_URL, from: whole.NOTICE_FROM },
    to: ['it@example.org', 'registry@example.org'],
  });
  for (const [change, problem] of [
    [{ SMTP_URL: 'user:pass-word@mail.example.org' }, /SMTP_URL/],
    [{ SMTP_URL: undefined }, /SMTP_URL/],
    [{ NOTICE_FROM: 'Next Courses' }, /NOTICE_FROM/],
    [{ NOTICE_TO: 'it@example.org; registry@example.org' }, /NOTICE_TO/],
    [{ NOTICE_TO: ',' }, /NOTICE_TO/],
  ] as const)
    assert.throws(
      () => parseConfig({ ...whole, ...change }),
      ({ message }: Error) => problem.test(message) && !message.includes('pass-word'),
    );
});

test('figures for Prometheus have a port of their own, of this machine alone unless it is said', () => {
  assert.deepEqual(parseConfig({ METRICS_PORT: '9464' }).metrics, { port: 9464, host: '127.0.0.1' });
  assert.deepEqual(parseConfig({ METRICS_PORT: '9464', METRICS_HOST: '10.0.0.5' }).metrics, {
    port: 9464,
    host: '10.0.0.5',
  });
  for (const bad of [{ METRICS_HOST: '10.0.0.5' }, { METRICS_PORT: '3000' }, { METRICS_PORT: 'on' }])
    assert.throws(() => parseConfig(bad), /METRICS_/);
  assert.throws(() => parseConfig({ METRICS_PORT: 'on' }), /or remove it for no figures/);
});

test('a process may have one part of the work', () => {
  assert.equal(parseConfig({ ROLE: 'worker', DEMO: 'off' }).role, 'worker');
  assert.throws(() => parseConfig({ ROLE: 'worker' }), /ROLE is set while the demo is on/);
  assert.throws(() => parseConfig({ ROLE: 'both', DEMO: 'off' }), /ROLE is "both": set it to web or worker/);
});
