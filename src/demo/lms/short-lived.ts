/** Values that are forgotten after a fixed time. */
export class ShortLived<Value> {
  readonly #milliseconds: number;
  /** In the order in which they expire: all live equally long. */
  readonly #kept = new Map<string, { value: Value; until: number }>();

  constructor(seconds: number) {
    this.#milliseconds = seconds * 1000;
  }

  set(key: string, value: Value): void {
    const now = Date.now();
    for (const [old, { until }] of this.#kept) {
      if (until > now) break;
      this.#kept.delete(old);
    }
    this.#kept.delete(key);
    this.#kept.set(key, { value, until: now + this.#milliseconds });
  }

  get(key: string): Value | undefined {
    const found = this.#kept.get(key);
    return found && found.until > Date.now() ? found.value : undefined;
  }

  /** Like `get`, and forgets the value: each value is taken once. */
  take(key: string): Value | undefined {
    const value = this.get(key);
    this.#kept.delete(key);
    return value;
  }
}
