import type { Random } from '../../../src/recommender/data/random.ts';

type Json = unknown;

/** What no specification has in this place, and JSON can carry. The long ones are longer than every field. */
const values: readonly (() => Json)[] = [
  ...[null, true, false, 0, -1, 41, 1.5, 1e308, 2 ** 53, -0].map((one) => () => one),
  ...['', ' ', '41', 'null', 'undefined', '__proto__', 'constructor', 'toString', '$where', 'a.b', '/'].map(
    (one) => () => one,
  ),
  ...[
    '\0',
    'a\0b',
    '\ud800',
    '\udc00x',
    '\u202eabc',
    'a\r\nSet-Cookie: x=1',
    '<script>',
    '%',
    '%00',
    '{{7*7}}',
  ].map((one) => () => one),
  ...[
    '2026-02-30T10:00:00Z',
    '0000-00-00',
    '99999-01-01',
    'https://',
    'https://[',
    'http://a:99999/',
    'javascript:1',
  ].map((one) => () => one),
  () => 'x'.repeat(10_000),
  () => '/'.repeat(5_000),
  () => `a${'\u0315\u0300'.repeat(2_000)}`,
  () => [],
  () => [[], [null], {}],
  () => Array.from({ length: 300 }, (_, i) => i),
  () => ({}),
  () => ({ toString: null, valueOf: null }),
  () => ({ toString: 'x', length: 3, 0: 'a' }),
  () => JSON.parse('{"__proto__": {"id": "1"}, "constructor": {"prototype": 1}}'),
  () => ({ $ne: null, $gt: '' }),
  () => ({ id: { id: { id: null } } }),
  () => nested(300),
];

/** Seeded: the same seed gives the same values. */
export class OddValues {
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  below(count: number): number {
    return this.#random.below(count);
  }

  one<Item>(of: readonly Item[]): Item {
    return of[this.#random.below(of.length)] as Item;
  }

  value(): Json {
    return this.one(values)();
  }

  /** As a form or an address carries it. */
  text(): string {
    const value = this.value();
    return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  }

  /** A copy of the JSON with one to three odd values in it, each at a random place, or with something taken out or doubled. */
  mutate<Value extends object>(json: Value): Value {
    const copy = structuredClone(json);
    for (let left = 1 + this.below(3); left > 0; left--) this.#mutateOnce(copy as Record<string, Json>);
    return copy;
  }

  #mutateOnce(json: Record<string, Json>): void {
    let place = json;
    for (;;) {
      const keys = Object.keys(place);
      if (keys.length === 0) return;
      const key = this.one(keys);
      const inner = place[key];
      if (typeof inner === 'object' && inner !== null && this.below(3) > 0) {
        place = inner as Record<string, Json>;
        continue;
      }
      const what = this.below(10);
      if (what === 0) delete place[key];
      else if (what === 1) put(place, key, [inner]);
      else if (what === 2) put(place, this.text().slice(0, 100), inner);
      else put(place, key, this.value());
      return;
    }
  }
}

function nested(levels: number): Json {
  let value: Json = null;
  for (let i = 0; i < levels; i++) value = i % 2 === 0 ? [value] : { x: value };
  return value;
}

/** As `JSON.parse` does it: a field named `__proto__` is a field. */
function put(place: object, name: string, value: Json): void {
  Object.defineProperty(place, name, { value, writable: true, enumerable: true, configurable: true });
}
