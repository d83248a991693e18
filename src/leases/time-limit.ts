/** Something took longer than it may. The message says what. */
export class TookTooLongError extends Error {
  constructor(what: string, milliseconds: number) {
    const minutes = Math.round(milliseconds / 60_000);
    super(
      `${what} took longer than ${minutes >= 1 ? `${minutes} minutes` : `${milliseconds} ms`} and was ended.`,
    );
    this.name = 'TookTooLongError';
  }
}

/**
 * Runs work that may not take for ever, because others wait for their turn.
 * @param what begins the error's sentence
 * @param signal ends the work too
 * @param work ends when its signal is aborted
 */
export async function withTimeLimit<Result>(
  what: string,
  milliseconds: number,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(new TookTooLongError(what, milliseconds)), milliseconds);
  try {
    return await work(AbortSignal.any([signal, late.signal]));
  } catch (error) {
    throw late.signal.aborted && !signal.aborted ? late.signal.reason : error;
  } finally {
    clearTimeout(timer);
  }
}
