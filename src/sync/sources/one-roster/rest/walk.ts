import { type Message, message } from '../../../../messages/message.ts';
import { FailingParts, mayBeOfOnePart } from '../../../failing-parts.ts';
import { mayBeCut } from '../../../http/may-be-cut.ts';
import type { Collection, OneRosterService, Page } from './service.ts';

/** How far a collection is read. It can be stored between two pages, to continue from there. */
export interface Position {
  offset: number;
  /** The total that the service gave with the first page. */
  total?: number | undefined;
  /** False once something shows that an object may have slipped through between two pages. */
  isSteady: boolean;
}

export const beginning: Position = { offset: 0, isSteady: true };

export interface Step {
  items: readonly unknown[];
  /** The position after these items. */
  position: Position;
}

interface WalkOptions {
  from: Position;
  /** Called for an object that the service can never give. */
  onSkip: (offset: number, error: Error) => void;
  since?: Date | undefined;
  signal: AbortSignal;
}

/** The end of a collection. */
export interface Walked {
  /** Undefined: everything was certainly read. Otherwise what shows that something may be missing. */
  doubt?: Message;
}

/**
 * Reads a collection page by page, in the order of ids. It counts offsets itself and follows no `next` link. A service may give
 * fewer objects than it was asked for (many cap their pages at a hundred), and may say a wrong total or none. So what really
 * came decides: it asks on until a page is empty, or a total is reached that several pages made up and the last one was not full.
 * Some services give as total what is on the page, so behind a single page it asks once more. The ids of the collection are held,
 * to see that none comes twice.
 *
 * A page that fails is asked for in smaller parts, down to the one object that the service cannot give. That one is skipped and
 * said, and the rest is read.
 * @throws SourceError
 */
export async function* walk(
  service: OneRosterService,
  collection: Collection,
  { from, since, signal, onSkip }: WalkOptions,
): AsyncGenerator<Step, Walked> {
  const seen = new Set<unknown>();
  const failing = new FailingParts();
  const size = new PageSize(service.limit);
  let position = from;
  for (let before = 0; ; ) {
    const { offset } = position;
    const request = { offset, limit: size.now, since, signal };
    const page = await service.page(collection, request).catch((error) => {
      if (!mayBeOfOnePart(error)) throw error;
      if (size.shrink()) return undefined;
      onSkip(offset, failing.failed(error));
      position = { ...position, offset: offset + 1, isSteady: false };
      return undefined;
    });
    if (!page) continue;
    failing.succeeded();
    size.grow();
    const count = page.items.length;
    const ids = new Set(page.items.map(idOf));
    const known = seen.size;
    for (const id of ids) seen.add(id);
    const fresh = seen.size - known;
    if (count > 0 && fresh === 0 && isAllInOnePage(page, known)) return {};
    if (count > 0 && fresh === 0) return { doubt: message('leftOut.one-roster-again', { collection }) };
    position = positionBehind(page, position, fresh === ids.size);
    if (count > 0) yield { items: page.items, position };
    const isFull = count >= request.limit;
    if (!isFull && isLast(page, position, before)) return doubtOf(collection, service, position);
    before = count;
  }
}

/** How many objects are asked for at once: fewer near one that the service cannot give. */
class PageSize {
  readonly #most: number;
  #now: number;
  #steps = 0;

  constructor(most: number) {
    this.#most = most;
    this.#now = most;
  }

  get now(): number {
    return this.#now;
  }

  /** @returns false where it is one object already */
  shrink(): boolean {
    if (this.#now === 1) return false;
    this.#now = Math.max(1, Math.floor(this.#now / 10));
    this.#steps = 0;
    return true;
  }

  /** To be called after a page was given. What failed lay in the ten pages of this size, or did not fail again. */
  grow(): void {
    if (this.#now === this.#most || ++this.#steps < 10) return;
    this.#now = Math.min(this.#now * 10, this.#most);
    this.#steps = 0;
  }
}

function idOf(item: unknown): unknown {
  return (item as { sourcedId?: unknown } | null)?.sourcedId ?? JSON.stringify(item);
}

/**
 * @param isFresh false: an object has come on an earlier page. It has moved from there, and another one may have moved the other way
 */
function positionBehind({ items, total }: Page, at: Position, isFresh: boolean): Position {
  // Behind the end, a service that counts what is on the page says 0.
  const isBehind = items.length === 0 && total === 0;
  const isAnotherTotal = at.total !== undefined && total !== undefined && total !== at.total && !isBehind;
  return {
    ...{ offset: at.offset + items.length, total: at.total ?? total },
    isSteady: at.isSteady && !isAnotherTotal && isFresh,
  };
}

/** It takes no notice of "offset" and gives again all that there is, by its total. A round number may be a limit. */
function isAllInOnePage({ items, total }: Page, known: number): boolean {
  return total === known && items.length === known && !mayBeCut(known, 0);
}

function isLast({ items, hasNext }: Page, { offset, total }: Position, before: number): boolean {
  if (items.length === 0) return true;
  return offset === total && offset > items.length && !hasNext && !mayBeCut(items.length, before);
}

function doubtOf(collection: string, { refused }: OneRosterService, position: Position): Walked {
  const { offset, total, isSteady } = position;
  if (total !== undefined && offset < total)
    return { doubt: message('leftOut.one-roster-fewer', { collection }) };
  if (total !== undefined && offset > total)
    return { doubt: message('leftOut.one-roster-more', { collection }) };
  if (!isSteady) return { doubt: message('leftOut.one-roster-unsteady', { collection }) };
  return refused.has('sort') ? { doubt: message('leftOut.one-roster-unsorted', { collection }) } : {};
}
