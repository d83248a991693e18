import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readJoinPage } from '../../../../src/lms/canvas/connector/join-page.ts';
import { joinPage } from './stand-in-rest.ts';

test('a page of enrolment: open with a form, closed or full without, and what is no such page says nothing', () => {
  assert.equal(readJoinPage({ status: 200, text: joinPage('open') }), 'open');
  assert.equal(readJoinPage({ status: 200, text: joinPage('open', `${'a'.repeat(249)}.edu`) }), 'open');
  assert.equal(readJoinPage({ status: 200, text: joinPage('closed') }), 'closed');
  assert.equal(readJoinPage({ status: 200, text: joinPage('full') }), 'closed');
  assert.equal(readJoinPage({ status: 404, text: '' }), 'closed');
  assert.equal(readJoinPage({ status: 200, text: '<form id="login_form"></form>' }), undefined);
  assert.equal(readJoinPage({ status: 503, text: joinPage('closed') }), undefined);
});
