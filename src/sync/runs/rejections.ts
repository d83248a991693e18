import type { Types } from 'mongoose';
import { type RejectedRow, SyncRejectionsModel } from '../../../models/sync-rejections.ts';
import type { CountedReason, SyncRun } from '../../../models/sync-run.ts';
import type { Rejection } from '../source.ts';

/** More rejected rows usually have one mistake in common. */
const keptRows = 10_000;
const rowsInDocument = 1_000;
const longestText = 300;
const mostReasons = 50;
const otherReasons = 'other reasons';

/** The rows that a run rejected: counted by reason, and the first ten thousand in full, so that they can be corrected. */
export class Rejections {
  readonly #institutionId: Types.ObjectId;
  readonly #run: Types.ObjectId;
  readonly #rows: RejectedRow[] = [];
  readonly #reasons = new ReasonCounts();

  constructor(institutionId: Types.ObjectId, run: Types.ObjectId) {
    this.#institutionId = institutionId;
    this.#run = run;
  }

  add({ origin, reason: whole, sentences, detail }: Rejection): void {
    const text = whole.slice(0, longestText);
    this.#reasons.add({ reason: text, sentences });
    if (this.#rows.length >= keptRows) return;
    this.#rows.push({
      reason: text,
      ...(origin !== undefined && { origin: origin.slice(0, longestText) }),
      ...(detail !== undefined && mayBeStored(detail) && { detail: detail.slice(0, longestText) }),
    });
  }

  /** Stores the rows. @returns the reasons, for the run; empty where no row was rejected */
  async keep(): Promise<Pick<SyncRun, 'rejections'>> {
    const rejections = this.#reasons.sorted();
    if (rejections.length === 0) return {};
    const [institutionId, run] = [this.#institutionId, this.#run];
    const parts = Array.from({ length: Math.ceil(this.#rows.length / rowsInDocument) }, (_, i) => ({
      ...{ institutionId, run, from: i * rowsInDocument },
      rows: this.#rows.slice(i * rowsInDocument, (i + 1) * rowsInDocument),
    }));
    // Only people look at them, so a run does not fail because of it.
    await SyncRejectionsModel.insertMany(parts).catch(() => {});
    return { rejections };
  }
}

/** How often each reason was given. */
export class ReasonCounts {
  readonly #counts = new Map<string, CountedReason>();

  add({ reason: text, sentences }: Pick<Rejection, 'reason' | 'sentences'>): void {
    const isOther = !this.#counts.has(text) && this.#counts.size >= mostReasons;
    const reason = isOther ? otherReasons : text;
    const counted = this.#counts.get(reason) ?? {
      ...{ reason, count: 0 },
      ...(sentences && !isOther && { sentences }),
    };
    counted.count++;
    this.#counts.set(reason, counted);
  }

  /** The most frequent first. */
  sorted(): CountedReason[] {
    return [...this.#counts.values()].sort((a, b) => b.count - a.count);
  }
}

/**
 * In a file whose columns are mixed up, the course's column may hold somebody's name or address. Such a text is shown during the
 * run and not stored. Ids, times and numbers have a digit; the row's place says the rest.
 */
function mayBeStored(detail: string): boolean {
  return /\d/.test(detail) && !/[@\s]/.test(detail);
}

/** The rows that a run has kept, in their order. */
export async function* rejectedRows(
  institutionId: Types.ObjectId,
  run: Types.ObjectId,
): AsyncGenerator<RejectedRow> {
  const kept = SyncRejectionsModel.find({ institutionId, run }).sort({ from: 1 }).lean();
  for await (const { rows } of kept.cursor()) yield* rows;
}
