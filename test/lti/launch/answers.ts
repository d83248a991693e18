import assert from 'node:assert/strict';
import type request from 'supertest';

/** The page of a refusal, with its code; no session. */
export function assertRefused(answer: request.Response, code: string, status?: number): void {
  assert.match(answer.text, new RegExp(`<code>${code}</code>`), `expected ${code}, got ${answer.status}`);
  if (status) assert.equal(answer.status, status);
  assert.doesNotMatch(String(answer.headers['set-cookie'] ?? ''), /nc-session/);
}

export const policyOf = (answer: request.Response) => answer.headers['content-security-policy'] as string;
