import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkAddress } from '../../../src/lti/safe-fetch/address-rules.ts';
import { isPublicAddress } from '../../../src/lti/safe-fetch/public-address.ts';
import { SafeFetchError } from '../../../src/lti/safe-fetch/safe-fetch-error.ts';

const notPublic = [
  ['this host', '0.0.0.0'],
  ['private, class A', '10.0.0.1'],
  ['carrier-grade NAT', '100.64.0.1'],
  ['loopback', '127.0.0.1'],
  ['loopback, far end', '127.255.255.254'],
  ['link-local: the cloud’s metadata', '169.254.169.254'],
  ['private, class B', '172.16.0.1'],
  ['private, class B, far end', '172.31.255.255'],
  ['IETF protocol assignments', '192.0.0.8'],
  ['documentation 1', '192.0.2.1'],
  ['6to4 relay', '192.88.99.1'],
  ['private, class C', '192.168.1.1'],
  ['benchmarking', '198.19.255.255'],
  ['documentation 2', '198.51.100.1'],
  ['documentation 3', '203.0.113.1'],
  ['multicast', '224.0.0.1'],
  ['reserved', '240.0.0.1'],
  ['broadcast', '255.255.255.255'],
  ['IPv6 unspecified', '::'],
  ['IPv6 loopback', '::1'],
  ['IPv4-mapped loopback', '::ffff:127.0.0.1'],
  ['IPv4-mapped, in hexadecimal', '::ffff:a9fe:a9fe'],
  ['IPv4-mapped public: nobody writes it honestly', '::ffff:8.8.8.8'],
  ['IPv4-compatible', '::127.0.0.1'],
  ['NAT64 of the metadata address', '64:ff9b::a9fe:a9fe'],
  ['NAT64, local use', '64:ff9b:1::1'],
  ['discard', '100::1'],
  ['Teredo', '2001:0:4136:e378:8000:63bf:3fff:fdd2'],
  ['ORCHIDv2', '2001:20::1'],
  ['IPv6 documentation', '2001:db8::1'],
  ['6to4 of loopback', '2002:7f00:1::1'],
  ['IPv6 documentation 2', '3fff::1'],
  ['unique local', 'fd00::1'],
  ['unique local, lower half', 'fc00::1'],
  ['IPv6 link-local', 'fe80::1'],
  ['IPv6 multicast', 'ff02::1'],
  ['no address', 'localhost'],
  ['nothing', ''],
] as const;

for (const [what, address] of notPublic)
  test(`not public: ${what} (${address})`, () => assert.equal(isPublicAddress(address), false));

for (const address of [
  '8.8.8.8',
  '172.32.0.1',
  '100.128.0.1',
  '192.0.1.1',
  '2606:4700::1111',
  '2a00:1450::1',
])
  test(`public: ${address}`, () => assert.equal(isPublicAddress(address), true));

const rules = { privateHosts: ['localhost:8080', 'moodle.campus.example'], plainHttp: true };
const refused = [
  ['plain http', 'http://moodle.example/', 'address-insecure'],
  ['a file', 'file:///etc/passwd', 'address-insecure'],
  ['another port of a private host', 'http://localhost:27017/', 'address-insecure'],
  ['loopback', 'https://127.0.0.1/', 'address-private'],
  ['loopback, short', 'https://127.1/', 'address-private'],
  ['loopback, hexadecimal', 'https://0x7f000001/', 'address-private'],
  ['loopback, decimal', 'https://2130706433/', 'address-private'],
  ['loopback, octal', 'https://0177.0.0.1/', 'address-private'],
  ['loopback, full-width digits', 'https://１２７.0.0.1/', 'address-private'],
  ['IPv6 loopback', 'https://[::1]/', 'address-private'],
  ['IPv4-mapped', 'https://[::ffff:127.0.0.1]/', 'address-private'],
  ['metadata', 'https://169.254.169.254/latest/meta-data', 'address-private'],
  ['a password', 'https://user:secret@moodle.example/', 'address-password'],
  ['no address', 'moodle', 'address-malformed'],
  ['a host with a port and no protocol', 'moodle.example:8443', 'address-malformed'],
] as const;

for (const [what, address, code] of refused)
  test(`refused: ${what} (${address})`, () => {
    assert.throws(
      () => checkAddress(address, rules),
      (error) => error instanceof SafeFetchError && error.code === code,
    );
  });

test('a named private host may be asked; over http only in development', () => {
  assert.equal(checkAddress('http://localhost:8080/x', rules).pathname, '/x');
  assert.equal(checkAddress('https://moodle.campus.example', rules).host, 'moodle.campus.example');
  assert.throws(
    () => checkAddress('http://localhost:8080/x', { ...rules, plainHttp: false }),
    SafeFetchError,
  );
});

test('an error never repeats a whole address: it may hold a secret', () => {
  assert.throws(
    () => checkAddress('http://moodle.example/?token=secret', rules),
    (error: Error) => !error.message.includes('secret'),
  );
});
