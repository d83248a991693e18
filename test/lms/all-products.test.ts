import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { allConnectors } from '../../src/lms/all-connectors.ts';
import { allProducts, placeWords } from '../../src/lms/all-products.ts';
import { claim } from '../../src/lti/claims.ts';
import { readMessage } from '../../src/lti/launch/message.ts';
import { productOfFamily } from '../../src/lti/lti-product.ts';
import { parsePlatform } from '../../src/lti/platforms/platform-input.ts';
import { toolAddresses } from '../../src/lti/tool-addresses.ts';
import { sourceOrder } from '../../src/sync/source-order.ts';

const publicUrl = 'https://next.example';
const rules = { privateHosts: [], plainHttp: false };
/** What an administrator could enter, by the name of the field. */
const entered: Readonly<Record<string, string>> = {
  ...{ name: 'College', clientId: 'c-1', deploymentId: 'd-1', site: 'https://lms.example.org/' },
  ...{ issuer: 'https://lms.example.org', authorizationUrl: 'https://lms.example.org/authorize' },
  ...{ tokenUrl: 'https://lms.example.org/token', jwksUrl: 'https://lms.example.org/keys' },
};

test('every product has its own key, name and family, and one stands for every other LMS', () => {
  for (const name of ['key', 'name', 'family'] as const) {
    const values = allProducts.map((product) => product[name]);
    assert.equal(new Set(values).size, values.length, name);
  }
  const others = productOfFamily(allProducts, 'an LMS that nobody knows');
  assert.equal(others.family, undefined);
  assert.equal(productOfFamily(allProducts, undefined), others);
  assert.equal(allProducts.at(-1), others, 'it is offered last');
});

test('every connector of a product has its place in the order of sources', () => {
  for (const { name } of allConnectors(rules))
    assert.ok((sourceOrder as readonly string[]).includes(name), name);
});

for (const product of allProducts)
  describe(product.name, () => {
    test('registered by hand it has everything that a platform needs, at https addresses', () => {
      const { fields, addresses, addressField } = product.byHand;
      const values = Object.fromEntries(
        fields.flatMap(({ name, options }) => {
          const value = options ? options[0]?.[0] : entered[name];
          return value === undefined ? [] : [[name, value]];
        }),
      );
      const platform = parsePlatform({ ...addresses(values), ...values }, rules);
      for (const name of ['issuer', 'authorizationUrl', 'tokenUrl', 'jwksUrl'] as const)
        assert.equal(new URL(platform[name]).protocol, 'https:', name);
      assert.ok(fields.some(({ name }) => name === addressField));
      for (const { label, hint } of fields) assert.ok(label && hint);
    });

    test('what is to be copied into it are this tool’s own values', () => {
      const tool = { ...toolAddresses(publicUrl), publicUrl, publicKey: 'PEM' };
      const copies = product.byHand.toCopy(tool);
      assert.ok(copies.some(({ value }) => value.includes(tool.redirectUri)));
      for (const { label, value } of copies) {
        assert.ok(label && value);
        if (value.startsWith('https:')) assert.ok(value.startsWith(publicUrl), value);
      }
    });

    test('its registration offers the panel, and asks for no name', () => {
      const { messages, customParameters } = product.registration;
      assert.ok(messages.some(({ type }) => type === 'LtiResourceLinkRequest'));
      for (const [name, value] of Object.entries(customParameters)) {
        assert.match(name, /^[a-z_]+$/);
        assert.match(value, /^\$[A-Za-z.]+$/);
        assert.doesNotMatch(value, /Person\.(name|email)|User\.username|email/i);
      }
    });

    test('its placements of the panel have words', () => {
      const places = product.registration.messages.flatMap(({ placements = [] }) => placements);
      for (const place of places) assert.ok(placeWords[place] || product.family === undefined, place);
    });

    test('a launch that says nothing beyond the specification is read without guessing', () => {
      const message = readMessage({
        iss: 'https://lms.example.org',
        [claim.toolPlatform]: { product_family_code: product.family },
        [claim.context]: { id: 'opaque' },
        [claim.lis]: { person_sourcedid: 'S1', course_section_sourcedid: 'C1' },
      });
      const { launch } = productOfFamily(allProducts, message.productFamily);
      assert.equal(launch, product.launch);
      assert.equal(launch.courseUrl(message), undefined);
      assert.equal(launch.placement(message), undefined);
      assert.equal(launch.look(message), undefined);
      const [records, ...others] = launch.otherIds(message);
      assert.deepEqual(records, { source: 'one-roster', people: ['S1'], courses: ['C1'] });
      for (const { people, courses } of others) assert.deepEqual([...people, ...courses], []);
    });
  });
