import type { SyncForecast } from '../../../models/sync-forecast.ts';
import type { HeldBack, HeldScope, SyncCounts, SyncProgress, SyncRun } from '../../../models/sync-run.ts';
import { noCounts } from '../../sync/apply/apply.ts';
import { nounFor } from '../../values/noun-for.ts';
import { counted, countWords, durationWords, type Moment, toMoment } from '../time-and-number-words.ts';

/** A run as the pages show it. */
export interface RunView {
  id: string;
  state: SyncRun['state'];
  /** "everything", "changes" */
  wanted: SyncRun['wanted'];
  started: Moment;
  finished: Moment | undefined;
  /** Undefined while it runs. */
  took: string | undefined;
  /** "12,345 enrolments read; …" */
  counts: string;
  isResumed: boolean;
  isStopping: boolean;
  error: string | undefined;
  rejections: { reason: string; count: string }[];
  heldBack: (HeldBackView & { released: Moment | undefined }) | undefined;
}

/** Removals that were not believed. */
export interface HeldBackView {
  /** "removals held back: 10 of 12" */
  words: string;
  /** "10 of 12 people in course 4711" */
  scopes: string[];
}

export function heldBackView({ removals, of, scopes, scopeCount }: HeldBack): HeldBackView {
  const more = scopeCount - scopes.length;
  return {
    words: `removals held back: ${shareWords({ removals, of })}`,
    scopes: [...scopes.map(scopeWords), ...(more > 0 ? [`and ${countWords(more)} more`] : [])],
  };
}

function scopeWords(scope: HeldScope): string {
  const share = shareWords(scope);
  if (scope.kind === 'courses') return `${share} ${nounFor(scope.of, 'course')} of the catalogue`;
  return `${share} ${nounFor(scope.of, 'person', 'people')} ${scope.course === undefined ? 'in all courses that were read' : `in course ${scope.course}`}`;
}

function shareWords({ removals, of }: Pick<HeldScope, 'removals' | 'of'>): string {
  return `${countWords(removals)} of ${countWords(of)}`;
}

export function runView(run: SyncRun, now: Date): RunView {
  const { startedAt, finishedAt } = run;
  return {
    ...{ id: `${run._id}`, state: run.state, wanted: run.wanted, error: run.error },
    started: toMoment(startedAt, now),
    finished: finishedAt && toMoment(finishedAt, now),
    took: finishedAt && durationWords((finishedAt.getTime() - startedAt.getTime()) / 1000),
    counts: countsWords(run.counts),
    isResumed: run.resumedFrom !== undefined,
    isStopping: run.state === 'running' && run.stopRequestedAt !== undefined,
    rejections: (run.rejections ?? []).map(({ reason, count }) => ({ reason, count: countWords(count) })),
    heldBack: run.heldBack && {
      ...heldBackView(run.heldBack),
      released: run.releasedAt && toMoment(run.releasedAt, now),
    },
  };
}

/** "8 courses and 120 enrolments read, 3 new or changed, 1 of them no longer there, 2 left out" */
export function countsWords({ courses, enrolments, events, changed, removed, rejected }: SyncCounts): string {
  const read = [
    counted(courses, 'course'),
    counted(enrolments, 'enrolment'),
    ...(events > 0 ? [counted(events, 'event')] : []),
  ];
  return [
    `${read.slice(0, -1).join(', ')} and ${read.at(-1)} read`,
    `${countWords(changed)} new or changed`,
    ...(removed > 0 ? [`${countWords(removed)} of them no longer there`] : []),
    ...(rejected > 0 ? [`${countWords(rejected)} left out`] : []),
  ].join(', ');
}

/** How far a run is: for `<progress>`, and in words. */
export interface ProgressView {
  /** 0 to 1; undefined while the total is not known. */
  share: number | undefined;
  words: string;
}

/** @param counts what was read so far */
export function progressView(
  progress: SyncProgress | undefined,
  counts: SyncCounts | undefined,
): ProgressView {
  const rows = counts ? counts.courses + counts.enrolments + counts.events + counts.rejected : 0;
  const read = counted(rows, 'row');
  if (!progress) return { share: undefined, words: rows > 0 ? read : 'It begins.' };
  const { done, total, rowsPerSecond, secondsLeft } = progress;
  const share = total ? Math.min(1, done / total) : undefined;
  return {
    share,
    words: [
      ...(share === undefined ? [] : [`${Math.floor(share * 100)} %`]),
      read,
      ...(rowsPerSecond > 0 ? [`${countWords(rowsPerSecond)} rows/s`] : []),
      ...(secondsLeft === undefined ? [] : [`about ${durationWords(secondsLeft)} left`]),
    ].join(', '),
  };
}

const changeWords: Readonly<Record<string, string>> = {
  new: 'new',
  changed: 'changed',
  removed: 'no longer there',
};

/** What a run would change, as the page shows it. */
export interface ForecastView {
  state: SyncForecast['state'];
  started: Moment;
  progress: ProgressView;
  error: string | undefined;
  summary: string;
  changes: { words: string; examples: string }[];
  rejections: { reason: string; count: string }[];
  heldBack: HeldBackView | undefined;
}

export function forecastView(forecast: SyncForecast, now: Date): ForecastView {
  const { state, startedAt, error, progress, counts = noCounts, changes = [], rejections = [] } = forecast;
  return {
    ...{ state, error, started: toMoment(startedAt, now), progress: progressView(progress, counts) },
    summary: countsWords(counts),
    changes: changes.map(({ change, of, count, examples }) => ({
      words: `${counted(count, of)} ${changeWords[change] ?? change}`,
      examples:
        examples.length === 0
          ? ''
          : `, ${count > examples.length ? 'such as' : 'namely'} ${examples.join(', ')}`,
    })),
    rejections: rejections.map(({ reason, count }) => ({ reason, count: countWords(count) })),
    heldBack: forecast.heldBack && heldBackView(forecast.heldBack),
  };
}
