import mongoose from 'mongoose';

/** Models whose documents belong to one institution each. */
function tenantCollections(): Set<string> {
  return new Set(
    Object.values(mongoose.models)
      .filter(({ schema }) => schema.path('tenant') !== undefined)
      .map(({ collection }) => collection.name),
  );
}

/**
 * Watches the queries of Mongoose from now on.
 * @returns what was asked of a collection of tenants without naming the tenant, as far as it was
 */
export function watchTenants(): { offences: string[]; asked: Set<string>; stop: () => void } {
  const collections = tenantCollections();
  const offences: string[] = [];
  const asked = new Set<string>();
  mongoose.set('debug', (collection: string, method: string, ...args: unknown[]) => {
    if (!collections.has(collection) || method.endsWith('Index') || method.endsWith('Indexes')) return;
    asked.add(collection);
    // A visit is found by its secret, which says whose it is.
    const isVisit = collection === 'sessions' && typeof (args[0] as { _id?: unknown })?._id === 'string';
    if (!isVisit && !namesTenant(args[0]))
      offences.push(`${collection}.${method} ${JSON.stringify(args[0])}`);
  });
  return { offences, asked, stop: () => void mongoose.set('debug', false) };
}

/** A filter, a document or documents, or a pipeline that begins with a match. */
function namesTenant(first: unknown): boolean {
  if (Array.isArray(first)) {
    const [stage] = first as [{ $match?: object }?];
    return stage?.$match ? namesTenant(stage.$match) : first.length > 0 && first.every(namesTenant);
  }
  return typeof first === 'object' && first !== null && (first as { tenant?: unknown }).tenant != null;
}
