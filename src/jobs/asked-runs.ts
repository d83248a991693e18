import type { Logger } from 'pino';
import type { Institution } from '../../models/institution.ts';
import type { SyncRun } from '../../models/sync-run.ts';
import { runSync, takeRunLease } from '../sync/runs/run-sync.ts';
import type { Source } from '../sync/source.ts';
import { Background } from './background.ts';
import { keepForecast } from './forecasts.ts';

/**
 * Runs that an administrator asks for, in the background of the server. How they go is in the database (`SyncRun`,
 * `SyncForecast`), so that every process can show it.
 */
export class AskedRuns {
  readonly #background: Background;

  constructor(log: Pick<Logger, 'warn'>) {
    // What went wrong with a run is in its record.
    this.#background = new Background((error) => log.warn({ err: error }, 'a run that was asked for failed'));
  }

  /**
   * Resolves when the run holds its lease: from then on no other run of the source can begin.
   * @param after once it has ended, however
   * @throws RunInProgressError where another run of this source is in progress
   */
  async sync(
    institution: Institution,
    source: Source,
    wanted: SyncRun['wanted'],
    after: () => Promise<void> = async () => {},
  ): Promise<void> {
    const lease = await takeRunLease({ institution, source });
    this.#background.start((signal) =>
      runSync({ institution, source, wanted, signal, lease })
        .then(() => {})
        .finally(() => lease.release())
        .finally(after),
    );
  }

  /** What a run of everything would change. */
  forecast(institution: Institution, source: Source): void {
    this.#background.start((signal) => keepForecast({ institution, source, signal }));
  }

  /** Stops what is under way. */
  stop(): Promise<void> {
    return this.#background.stop();
  }
}
