import type { Institution } from '../../models/institution.ts';
import type { SyncRecord } from './record.ts';

/**
 * Where an institution's data comes from: one LMS's interface, or one set of files. To write one, make a folder
 * `sources/<name>/` with a client (asks, pages, throttles), a mapping (an answer → records; names and e-mails end
 * here) and a connector (`connector.ts`), add it to `all-connectors.ts`, its name to `source-order.ts`, and test it on recorded
 * answers in `test/sync/<name>/`, with a `personal-fixtures.ts` that `no-names.test.ts` there finds by itself. Whoever runs it (`runs/run-sync.ts`) does the rest: one run at a time, checkpoints, progress,
 * retries later, writing.
 */
export interface Source {
  /** Names its view in the documents and its runs; one of `source-order.ts`. */
  readonly name: string;
  /** A part of the source that is pulled by itself, such as one course: it has runs of its own. */
  readonly part?: string;
  /**
   * Its ids of people and courses are its own and not those of the LMS's launches. What it yields is stored under the
   * LMS's as soon as a launch, a roster or an `alias` record tells them (docs/decisions/0010-aliases.md).
   */
  readonly hasOwnIds?: boolean;
  /** What the data is of, where it is not of this moment: a file's time. Goes into `seenAt`. */
  readonly asOf?: Date;
  /**
   * Tells two sets of data apart (paths and times of files, settings of a connection): a pull of other data neither goes on
   * where one stopped nor asks for changes alone.
   */
  readonly fingerprint?: string;
  /**
   * Yields everything, or with `since` what has changed, in an order that stays (by id), so that `cursor` can go on.
   * Constant memory: a page at a time; the consumer is the brake. Rows that cannot be mapped are given to `onReject`
   * and left out; a pull that cannot go on throws, and what it has yielded is kept.
   * @throws SourceError that says cause and cure, and when to come again
   */
  pull(options: PullOptions): AsyncIterable<SyncRecord>;
}

export interface PullOptions {
  /**
   * When the last complete pull began, less ten minutes because clocks differ. Undefined: everything is wanted, and
   * `complete` records with it. A source that cannot ask for changes takes no notice.
   */
  since?: Date | undefined;
  /** Go on behind this checkpoint of an earlier pull that was interrupted (same `since`). */
  cursor?: string | undefined;
  /** Pass it to every request; aborted when the process stops or another one has taken over. */
  signal: AbortSignal;
  /** How far it is, in any unit that fits (pages, courses, bytes). `total` may come late and may change. */
  onProgress: (done: number, total?: number) => void;
  onReject: (rejection: Rejection) => void;
}

/** A record or a row that cannot be stored. */
export interface Rejection {
  /** `origin` of the record. Rows that were left out are kept for a while: neither this nor the others name a person. */
  origin?: string | undefined;
  /** The same words for the same cause: rejections are counted by it. */
  reason: string;
  /** What in the record it is about; safe to print. */
  detail?: string | undefined;
}

/** Makes the source of an institution, where it is set up there. */
export interface SourceProvider {
  readonly name: string;
  /** How often it may be asked, minutes; the scheduler adds chance. */
  readonly everyMinutes: number;
  /** How often it is asked for everything, minutes; in between for changes. */
  readonly everythingEveryMinutes: number;
  /** Undefined: not set up for this institution. */
  forInstitution(institution: Institution): Promise<Source | undefined>;
}
