import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, test } from 'node:test';
import { plainDigits } from '../../src/values/plain-digits.ts';
import { readCreditCount } from '../../src/values/read-credits.ts';
import { readBoolean, readNumber } from '../../src/values/read-number.ts';
import { readList, readObject } from '../../src/values/read-object.ts';
import { readProgramme } from '../../src/values/read-programme.ts';
import { readId, readText, withoutTricks } from '../../src/values/read-text.ts';
import { knownTime, readTime } from '../../src/values/read-time.ts';
import { readYearOfStudy } from '../../src/values/read-year-of-study.ts';
import { startProcessorTime } from '../support/processor-time.ts';

/** Values that foreign JSON may hold in any place. */
const odd: readonly unknown[] = [
  ...[undefined, null, true, [], [[]], ['2026-09-01'], {}, Object.create(null), { toString: 1 }],
  ...[
    JSON.parse('{"toString":{},"valueOf":null,"__proto__":7}'),
    Number.NaN,
    Number.POSITIVE_INFINITY,
    Symbol('x'),
    10n,
  ],
];

test('what a course counts is a number above 0, with its unit or without', () => {
  for (const [value, count] of [
    ...[
      [5, 5],
      ['5', 5],
      ['7,5', 7.5],
      ['7.5 ECTS', 7.5],
      ['12 LP', 12],
      ['3 credits', 3],
      [' 30 ects ', 30],
      ['٧٫٥', 7.5],
      ['５ ECTS', 5],
    ],
    ...[
      ['0', undefined],
      [0, undefined],
      ['-3', undefined],
      ['5 of 10', undefined],
      ['1.234,5', undefined],
    ],
    ...[
      ['12000', undefined],
      ['many', undefined],
      ['', undefined],
      ['0x10', undefined],
      ['5 weeks', undefined],
    ],
  ] as const)
    assert.equal(readCreditCount(value), count, String(value));
  for (const value of odd) assert.equal(readCreditCount(value), undefined);
});

test('numbers may be in the decimal digits of any script', () => {
  for (const digits of [
    '٠١٢٣٤٥٦٧٨٩',
    '۰۱۲۳۴۵۶۷۸۹',
    '०१२३४५६७८९',
    '০১২৩৪৫৬৭৮৯',
    '๐๑๒๓๔๕๖๗๘๙',
    '０１２３４５６７８９',
    '𝟘𝟙𝟚𝟛𝟜𝟝𝟞𝟟𝟠𝟡',
    '𞥐𞥑𞥒𞥓𞥔𞥕𞥖𞥗𞥘𞥙',
  ]) {
    assert.equal(plainDigits(digits), '0123456789', digits);
    const three = [...digits][3] as string;
    assert.equal(readNumber(`${three}${three}`), 33);
    assert.equal(readYearOfStudy(`السنة ${three}`), 3);
  }
  assert.equal(readNumber('١٬٢٣٤٫٥'), 1234.5);
  assert.equal(readNumber('²'), undefined, 'an exponent is no digit');
  assert.equal(readBoolean('١'), true);
  assert.equal(plainDigits('BIO-101 №7'), 'BIO-101 №7');
});

describe('times', () => {
  for (const [given, right] of [
    ['2026-09-01', '2026-09-01T00:00:00.000Z'],
    ['20260901', '2026-09-01T00:00:00.000Z'],
    [' 2026-09-01 ', '2026-09-01T00:00:00.000Z'],
    ['2026-09-01T10:30', '2026-09-01T10:30:00.000Z'],
    ['2026-09-01T10', '2026-09-01T10:00:00.000Z'],
    ['2026-09-01 10:30:15', '2026-09-01T10:30:15.000Z'],
    ['2026-09-01t10:30:15z', '2026-09-01T10:30:15.000Z'],
    ['2026-09-01T10:30:15.250Z', '2026-09-01T10:30:15.250Z'],
    ['2026-09-01T10:30:15,5Z', '2026-09-01T10:30:15.500Z'],
    ['2026-09-01T10:30:15.123456789Z', '2026-09-01T10:30:15.123Z'],
    ['2026-09-01 10:30:15+02', '2026-09-01T08:30:15.000Z'],
    ['2026-09-01T10:30:15-0330', '2026-09-01T14:00:15.000Z'],
    ['2026-09-01T10:30:15\u221203:30', '2026-09-01T14:00:15.000Z'],
    ['2026-09-01T10:30:15 +02:00', '2026-09-01T08:30:15.000Z'],
    ['2026-09-01 10:30:15 UTC', '2026-09-01T10:30:15.000Z'],
    ['20260901T103015Z', '2026-09-01T10:30:15.000Z'],
    ['20260901T1030+0200', '2026-09-01T08:30:00.000Z'],
    ['20260901103015', '2026-09-01T10:30:15.000Z'],
    ['2026-09-01T24:00:00Z', '2026-09-02T00:00:00.000Z'],
    ['2026-12-31T23:59:60Z', '2027-01-01T00:00:00.000Z'],
    ['2024-02-29', '2024-02-29T00:00:00.000Z'],
    ['0099-03-01', '0099-03-01T00:00:00.000Z'],
    ['8/17/2026', '2026-08-17T00:00:00.000Z'],
    ['17/8/2026', '2026-08-17T00:00:00.000Z'],
    ['08/08/2026', '2026-08-08T00:00:00.000Z'],
    ['8/17/2026 9:05', '2026-08-17T09:05:00.000Z'],
    ['8/17/2026 12:05:10 AM', '2026-08-17T00:05:10.000Z'],
    ['8/17/2026 1:05 pm', '2026-08-17T13:05:00.000Z'],
    ['17.8.2026', '2026-08-17T00:00:00.000Z'],
    ['7.8.2026', '2026-08-07T00:00:00.000Z'],
    ['2026/09/30', '2026-09-30T00:00:00.000Z'],
    ['2026.09.30 10:30', '2026-09-30T10:30:00.000Z'],
    ['2026年9月3日', '2026-09-03T00:00:00.000Z'],
    ['2026年09月30日 10:30', '2026-09-30T10:30:00.000Z'],
    ['٢٠٢٦-٠٩-٣٠', '2026-09-30T00:00:00.000Z'],
    ['\u200f٣٠\u200f/٠٩\u200f/٢٠٢٦', '2026-09-30T00:00:00.000Z'],
    ['۲۰۲۶/۰۹/۳۰', '2026-09-30T00:00:00.000Z'],
    ['२०२६-०९-३० १०:३०', '2026-09-30T10:30:00.000Z'],
    ['２０２６／０９／３０', '2026-09-30T00:00:00.000Z'],
    ['8/17/2026 1:05\u202fPM', '2026-08-17T13:05:00.000Z'],
  ] as const)
    test(`"${given}" is ${right}`, () => assert.equal(knownTime(given)?.toISOString(), right));

  for (const given of [
    ...['soon', 'module 3', '2026', '2026-09', '2026-W36-2', '2026-245', '1756684800', '26-09-01', '8/17/26'],
    ...[
      '2026-02-30',
      '2026-06-31T10:00:00Z',
      '2025-02-29',
      '2026-13-01',
      '2026-00-10',
      '2026-09-00',
      '20260230',
    ],
    ...['2026-09-01T25:00', '2026-09-01T24:00:01', '2026-09-01T10:60', '2026-09-01T10:30:61', '2026-0901'],
    ...['2026-09-01T10:30+24:00', '2026-09-01T10:30+02:60', '2026-09-01T10:30 CEST', '2026-09-01X10:30'],
    ...[
      '8/7/2026',
      '13/13/2026',
      '8.17.2026',
      '31/6/2026',
      '8/17/2026 13:00 PM',
      '8/17/2026 25:00',
      '8/17.2026',
    ],
    ...['NaN', `2026-09-01${' '.repeat(100)}`, '0'.repeat(100_000), 20260901, 1756684800],
  ])
    test(`${JSON.stringify(given).slice(0, 40)} is no time`, () =>
      assert.equal(readTime(given), 'unreadable'));

  for (const given of [undefined, null, '', '  ', '0000-00-00', '0000-00-00 00:00:00'])
    test(`${JSON.stringify(given)} says nothing`, () => assert.equal(readTime(given), 'none'));

  test('numbers are times only where the source says what they count', () => {
    const right = '2025-09-01T00:00:00.000Z';
    for (const given of [1756684800, '1756684800', '1756684800.0'])
      for (const epoch of ['seconds', 'either'] as const)
        assert.equal(knownTime(given, epoch)?.toISOString(), right);
    for (const given of [1756684800000, '1756684800000'])
      for (const epoch of ['milliseconds', 'either'] as const)
        assert.equal(knownTime(given, epoch)?.toISOString(), right);
    assert.equal(readTime(0, 'seconds'), 'none');
    assert.equal(readTime('0', 'either'), 'none');
    assert.equal(readTime('2025', 'either'), 'unreadable');
    assert.equal(readTime(Number.NaN, 'seconds'), 'unreadable');
    assert.equal(readTime(1e300, 'seconds'), 'unreadable');
    // A date before anything else, for an epoch of eight digits would be of 1970.
    assert.equal(knownTime('20250901', 'either')?.toISOString(), right);
  });

  test('are the same on a server of any zone', () => {
    const module = new URL('../../src/values/read-time.js', import.meta.url);
    const script = `import { knownTime } from ${JSON.stringify(module.href)};
      console.log(['2026-09-01T23:30:00', '2026-03-08 02:30', '8/17/2026'].map((t) => knownTime(t).toISOString()).join());`;
    const printed = ['America/New_York', 'Asia/Kolkata', 'UTC'].map(
      (TZ) =>
        spawnSync(process.execPath, ['--input-type=module', '-e', script], {
          env: { ...process.env, TZ },
          encoding: 'utf8',
        }).stdout,
    );
    const right = '2026-09-01T23:30:00.000Z,2026-03-08T02:30:00.000Z,2026-08-17T00:00:00.000Z\n';
    assert.deepEqual(printed, [right, right, right]);
  });
});

describe('texts', () => {
  test('are one clean line', () => {
    assert.equal(
      readText('  Soil\u0000 \u202escience\r\n\tand\u2066 law\u001b[31m ', 60),
      'Soil science and law [31m',
    );
    assert.equal(readText('e\u0301', 60), '\u00e9');
    assert.equal(readText('half \ud83d of one', 60), 'half of one');
  });
  test('are cut between characters', () => {
    assert.equal(readText('\u{1f33b}'.repeat(10), 3), '\u{1f33b}'.repeat(3));
    assert.equal(readText('abc def', 4), 'abc');
  });
  test('of any length take no time', () => {
    const spent = startProcessorTime();
    // Marks in the wrong order have to be sorted when they are composed.
    assert.equal(readText(`a${'\u0315\u0300'.repeat(500_000)}`, 60)?.length, 60);
    assert.ok(spent() < 1_000, `${spent()} ms`);
  });
  test('of several lines keep them', () => assert.equal(withoutTricks('a\n\u202eb\0\ud83d'), 'a\nb'));
  test('empty ones and other values are none', () => {
    for (const value of ['', ' \n', '\u202e', 7, ...odd]) assert.equal(readText(value, 60), undefined);
  });
});

describe('ids', () => {
  test('a number is the same id as its digits', () => {
    assert.equal(readId(101), '101');
    assert.equal(readId('101'), '101');
    assert.equal(readId('course-v1:Acme+BIO1+2026'), 'course-v1:Acme+BIO1+2026');
  });
  test('what cannot be one is none', () => {
    for (const value of [0, -1, '', '  ', 'a\0b', 'a\nb', '\ud83d', 'x'.repeat(256), 1.5, 2 ** 53, ...odd])
      assert.equal(readId(value), undefined);
    assert.equal(readId('12345', 4), undefined);
  });
});

test('numbers', () => {
  for (const [given, right] of [
    [3, 3],
    ['3', 3],
    [' -2.5 ', -2.5],
    ['1e3', 1000],
    ['.5', 0.5],
  ] as const)
    assert.equal(readNumber(given), right);
  for (const value of ['', ' ', '0x10', '1,5', '3 apples', 'Infinity', '1e999', '1'.repeat(100), ...odd])
    assert.equal(readNumber(value), undefined);
});

test('yes and no', () => {
  for (const value of [true, 1, '1', 'TRUE ']) assert.equal(readBoolean(value), true);
  for (const value of [false, 0, '0', 'false']) assert.equal(readBoolean(value), false);
  for (const value of ['', 'maybe', 2, undefined, null, [], [1], {}])
    assert.equal(readBoolean(value), undefined);
});

test('objects and lists', () => {
  assert.deepEqual(readObject({ a: 1 }), { a: 1 });
  for (const value of [undefined, null, 'text', 7, ['a']]) assert.deepEqual(readObject(value), {});
  assert.deepEqual(readList([1]), [1]);
  for (const value of [undefined, null, 'text', { length: 2 }]) assert.deepEqual(readList(value), []);
});

test('a year of study is one small number, with words around it or not; what may be something else is none', () => {
  for (const given of [2, '2', ' 2 ', 'Year 2', '2. Jahr', '第2学年', '2nd', '2.0', '2,0'])
    assert.equal(readYearOfStudy(given), 2, `${given}`);
  for (const other of [
    0,
    -1,
    2.5,
    21,
    2024,
    '2024',
    '1/2',
    '2.5',
    '',
    'second',
    'Year 2 of 3',
    undefined,
    null,
    [2],
  ])
    assert.equal(readYearOfStudy(other), undefined, `${other}`);
});

test('a programme that is a word for none is none: nobody studies “NULL”', () => {
  for (const none of ['', ' ', undefined, 'NULL', '#N/A', '#NV', 'nan', '<NA>', '-', '?', 'unknown'])
    assert.equal(readProgramme(none), undefined, none);
  for (const name of ['Nursing', ' Nursing ', 'C++', 'na', 'A', '看護学', '3E11'])
    assert.equal(readProgramme(name), name.trim());
});
