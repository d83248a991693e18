// How a document keeps what several sources say of it. `merge.ts` makes the document's own fields of it, and
// `document-kind.ts` names the kinds of documents that are kept so.
import { isDeepStrictEqual } from 'node:util';

export type Fields = Readonly<Record<string, unknown>>;
/** What one source says of a document: `seenAt`, perhaps `removedAt`, and the fields that it knows. */
export type FromSource = Fields;
/** What each source says of a document, by the source's name; stored beside the document's own fields. */
export type BySource = Readonly<Record<string, FromSource>>;

/** What a source says of a document now. */
export interface SourceUpdate {
  /** Fields that it knows; null or empty takes back what it said before. */
  set: Fields;
  /** It no longer has the document. */
  removedAt?: Date | undefined;
  /** When it said so. */
  seenAt?: Date | undefined;
}

/** The field with the time of which a statement says a field. */
const times: ReadonlyMap<string, string> = new Map([
  ['state', 'stateAt'],
  ['stateAt', 'stateAt'],
  ['at', 'at'],
  ['completedAt', 'completedAt'],
]);

/** Whether a source says of what time its word is, so that it may come late (`EnrolmentRecord.stateAt`). */
export function isStatement({ stateAt }: Fields): boolean {
  return stateAt instanceof Date;
}

/** A statement without what the source has said of a later time; other updates as they are. */
export function withoutOutdated(set: Fields, said: Fields): Fields {
  if (!isStatement(set)) return set;
  const isOutdated = (name: string) => {
    const time = times.get(name);
    return time !== undefined && (said[time] as Date) > (set[time] as Date);
  };
  return Object.fromEntries(Object.entries(set).filter(([name]) => !isOutdated(name)));
}

/** Makes a document's own fields of what all sources say; a field that no source knows is absent. */
export type Merge = (bySource: BySource) => Fields;

/** What has to be written into a document, by paths. */
export interface Difference {
  set: Record<string, unknown>;
  unset: Record<string, ''>;
}

/** An update as it is stored of a new document: what is known, without what is empty. */
export function fromUpdate({ set, removedAt }: SourceUpdate): FromSource {
  const known = Object.entries(set).filter(([, value]) => !isEmpty(value));
  return { ...Object.fromEntries(known), ...(removedAt && { removedAt }) };
}

/**
 * What an update by `source` changes in a stored document; undefined: nothing but the time when it was seen.
 * @param defaults what a field is set to when no source says it any more; a field without a default is removed
 */
export function findDifference(
  document: Fields,
  source: string,
  update: SourceUpdate,
  merge: Merge,
  defaults: Fields,
): Difference | undefined {
  const before = (document['bySource'] ?? {}) as BySource;
  const said = before[source] ?? {};
  const difference: Difference = { set: {}, unset: {} };
  const put = (path: string, value: unknown) => {
    if (isEmpty(value)) difference.unset[path] = '';
    else difference.set[path] = value;
  };
  const after: Record<string, unknown> = { ...said, seenAt: update.seenAt ?? said['seenAt'] };
  const set = withoutOutdated(update.set, said);
  for (const [name, value] of Object.entries({ ...set, removedAt: update.removedAt })) {
    if (isEmpty(value) ? said[name] === undefined : isDeepStrictEqual(said[name], value)) continue;
    put(`bySource.${source}.${name}`, value);
    if (isEmpty(value)) delete after[name];
    else after[name] = value;
  }
  const isKnown = before[source] !== undefined;
  // To be seen again changes what all sources together say only where another has made a statement since.
  if (isKnown && changesNothing(difference) && !Object.values(before).some(isStatement)) return undefined;

  const merged = merge({ ...before, [source]: after });
  // A field that no source has ever said was put there by somebody else, and stays.
  for (const name of new Set([...Object.keys(merge(before)), ...Object.keys(merged)])) {
    const value = merged[name] ?? defaults[name];
    if (!isDeepStrictEqual(document[name], value)) put(name, value);
    if (value !== undefined && isEmpty(value)) {
      delete difference.unset[name];
      difference.set[name] = value;
    }
  }
  return isKnown && changesNothing(difference) ? undefined : difference;
}

function changesNothing({ set, unset }: Difference): boolean {
  return Object.keys(set).length === 0 && Object.keys(unset).length === 0;
}

function isEmpty(value: unknown): boolean {
  return (
    value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
  );
}
