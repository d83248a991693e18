/** Work that somebody asked for and does not wait for. It ends with the server: what is under way is stopped. */
export class Background {
  readonly #stopping = new AbortController();
  readonly #underWay = new Set<Promise<void>>();
  readonly #onError: (error: unknown) => void;

  /** @param onError is told what a piece of work threw, but for that it was stopped */
  constructor(onError: (error: unknown) => void) {
    this.#onError = onError;
  }

  start(work: (signal: AbortSignal) => Promise<void>): void {
    const { signal } = this.#stopping;
    const done = work(signal)
      .catch((error) => {
        if (!signal.aborted) this.#onError(error);
      })
      .finally(() => this.#underWay.delete(done));
    this.#underWay.add(done);
  }

  /** Resolves when nothing is under way. */
  async stop(): Promise<void> {
    this.#stopping.abort(new Error('Stopped. The next run completes it.'));
    await Promise.all(this.#underWay);
  }
}
