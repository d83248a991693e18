import type { Logger } from 'pino';
import type { Institution } from '../../models/institution.ts';
import type { SyncRun } from '../../models/sync-run.ts';
import { runSync, takeRunLease } from '../sync/runs/run-sync.ts';
import type { Source } from '../sync/source.ts';
import { BackgroundWork } from './background-work.ts';
import { keepForecast } from './forecasts.ts';

/**
 * Runs that an administrator has requested; they run in the background of the server. Their progress is in the database
 * (`SyncRun`, `SyncForecast`), so that every process can show it.
 */
export class RequestedRuns {
  readonly #background: BackgroundWork;

  constructor(log: Pick<Logger, 'warn'>) {
    // The run's record says what went wrong with it.
    this.#background = new BackgroundWork((error) => log.warn({ err: error }, 'a requested run failed'));
  }

  /**
   * Starts a run. Resolves when it holds the lease of the source: from then on no other run can begin.
   * @param after is called when the run has ended, also when it failed
   * @throws RunInProgressError while another run of this source is running
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

  /** Finds out what a run of everything would change. */
  forecast(institution: Institution, source: Source): void {
    this.#background.start((signal) => keepForecast({ institution, source, signal }));
  }

  /** Stops all runs. */
  stop(): Promise<void> {
    return this.#background.stop();
  }
}
