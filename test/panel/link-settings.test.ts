import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import mongoose from 'mongoose';
import { LinkReferences } from '../../src/panel/link-references.ts';
import { readLinkSettings, toCustomParameters } from '../../src/panel/link-settings.ts';

describe('settings of a link', () => {
  for (const title of [undefined, 'What next?', '50 % off; $Person.name.full \\ 日本語 🌱', '100%'])
    test(`come back from the platform: ${title}`, () => {
      const settings = { cards: 3, purpose: 'supplement' as const, ...(title && { title }) };
      const parameters = toCustomParameters(settings);
      assert.doesNotMatch(JSON.stringify(Object.values(parameters)), /[$;]/);
      assert.deepEqual(readLinkSettings(parameters), settings);
    });

  test('are none where a link has no parameter of ours', () => {
    assert.equal(readLinkSettings({}), undefined);
    assert.equal(readLinkSettings({ canvas_high_contrast: 'true' }), undefined);
  });

  for (const [name, parameters, expected] of [
    ['too many', { next_courses_cards: '11' }, { cards: 5, purpose: 'next' }],
    ['none', { next_courses_cards: '0' }, { cards: 5, purpose: 'next' }],
    ['no number', { next_courses_cards: '1e1' }, { cards: 5, purpose: 'next' }],
    ['half a course', { next_courses_cards: '2.5' }, { cards: 5, purpose: 'next' }],
    ['the most', { next_courses_cards: '10' }, { cards: 10, purpose: 'next' }],
    ['an unknown purpose', { next_courses_purpose: 'constructor' }, { cards: 5, purpose: 'next' }],
    ['a long title', { next_courses_title: 'x'.repeat(81) }, { cards: 5, purpose: 'next' }],
    ['two lines', { next_courses_title: 'a\n\u0000 b' }, { cards: 5, purpose: 'next', title: 'a b' }],
    ['a title by hand', { next_courses_title: '5 % more' }, { cards: 5, purpose: 'next', title: '5 % more' }],
  ] as const)
    test(`written by hand: ${name}`, () => assert.deepEqual(readLinkSettings(parameters), expected));
});

describe('the reference of a link', () => {
  const institutionId = new mongoose.Types.ObjectId();
  const links = new LinkReferences('s'.repeat(32));
  const link = { cards: 3, purpose: 'supplement', title: 'Für dich', course: 'course-2' } as const;

  test('says which link it is', () => {
    assert.deepEqual(links.read(institutionId, links.write(institutionId, link)), link);
    const plain = { cards: 5, purpose: 'next' } as const;
    assert.deepEqual(links.read(institutionId, links.write(institutionId, plain)), plain);
  });

  test('is believed by the institution and installation that wrote it, unchanged, and by nobody else', () => {
    const written = links.write(institutionId, link);
    const [, signature] = written.split('.');
    const forged = Buffer.from(JSON.stringify([3, 'next', 'Call 555 now', null])).toString('base64url');
    assert.equal(links.read(new mongoose.Types.ObjectId(), written), undefined);
    assert.equal(new LinkReferences('t'.repeat(32)).read(institutionId, written), undefined);
    for (const other of [`${forged}.${signature}`, forged, `${forged}.`, '.', '', undefined, [written]])
      assert.equal(links.read(institutionId, other), undefined);
  });
});
