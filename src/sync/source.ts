import type { Institution } from '../../models/institution.ts';
import type { Message } from '../messages/message.ts';
import type { SyncRecord, Term } from './record.ts';

/**
 * Where an institution's data comes from: an LMS's interface, or a set of files. docs/recipes/add-a-source.md says how to write
 * one. `runs/run-sync.ts` does the rest: one run at a time, checkpoints, progress, writing. Read `record.ts` next.
 */
export interface Source {
  /** Names its runs and its part of `bySource` in documents; one of `source-order.ts`. */
  readonly name: string;
  /** A part of the source that is pulled by itself, such as one course. It has runs of its own. */
  readonly part?: string;
  /**
   * Its ids of people and courses are its own and not those of the LMS's launches. Its records are stored under the LMS's ids
   * as soon as a launch, a roster or an `alias` record tells them (docs/decisions/0010-aliases.md).
   */
  readonly hasOwnIds?: boolean;
  /** The time that the data describes, where it is not now: a file's time. Goes into `seenAt`. */
  readonly asOf?: Date;
  /**
   * Identifies the set of data (paths and times of files, settings of a connection). A pull of other data neither continues an
   * earlier one nor asks for changes only.
   */
  readonly fingerprint?: string;
  /**
   * Yields everything, or with `since` what has changed, in a stable order (by id), so that `cursor` can continue. Memory stays
   * constant: one page at a time, at the consumer's speed. Rows that cannot be mapped are given to `onReject` and not yielded. A
   * pull that cannot go on throws; what it has yielded is kept.
   * @throws SourceError that says cause and cure, and when to come again
   */
  pull(options: PullOptions): AsyncIterable<SyncRecord>;
}

export interface PullOptions {
  /**
   * When the last complete pull began, less ten minutes because clocks differ. Undefined: everything is wanted, with
   * `complete` records. A source that cannot ask for changes ignores it.
   */
  since?: Date | undefined;
  /** Continue after this checkpoint of an earlier pull that was interrupted (same `since`). */
  cursor?: string | undefined;
  /**
   * Parts, as the source itself names them, that an earlier pull could not read and that are to be read again whatever is asked for.
   * No name says who somebody is. Add those that fail, and delete those that are read or gone: the next pull is given what is left.
   */
  unread?: Set<string> | undefined;
  /**
   * The term of a course that this source has stored before, by the source's own id of it, for changes that are judged by it. Ask
   * as often as you like.
   */
  storedTerm?: ((course: string) => Promise<Term | undefined>) | undefined;
  /** Pass it to every request. It is aborted when the process stops or another one has taken over. */
  signal: AbortSignal;
  /** How far the pull is, in any unit that fits (pages, courses, bytes). `total` may come late and may change. */
  onProgress: (done: number, total?: number) => void;
  onReject: (rejection: Rejection) => void;
  /** In which encoding a file is read, for a source of files. */
  onEncoding?: ((file: string, encoding: string) => void) | undefined;
}

/** A record or a row that cannot be stored. */
export interface Rejection {
  /** `origin` of the record. Rejections are kept for a while, so none of these fields may name a person. */
  origin?: string | undefined;
  /** The same words for the same cause, because rejections are counted by it. In English. */
  reason: string;
  /** The same for a reader of any language, where an error says it; fixed reasons are messages anyway (`reason-messages.ts`). */
  sentences?: readonly Message[] | undefined;
  /** The part of the record that is wrong; safe to print. */
  detail?: string | undefined;
}

/** Makes the source of an institution, where it is set up there. */
export interface SourceProvider {
  readonly name: string;
  /** How often it may be asked, minutes; the scheduler adds chance. */
  readonly everyMinutes: number;
  /** How often it is asked for everything, minutes. In between it is asked for changes. */
  readonly everythingEveryMinutes: number;
  /** Undefined: not set up for this institution. */
  forInstitution(institution: Institution): Promise<Source | undefined>;
}
