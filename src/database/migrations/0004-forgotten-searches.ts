import type { mongo } from 'mongoose';
import type { Migration } from './migration.ts';

/** Who had their searches forgotten was no longer suggested anything by them, but they stayed stored. */
export const forgottenSearches: Migration = {
  number: 4,
  title: 'searches that learners had forgotten are deleted',
  async up(db) {
    const events = db.collection('events');
    const last = events.aggregate<{ _id: mongo.Document; at: Date }>([
      { $match: { type: 'searches-forgotten' } },
      { $group: { _id: { institutionId: '$institutionId', learner: '$learner' }, at: { $max: '$at' } } },
    ]);
    for await (const { _id, at } of last)
      await events.deleteMany({ ..._id, type: 'searched', at: { $lte: at } });
  },
};
