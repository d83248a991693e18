import { isDeepStrictEqual } from 'node:util';

/** What one source says of a document: `seenAt`, perhaps `removedAt`, and the fields that it knows. */
export type View = Readonly<Record<string, unknown>>;
export type Views = Readonly<Record<string, View>>;
export type Fields = Readonly<Record<string, unknown>>;

/** What a source says of a document now. */
export interface Said {
  /** Fields it knows; null or empty takes back what it said. */
  set: Fields;
  /** It no longer has it. */
  removedAt?: Date | undefined;
}

/** The document's own fields, made of all views; a field that no view knows is absent. */
export type Merge = (views: Views) => Fields;

/** What has to be written into a document, by paths. */
export interface Difference {
  set: Record<string, unknown>;
  unset: Record<string, ''>;
}

/** What is known, without what is empty. */
export function viewOf({ set, removedAt }: Said): View {
  const known = Object.entries(set).filter(([, value]) => !isNothing(value));
  return { ...Object.fromEntries(known), ...(removedAt && { removedAt }) };
}

/**
 * What `source` saying this changes in a stored document; undefined: nothing but when it was seen.
 * @param defaults what a field is set to when nobody says it any more; without one it is removed
 */
export function differenceOf(
  document: Fields,
  source: string,
  said: Said,
  merge: Merge,
  defaults: Fields,
): Difference | undefined {
  const before = (document['views'] ?? {}) as Views;
  const view = before[source] ?? {};
  const difference: Difference = { set: {}, unset: {} };
  const put = (path: string, value: unknown) => {
    if (isNothing(value)) difference.unset[path] = '';
    else difference.set[path] = value;
  };
  const after: Record<string, unknown> = { ...view };
  for (const [name, value] of Object.entries({ ...said.set, removedAt: said.removedAt })) {
    if (isNothing(value) ? view[name] === undefined : isDeepStrictEqual(view[name], value)) continue;
    put(`views.${source}.${name}`, value);
    if (isNothing(value)) delete after[name];
    else after[name] = value;
  }
  if (before[source] !== undefined && isEmpty(difference)) return undefined;

  const merged = merge({ ...before, [source]: after });
  // What none of the views ever said was put there by somebody else, and stays.
  for (const name of new Set([...Object.keys(merge(before)), ...Object.keys(merged)])) {
    const value = merged[name] ?? defaults[name];
    if (!isDeepStrictEqual(document[name], value)) put(name, value);
    if (value !== undefined && isNothing(value)) {
      delete difference.unset[name];
      difference.set[name] = value;
    }
  }
  return difference;
}

function isEmpty({ set, unset }: Difference): boolean {
  return Object.keys(set).length === 0 && Object.keys(unset).length === 0;
}

function isNothing(value: unknown): boolean {
  return (
    value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
  );
}
