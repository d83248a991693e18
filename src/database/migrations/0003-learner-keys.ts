import type { Migration } from './migration.ts';

const encrypted = /^encrypted:/;

/**
 * The keys of pseudonyms are encrypted under SECRET_KEY. A version before this one would take an encrypted key for another key, and
 * everybody for somebody else; that it finds this migration keeps it from the data.
 */
export const learnerKeys: Migration = {
  number: 3,
  title: 'the keys of pseudonyms are encrypted',
  async up(db, { sealLearnerKey }) {
    const institutions = db.collection<{ learnerKey: string }>('institutions');
    const plain = { learnerKey: { $type: 'string', $not: encrypted } } as const;
    for await (const { _id, learnerKey } of institutions.find(plain, { projection: { learnerKey: 1 } }))
      await institutions.updateOne({ _id, learnerKey }, { $set: { learnerKey: sealLearnerKey(learnerKey) } });
  },
};
