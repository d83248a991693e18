/** Work that nobody waits for. It ends with the server: what is running is then stopped. */
export class BackgroundWork {
  readonly #stopping = new AbortController();
  readonly #running = new Set<Promise<void>>();
  readonly #onError: (error: unknown) => void;

  /** @param onError is told what a piece of work threw, unless it was stopped */
  constructor(onError: (error: unknown) => void) {
    this.#onError = onError;
  }

  start(work: (signal: AbortSignal) => Promise<void>): void {
    const { signal } = this.#stopping;
    const done = work(signal)
      .catch((error) => {
        if (!signal.aborted) this.#onError(error);
      })
      .finally(() => this.#running.delete(done));
    this.#running.add(done);
  }

  /** Stops everything. Resolves when nothing is running. */
  async stop(): Promise<void> {
    this.#stopping.abort(new Error('Stopped. The next run completes it.'));
    await Promise.all(this.#running);
  }
}
