import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { BrandColours } from '../../../src/lti/look/brand-colours.ts';

const address = 'https://canvas.college.example/dist/brand.json';
const launch = (url: string | undefined) => ({
  custom: url === undefined ? {} : { canvas_brand_config_url: url },
  platformOrigins: ['https://canvas.college.example'],
});

describe('the brand colour', () => {
  test('is read once, beside the first launch of a theme', async () => {
    const asked: string[] = [];
    const brands = new BrandColours(async (url) => {
      asked.push(url);
      return {
        status: 200,
        headers: {},
        json: { 'ic-brand-primary': '#0374B5', 'ic-link-color': '#123456' },
      };
    });
    assert.equal(brands.of(launch(address)), undefined);
    await turn();
    assert.equal(brands.of(launch(address)), '#0374b5');
    assert.equal(brands.of(launch(address)), '#0374b5');
    assert.deepEqual(asked, [address]);
  });

  for (const url of [
    undefined,
    'nonsense',
    'https://evil.example/brand.json',
    'http://canvas.college.example/b',
  ])
    test(`is not asked for at ${url}`, () => {
      const brands = new BrandColours(() => assert.fail('asked'));
      assert.equal(brands.of(launch(url)), undefined);
    });

  for (const [json, colour] of [
    [{ 'ic-brand-primary': '#abc' }, '#aabbcc'],
    [{ 'ic-brand-primary': 'red; } body { display: none' }, undefined],
    [{ 'ic-brand-primary': 7 }, undefined],
    [null, undefined],
    [[], undefined],
  ] as const)
    test(`of ${JSON.stringify(json)} is ${colour}`, async () => {
      const brands = new BrandColours(async () => ({ status: 200, headers: {}, json }));
      brands.of(launch(address));
      await turn();
      assert.equal(brands.of(launch(address)), colour);
    });

  test('that cannot be read is none, and is not asked for again at each launch', async () => {
    let asked = 0;
    const brands = new BrandColours(async () => {
      asked++;
      throw new Error('unreachable');
    });
    for (let i = 0; i < 3; i++) {
      assert.equal(brands.of(launch(address)), undefined);
      await turn();
    }
    assert.equal(asked, 1);
  });
});
