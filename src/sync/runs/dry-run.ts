import type { CountedReason, HeldBack, SyncCounts } from '../../../models/sync-run.ts';
import { type AppliedKind, apply, noCounts } from '../apply/apply.ts';
import type { Change } from '../apply/bulk-upsert.ts';
import { storedTerms } from '../identity/stored-term.ts';
import { ReasonCounts } from './rejections.ts';
import type { RunOptions } from './run-sync.ts';

const shownKeys = 5;
/** Enough to tell two people of a course apart. */
const shownOfPseudonym = 8;

export interface Forecast {
  counts: SyncCounts;
  /** What would be written, by kind. */
  changes: ForecastChange[];
  /** Rows that would be rejected, by reason. */
  rejections: CountedReason[];
  /** Removals that would wait for an administrator. */
  heldBack?: HeldBack;
}

export interface ForecastChange {
  change: Change;
  of: AppliedKind;
  count: number;
  /** The first few: a course's key, and of a person the beginning of the pseudonym. */
  examples: string[];
}

/**
 * Pulls everything and says what a run would change. It writes nothing, not even that it ran, so it needs no lease. The caller
 * must not call it while the other side asks to wait. It holds the ids of all that it has seen, 64 bytes each.
 * @throws whatever the pull throws
 */
export async function dryRun(options: Omit<RunOptions, 'wanted'>): Promise<Forecast> {
  const { institution, source, onProgress, now = () => new Date() } = options;
  const signal = options.signal ?? new AbortController().signal;
  const changes = new Map<string, ForecastChange>();
  const reasons = new ReasonCounts();
  const onReject: RunOptions['onReject'] = (rejection) => {
    reasons.add(rejection);
    options.onReject?.(rejection);
  };
  let heldBack: HeldBack | undefined;
  let read: { done: number; total?: number } = { done: 0 };
  const records = source.pull({
    ...{ signal, onReject, storedTerm: storedTerms(institution._id, source) },
    onProgress: (done, total) => {
      read = { done, ...(total !== undefined && { total }) };
    },
  });
  const counts = await apply({
    ...{
      institution,
      source: source.name,
      hasOwnIds: source.hasOwnIds,
      records,
      seenAt: source.asOf ?? now(),
      now: now(),
      onReject,
    },
    onProgress: (soFar) => onProgress?.({ ...read, rowsPerSecond: 0 }, { ...noCounts, ...soFar }),
    onJudged: (judgement) => {
      heldBack = judgement.heldBack;
    },
    onChange: (change, of, key) => {
      const known = changes.get(`${change} ${of}`) ?? { change, of, count: 0, examples: [] };
      known.count++;
      if (known.examples.length < shownKeys) known.examples.push(toExample(key));
      changes.set(`${change} ${of}`, known);
    },
  });
  return {
    counts,
    changes: [...changes.values()],
    rejections: reasons.sorted(),
    ...(heldBack && { heldBack }),
  };
}

function toExample({ key, id, course, learner }: Readonly<Record<string, string>>): string {
  return key ?? id ?? `${course} (${learner?.slice(0, shownOfPseudonym)}…)`;
}
