import { test } from 'node:test';
import express from 'express';
import request from 'supertest';
import { requireSameOrigin } from '../../src/web/same-origin.ts';

const appWith = (formToken: string | undefined) =>
  express()
    .use((_req, res, next) => {
      res.locals['formToken'] = formToken;
      next();
    })
    .use(requireSameOrigin('http://localhost:3000'))
    .post('/', (_req, res) => void res.sendStatus(204))
    .use(((error, _req, res, _next) => res.sendStatus(error.status)) as express.ErrorRequestHandler);

for (const [name, formToken, origin, query, status] of [
  ['our origin', undefined, 'http://localhost:3000', '', 204],
  ['no origin and the visit’s token', 'token-1', 'null', '?form_token=token-1', 204],
  ['no origin and another token', 'token-1', 'null', '?form_token=token-2', 403],
  ['no origin and no token', 'token-1', 'null', '', 403],
  ['no origin where there is no visit', undefined, 'null', '', 403],
  [
    'another origin, though it knows the token',
    'token-1',
    'https://evil.example',
    '?form_token=token-1',
    403,
  ],
] as const)
  test(`a form of ${name} is answered ${status}`, async () => {
    await request(appWith(formToken)).post(`/${query}`).set('Origin', origin).expect(status);
  });
