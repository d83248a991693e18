import mongoose from 'mongoose';
import { depthOf, type QueryShape, shapesOf } from './query-shape.ts';

/** Collections that grow with the people of an institution. */
const ofPeople: ReadonlySet<string> = new Set([
  'aliases',
  'audit',
  'comparedLearners',
  'enrolments',
  'events',
  'learners',
  'objections',
  'saves',
  'sessions',
  'sightings',
  'studies',
  'syncRejections',
]);

/** Collections with a handful of documents, of which any reading may go through all. */
const small: ReadonlySet<string> = new Set([
  'institutions',
  'ltiKeys',
  'migrations',
  'registrations',
  'taxonomies',
]);

/** Work that nobody waits for, or that an administrator asks for, and that has to read all people of an institution. */
const readsAll: ReadonlyMap<string, string> = new Map([
  ['src/training/training-data', 'a model learns from everybody'],
  ['src/training/shown-cards', 'a model learns from what was shown to everybody'],
  ['src/counts/coverage', 'counts everybody who has a course, for the administrator, once a minute at most'],
  ['src/sync/identity/join-documents', 'two sources’ names for one thing are found to be one'],
  ['src/sync/apply/bulk-upsert', 'at the end of a whole run what the source no longer has is found'],
  ['src/privacy/forget-unseen', 'looks through everybody for those who are no longer kept'],
  ['src/privacy/objections', 'people who object are few'],
  ['src/administration/people/people-routes', 'people who object are few'],
  ['src/administration/audit/audit-routes', 'counts the log, from an index alone'],
  ['src/administration/deletion/delete-institution', 'all of the institution is deleted'],
]);

/**
 * A query of src/ that no index narrows down: in a collection of people it has to name more than the institution, elsewhere anything
 * that an index begins with. Undefined: none.
 * @param files who asks, the nearest first
 */
export function wideReading(
  collection: string,
  method: string,
  args: readonly unknown[],
  files: readonly string[],
): string | undefined {
  const asker = files.find((file) => file.startsWith('src/'));
  if (!asker || asker.startsWith('src/database/') || small.has(collection) || readsAll.has(asker))
    return undefined;
  const indexes = indexesOf(collection);
  const least = ofPeople.has(collection) ? 2 : 1;
  for (const shape of shapesOf(method, args)) {
    // An id is as narrow as can be.
    if (shape.equal.has('_id') || (least === 1 && shape.ranged.has('_id'))) continue;
    const deepest = Math.max(0, ...indexes.map((index) => depthOf(shape, index)));
    const areFirst = indexes.some(
      (index) => areFirstOf(shape, method, args, index) && depthOf(shape, index) === least - 1,
    );
    if (deepest < least && !areFirst)
      return `${asker}: ${collection}.${method} by ${[...shape.equal, ...shape.ranged].join(', ') || 'nothing'}`;
  }
  return undefined;
}

/** The first of an order that the index has, after what is wanted equal: few are looked at until there are enough. */
function areFirstOf(
  shape: QueryShape,
  method: string,
  args: readonly unknown[],
  index: Readonly<Record<string, unknown>>,
): boolean {
  const { sort, limit } = (args.at(-1) ?? {}) as { sort?: object; limit?: number };
  const order = Object.keys(sort ?? {});
  const following = Object.keys(index).slice(depthOf(shape, index));
  return (
    order.length > 0 &&
    (limit !== undefined || method !== 'find') &&
    order.every((field, i) => following[i] === field)
  );
}

function indexesOf(collection: string): Record<string, unknown>[] {
  return Object.values(mongoose.models)
    .filter((model) => model.collection.name === collection)
    .flatMap(({ schema }) => schema.indexes().map(([fields]) => fields as Record<string, unknown>));
}
