/** Values that are forgotten after a fixed time. */
export class ShortLived<Value> {
  readonly #milliseconds: number;
  /** In the order in which they end, since each lives equally long. */
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

  /** As `get`, and forgets it: each value is taken once. */
  take(key: string): Value | undefined {
    const value = this.get(key);
    this.#kept.delete(key);
    return value;
  }
}
