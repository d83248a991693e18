/** Another run of the source is in progress. */
export class RunInProgressError extends Error {
  constructor(source: string) {
    super(
      `A run of ${source} is under way. Wait for its end; \`npm run sync -- --watch\` shows how far it is.`,
    );
    this.name = 'RunInProgressError';
  }
}

/** The other side asked not to be asked yet. */
export class TooEarlyError extends Error {
  readonly retryAt: Date;

  constructor(source: string, retryAt: Date) {
    super(`${source} asks not to be asked again before ${retryAt.toISOString()}. Run it again then.`);
    this.name = 'TooEarlyError';
    this.retryAt = retryAt;
  }
}

/** An administrator has stopped the run. */
export class StoppedError extends Error {
  constructor() {
    super('Stopped by an administrator. The next run goes on from here.');
    this.name = 'StoppedError';
  }
}
