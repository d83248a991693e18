import { setTimeout as sleep } from 'node:timers/promises';
import { nounFor } from '../values/noun-for.ts';
import { ProgressBar } from './progress-bar.ts';

interface Counts {
  rows: number;
  courses: number;
  enrolments: number;
  events: number;
  rejected: number;
  changed: number;
  removed: number;
}

interface Progress {
  done: number;
  total?: number;
  rowsPerSecond: number;
  secondsLeft?: number;
}

interface Run {
  institution: string;
  source: string;
  counts: Counts;
  progress: Progress | undefined;
}

const lookEveryMilliseconds = 1_000;
const shownReasons = 10;

/** Shows the run of one source. */
export class SyncBar {
  readonly #bar: ProgressBar;
  readonly #reasons = new Map<string, number>();

  constructor(label: string) {
    this.#bar = new ProgressBar(label);
  }

  update = ({ done, total, rowsPerSecond }: Progress, counts: Counts): void => {
    const rate = rowsPerSecond > 0 ? `, ${rowsPerSecond} rows/s` : '';
    this.#bar.update(total ? done / total : 0, `${rowWords(counts)}${rate}`);
  };

  reject = ({ reason }: { reason: string }): void => {
    this.#reasons.set(reason, (this.#reasons.get(reason) ?? 0) + 1);
  };

  /** Ends with a summary, further lines, and the reasons why rows were left out. */
  finish(summary: string, ...lines: string[]): void {
    this.#bar.finish(summary);
    for (const line of lines) console.log(`  ${line}`);
    const reasons = [...this.#reasons].sort(([, a], [, b]) => b - a).slice(0, shownReasons);
    for (const [reason, count] of reasons) console.log(`  left out: ${count} × ${reason}`);
  }

  fail(message: string): void {
    this.#bar.print(`✗ ${message}`);
  }
}

export function changedWords({ courses, enrolments, events, changed, removed, rejected }: Counts): string {
  const said = (count: number, one: string) => `${count} ${nounFor(count, one)}`;
  const of = events > 0 ? `, ${said(events, 'event')}` : '';
  const read = `${said(courses, 'course')}, ${said(enrolments, 'enrolment')}${of} read`;
  return `${read}; ${changed} new or changed, ${removed} of them no longer there; ${rejected} left out`;
}

interface HeldBack {
  removals: number;
  of: number;
  scopeCount: number;
  scopes: readonly { kind: string; course?: string; removals: number; of: number }[];
}

/** What a run did not believe, and what to do; nothing where it held nothing back. */
export function heldBackLines(heldBack: HeldBack | undefined): string[] {
  if (!heldBack) return [];
  const { removals, of, scopes, scopeCount } = heldBack;
  const placeOf = ({ kind, course }: { kind: string; course?: string }) =>
    kind === 'courses'
      ? 'courses of the catalogue'
      : `people in ${course === undefined ? 'all courses' : `course ${course}`}`;
  const more = scopeCount - scopes.length;
  return [
    `removals held back: ${removals} of ${of}. So much is missing that it is not believed.`,
    ...scopes.map((scope) => `  ${scope.removals} of ${scope.of} ${placeOf(scope)}`),
    ...(more > 0 ? [`  and ${more} more`] : []),
    'If they have really left: npm run sync -- --release-removals',
  ];
}

interface Forecast {
  heldBack?: HeldBack;
  counts: Counts;
  changes: readonly { change: string; of: string; count: number; examples: readonly string[] }[];
}

/** A summary of what a run would do, and a line for each kind of change. */
export function forecastLines({ counts, changes, heldBack }: Forecast): [string, ...string[]] {
  return [
    `would do this, and nothing was written: ${changedWords(counts)}`,
    ...changes.map(
      ({ change, of, count, examples }) =>
        `${change}: ${count} × ${of}, ${count > examples.length ? 'such as' : 'namely'} ${examples.join(', ')}`,
    ),
    ...heldBackLines(heldBack),
  ];
}

/** Prints one line for each run, every second, until `signal` is aborted. A terminal shows them in the same place. */
export async function watchRuns(look: () => Promise<readonly Run[]>, signal: AbortSignal): Promise<void> {
  for (let drawn = 0; !signal.aborted; ) {
    const lines = (await look()).map(runLine);
    if (lines.length === 0) lines.push('Nothing is running. Ctrl-C ends this.');
    if (process.stdout.isTTY && drawn > 0) process.stdout.write(`\x1b[${drawn}A\x1b[0J`);
    process.stdout.write(`${lines.join('\n')}\n`);
    drawn = lines.length;
    await sleep(lookEveryMilliseconds, undefined, { signal }).catch(() => {});
  }
}

export function runLine({ institution, source, counts, progress }: Run): string {
  const label = `${institution}, ${source}: ${rowWords(counts)}`;
  if (!progress) return label;
  const { done, total, rowsPerSecond, secondsLeft } = progress;
  const share = total ? `, ${Math.floor((done / total) * 100)} %` : '';
  const left = secondsLeft === undefined ? '' : `, ${secondsLeft} s left`;
  return `${label}${share}, ${rowsPerSecond} rows/s${left}`;
}

function rowWords({ rows }: Counts): string {
  return `${rows} ${nounFor(rows, 'row')}`;
}
