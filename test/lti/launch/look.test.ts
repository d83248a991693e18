import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { canvasLaunch } from '../../../src/lms/canvas/launch.ts';
import { claim } from '../../../src/lti/claims.ts';
import { Looks } from '../../../src/lti/launch/look.ts';
import { readMessage } from '../../../src/lti/launch/message.ts';

const address = 'https://canvas.college.example/dist/brand.json';
const origins = ['https://canvas.college.example'];

/** The accent of a launch whose LMS says that its theme is at this address. */
function accentOf(looks: Looks, url: string | undefined): string | undefined {
  const message = readMessage({ [claim.custom]: { canvas_brand_config_url: url } });
  return looks.lookFor(canvasLaunch, message, origins)?.accent;
}

describe('the brand colour', () => {
  test('is read once, beside the first launch of a theme', async () => {
    const asked: string[] = [];
    const looks = new Looks(async (url) => {
      asked.push(url);
      return {
        status: 200,
        headers: {},
        json: { 'ic-brand-primary': '#0374B5', 'ic-link-color': '#123456' },
      };
    });
    assert.equal(accentOf(looks, address), undefined);
    await turn();
    assert.equal(accentOf(looks, address), '#0374b5');
    assert.equal(accentOf(looks, address), '#0374b5');
    assert.deepEqual(asked, [address]);
  });

  for (const url of [
    undefined,
    'nonsense',
    'https://evil.example/brand.json',
    'http://canvas.college.example/b',
  ])
    test(`is not asked for at ${url}`, () => {
      const looks = new Looks(() => assert.fail('asked'));
      assert.equal(accentOf(looks, url), undefined);
    });

  for (const [json, colour] of [
    [{ 'ic-brand-primary': '#abc' }, '#aabbcc'],
    [{ 'ic-brand-primary': 'red; } body { display: none' }, undefined],
    [{ 'ic-brand-primary': 7 }, undefined],
    [null, undefined],
    [[], undefined],
  ] as const)
    test(`of ${JSON.stringify(json)} is ${colour}`, async () => {
      const looks = new Looks(async () => ({ status: 200, headers: {}, json }));
      accentOf(looks, address);
      await turn();
      assert.equal(accentOf(looks, address), colour);
    });

  test('that cannot be read is none, and is not asked for again at each launch', async () => {
    let asked = 0;
    const looks = new Looks(async () => {
      asked++;
      throw new Error('unreachable');
    });
    for (let i = 0; i < 3; i++) {
      assert.equal(accentOf(looks, address), undefined);
      await turn();
    }
    assert.equal(asked, 1);
  });
});
