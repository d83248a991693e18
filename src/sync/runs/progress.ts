import type { SyncProgress } from '../../../models/sync-run.ts';
import type { ApplyCounts } from '../apply/apply.ts';

const storeEveryMilliseconds = 1_000;
/** An estimate of the time left is too rough before. */
const estimateAfterMilliseconds = 2_000;

export type RunProgress = Omit<SyncProgress, 'at'>;
export type Report = (progress: RunProgress, counts: ApplyCounts) => void;

/** Combines what the source has read (how much of how much) with what was applied (rows), and passes it on now and then. */
export class Progress {
  readonly #startedAt = performance.now();
  readonly #store: Report;
  readonly #show: Report;
  #storedAt = this.#startedAt;
  /** A run that continues another one begins in the middle. */
  #firstDone: number | undefined;
  #done = 0;
  #total: number | undefined;
  #counts: ApplyCounts;
  readonly #rowsBefore: number;

  /** @param store called at most once a second; `show` each time */
  constructor(before: ApplyCounts, store: Report, show: Report) {
    this.#counts = before;
    this.#rowsBefore = before.rows;
    this.#store = store;
    this.#show = show;
  }

  asked(done: number, total: number | undefined): void {
    this.#firstDone ??= done;
    this.#done = done;
    this.#total = total;
    this.#tell();
  }

  applied(counts: ApplyCounts): void {
    this.#counts = counts;
    this.#tell();
  }

  now(): RunProgress {
    const elapsed = performance.now() - this.#startedAt;
    const rowsPerSecond = Math.round(((this.#counts.rows - this.#rowsBefore) / elapsed) * 1000);
    const progress = { done: this.#done, rowsPerSecond };
    if (this.#total === undefined) return progress;
    const covered = this.#done - (this.#firstDone ?? 0);
    const left = Math.max(0, this.#total - this.#done);
    const known = { ...progress, total: this.#total };
    if (elapsed < estimateAfterMilliseconds || covered <= 0) return known;
    return { ...known, secondsLeft: Math.round(((elapsed / covered) * left) / 1000) };
  }

  #tell(): void {
    const progress = this.now();
    this.#show(progress, this.#counts);
    if (performance.now() - this.#storedAt < storeEveryMilliseconds) return;
    this.#storedAt = performance.now();
    this.#store(progress, this.#counts);
  }
}
