import type { SyncForecast } from '../../../models/sync-forecast.ts';
import type { HeldBack, HeldScope, SyncCounts, SyncProgress, SyncRun } from '../../../models/sync-run.ts';
import { message } from '../../messages/message.ts';
import { noCounts } from '../../sync/apply/apply.ts';
import type { FileField } from '../../sync/sources/file-source.ts';
import type { Words } from '../../words/words.ts';
import { type Moment, toMoment } from '../moment.ts';
import { countedSaid, type Said } from './left-out-reasons.ts';

/** Who reads a page, and when. */
export interface Reading {
  words: Words;
  now: Date;
}

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
  /** "Courses: 8. Enrolments: 120. New or changed: 3." */
  counts: string;
  isResumed: boolean;
  isStopping: boolean;
  error: Said | undefined;
  rejections: RejectionView[];
  /** In which encoding its files were read, and what to do where letters are wrong. */
  encodings: string;
  heldBack: (HeldBackView & { released: Moment | undefined }) | undefined;
}

/** Why rows were left out: "12 × no learner id" */
export interface RejectionView {
  reason: Said;
  count: string;
}

/** Removals that were not believed. */
export interface HeldBackView {
  /** "Removals held back: 10 of 12" */
  words: string;
  /** "People in course 4711: 10 of 12" */
  scopes: string[];
}

export function heldBackView({ removals, of, scopes, scopeCount }: HeldBack, words: Words): HeldBackView {
  const more = scopeCount - scopes.length;
  return {
    words: words.say('administration.data.heldBack.of', { removals, of }),
    scopes: [
      ...scopes.map((scope) => scopeWords(scope, words)),
      ...(more > 0 ? [words.say('administration.data.heldBack.others', { count: more })] : []),
    ],
  };
}

function scopeWords({ kind, course, removals, of }: HeldScope, words: Words): string {
  if (kind === 'courses') return words.say('administration.data.heldBack.catalogue', { removals, of });
  return course === undefined
    ? words.say('administration.data.heldBack.everybody', { removals, of })
    : words.say('administration.data.heldBack.course', { removals, of, course });
}

/**
 * @param fields of the files that its source is given as
 * @param said by the names of these: in which encoding somebody has said that they are
 */
export function runView(
  run: SyncRun,
  { words, now }: Reading,
  fields: readonly FileField[] = [],
  said: Readonly<Record<string, string>> = {},
): RunView {
  const { startedAt, finishedAt } = run;
  return {
    ...{ id: `${run._id}`, state: run.state, wanted: run.wanted, error: errorSaid(run, words) },
    started: toMoment(startedAt, now, words),
    finished: finishedAt && toMoment(finishedAt, now, words),
    took: finishedAt && words.duration((finishedAt.getTime() - startedAt.getTime()) / 1000),
    counts: countsWords(run.counts, words),
    isResumed: run.resumedFrom !== undefined,
    isStopping: run.state === 'running' && run.stopRequestedAt !== undefined,
    rejections: rejectionViews(run.rejections, words),
    encodings: encodingWords(run.encodings, { fields, said }, words),
    heldBack: run.heldBack && {
      ...heldBackView(run.heldBack, words),
      released: run.releasedAt && toMoment(run.releasedAt, now, words),
    },
  };
}

/** Errors that are not made for people, and those of earlier versions, are stored in English alone. */
function errorSaid({ error, sentences }: Pick<SyncRun, 'error' | 'sentences'>, words: Words) {
  if (sentences) return { text: words.tell(sentences), isEnglish: false };
  return error === undefined ? undefined : { text: error, isEnglish: true };
}

function rejectionViews(rejections: SyncRun['rejections'] = [], words: Words): RejectionView[] {
  return rejections.map((one) => ({ reason: countedSaid(one, words), count: words.number(one.count) }));
}

/** "Encoding: Windows-1252. If letters with accents look wrong, …" */
export function encodingWords(
  encodings: SyncRun['encodings'] = [],
  { fields = [], said = {} }: { fields?: readonly FileField[]; said?: Readonly<Record<string, string>> },
  words: Words,
): string {
  if (encodings.length === 0) return '';
  const found = [...new Set(encodings.map(({ encoding }) => encoding))];
  // Where files differ, each is named.
  const labelOf = (file: string) => fields.find(({ name }) => name === file)?.label ?? file;
  const list =
    found.length === 1
      ? found
      : encodings.map(({ file, encoding }) =>
          words.say('administration.data.run.encodingOf', { file: labelOf(file), encoding }),
        );
  return words.tell([
    message('administration.data.run.encoding', { encodings: words.list(list) }),
    ...(encodings.some(({ file, encoding }) => encoding === 'Windows-1252' && said[file] === undefined)
      ? [message('administration.data.run.encoding.western')]
      : []),
  ]);
}

/** "Courses: 8. Enrolments: 120. New or changed: 3. No longer there: 1. Left out: 2." */
export function countsWords(counts: SyncCounts, words: Words): string {
  const { courses, enrolments, events, studies = 0, changed, removed, rejected } = counts;
  // A table of people holds neither.
  const hasNeither = courses + enrolments === 0 && studies > 0;
  return words.tell([
    ...(hasNeither ? [] : [message('administration.data.read', { courses, enrolments })]),
    ...(events > 0 ? [message('administration.data.read.events', { events })] : []),
    ...(studies > 0 ? [message('administration.data.read.studies', { studies })] : []),
    message('administration.data.read.changed', { changed }),
    ...(removed > 0 ? [message('administration.data.read.removed', { removed })] : []),
    ...(rejected > 0 ? [message('administration.data.read.leftOut', { rejected })] : []),
  ]);
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
  words: Words,
): ProgressView {
  const rows = counts?.rows ?? 0;
  const read = words.say('administration.data.progress.rows', { rows });
  if (!progress)
    return { share: undefined, words: rows > 0 ? read : words.say('administration.data.progress.begins') };
  const { done, total, rowsPerSecond, secondsLeft } = progress;
  const share = total ? Math.min(1, done / total) : undefined;
  return {
    share,
    words: words.aside([
      ...(share === undefined ? [] : [percentWords(share, words)]),
      read,
      ...(rowsPerSecond > 0 ? [words.say('administration.data.progress.rate', { rows: rowsPerSecond })] : []),
      ...(secondsLeft === undefined
        ? []
        : [words.say('administration.data.progress.left', { duration: words.duration(secondsLeft) })]),
    ]),
  };
}

/** "14%"; never more than there is. */
export function percentWords(share: number, words: Words): string {
  return words.number(Math.floor(share * 100) / 100, { style: 'percent' });
}

/** What a run would change, as the page shows it. */
export interface ForecastView {
  state: SyncForecast['state'];
  started: Moment;
  progress: ProgressView;
  error: Said | undefined;
  summary: string;
  changes: { words: string; examples: string }[];
  rejections: RejectionView[];
  heldBack: HeldBackView | undefined;
}

export function forecastView(forecast: SyncForecast, { words, now }: Reading): ForecastView {
  const { state, startedAt, progress, counts = noCounts, changes = [], rejections } = forecast;
  return {
    ...{ state, error: errorSaid(forecast, words), started: toMoment(startedAt, now, words) },
    progress: progressView(progress, counts, words),
    summary: countsWords(counts, words),
    changes: changes.map(({ change, of, count, examples }) => ({
      words: words.say(`administration.data.forecast.${of}.${change}`, { count }),
      examples:
        examples.length === 0
          ? ''
          : words.say(`administration.data.forecast.${count > examples.length ? 'suchAs' : 'namely'}`, {
              examples: words.list(examples),
            }),
    })),
    rejections: rejectionViews(rejections, words),
    heldBack: forecast.heldBack && heldBackView(forecast.heldBack, words),
  };
}
