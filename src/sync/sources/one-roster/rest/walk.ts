import { SourceError } from '../../../source-error.ts';
import type { Collection, OneRosterService, Page } from './service.ts';

/** How far a collection is read. It can be stored between two pages, to continue from there. */
export interface Position {
  offset: number;
  /** The total that the service gave with the first page. */
  total?: number | undefined;
  /** False once the total has changed: an object may have moved from a page that is not read yet to one that was read. */
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
  since?: Date | undefined;
  signal: AbortSignal;
}

/**
 * Reads a collection page by page, in the order of ids. It counts offsets itself and follows no `next` link. A service may give
 * fewer objects than it was asked for, so a page is the last one where nothing says that there are more.
 * @returns whether everything was certainly read
 * @throws SourceError also where pages repeat or end too early
 */
export async function* walk(
  service: OneRosterService,
  collection: Collection,
  { from, since, signal }: WalkOptions,
): AsyncGenerator<Step, boolean> {
  let position = from;
  let firstId: unknown;
  for (;;) {
    const page = await service.page(collection, { offset: position.offset, since, signal });
    const id = (page.items[0] as { sourcedId?: unknown } | undefined)?.sourcedId;
    if (id !== undefined && id === firstId) throw repeated(collection);
    firstId = id;
    position = positionBehind(page, position);
    if (page.items.length > 0) yield { items: page.items, position };
    if (isLast(page, position)) return wasAll(collection, service, position);
  }
}

function positionBehind({ items, total }: Page, { offset, total: first, isSteady }: Position): Position {
  return {
    ...{ offset: offset + items.length, total: first ?? total },
    isSteady: isSteady && (first === undefined || total === first),
  };
}

function isLast({ items, limit, total, hasNext }: Page, { offset }: Position): boolean {
  if (items.length === 0) return true;
  if (total !== undefined) return offset >= total;
  return !hasNext && items.length < limit;
}

function wasAll(collection: string, { refused }: OneRosterService, position: Position): boolean {
  const { offset, total, isSteady } = position;
  if (isSteady && total !== undefined && offset < total)
    throw new SourceError(
      'answer-unusable',
      `The service said that there are ${total} ${collection}, and gave ${offset}.`,
      'The next run tries again; if it stays so, tell whoever runs the service.',
    );
  return isSteady && !refused.has('sort');
}

function repeated(collection: string): SourceError {
  return new SourceError(
    'page-loop',
    `The service gave the same page of ${collection} twice.`,
    'Tell whoever runs it that it takes no notice of "offset".',
  );
}
