import { createHash } from 'node:crypto';
import mongoose, { type Types } from 'mongoose';

/**
 * A document's `_id`, derived from its natural key so that it can be looked up by it: 96 bits of SHA-256. Two of a
 * thousand million documents share one once in 10¹¹ cases.
 */
export function documentId(institutionId: Types.ObjectId, key: readonly string[]): mongoose.mongo.ObjectId {
  const text = JSON.stringify([institutionId.toHexString(), ...key]);
  const hash = createHash('sha256').update(text).digest('hex');
  return mongoose.mongo.ObjectId.createFromHexString(hash.slice(0, 24));
}
