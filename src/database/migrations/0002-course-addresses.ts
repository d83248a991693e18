import type { mongo } from 'mongoose';
import type { Migration } from './migration.ts';

const batchSize = 1_000;
/** NamespaceNotFound and IndexNotFound: it is a database without courses, or another process was faster. */
const absent: ReadonlySet<unknown> = new Set([26, 27]);

/** Courses are found by `address`, the comparable form of `url`. */
export const courseAddresses: Migration = {
  number: 2,
  title: 'courses get the form of their address in which addresses are compared',
  async up(db) {
    const courses = db.collection('courses');
    await dropIndex(courses, 'institutionId_1_url_1');
    const old = { url: { $type: 'string' as const }, address: { $exists: false } };
    let updates: mongo.AnyBulkWriteOperation[] = [];
    for await (const { _id, url } of courses.find(old, { projection: { url: 1 } })) {
      const address = comparable(url);
      if (address !== undefined)
        updates.push({ updateOne: { filter: { _id }, update: { $set: { address } } } });
      if (updates.length < batchSize) continue;
      await courses.bulkWrite(updates, { ordered: false });
      updates = [];
    }
    if (updates.length > 0) await courses.bulkWrite(updates, { ordered: false });
  },
};

async function dropIndex(collection: mongo.Collection, name: string): Promise<void> {
  await collection.dropIndex(name).catch((error: mongo.MongoServerError) => {
    if (!absent.has(error.code)) throw error;
  });
}

/** As `src/values/read-address.ts` made it when this migration was written. */
function comparable(url: string): string | undefined {
  const text = url.trim();
  if (url.length > 2_000 || !/^https?:\/\//i.test(text) || !URL.canParse(text)) return undefined;
  const { protocol, hostname, port, pathname, search, hash } = new URL(text);
  const isStandard = port === '' || port === (protocol === 'http:' ? '443' : '80');
  const steps = [...pathname.split('/'), ...(/^#!?\//.test(hash) ? hash.split('/') : [])];
  const path = steps.filter((step) => step !== '').map(decoded);
  const query = search
    .slice(1)
    .split('&')
    .filter((part) => part !== '')
    .map(decoded);
  const page = [isStandard ? hostname : `${hostname}:${port}`, ...path].join('/');
  return query.length === 0 ? page : `${page}?${[...new Set(query)].sort().join('&')}`;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part).replaceAll(' ', '+');
  } catch {
    return part;
  }
}
