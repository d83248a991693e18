import type { Collection, Types } from 'mongoose';
import type { Institution } from '../../models/institution.ts';
import { findObjections, makeTrainingDue } from './objections.ts';
import { type PersonalCollection, personalData, removePeople } from './personal-data.ts';

/** Three years, so that people who come back after a year abroad or a leave find their history. */
export const usualRetentionDays = 3 * 365;

const day = 86_400_000;
const peopleAtOnce = 1_000;

type Dated = PersonalCollection & { seen: string };
const dated = personalData.filter((one): one is Dated => one.seen !== undefined);

/**
 * Deletes the people who were not seen for as long as the institution keeps people: no source has named them, they have not
 * used the tool, and no launch has told an id of theirs. Only the objections are held in memory.
 * @returns how many people were deleted
 */
export async function forgetUnseen(
  { _id: institutionId, retentionDays = usualRetentionDays }: Pick<Institution, '_id' | 'retentionDays'>,
  now: Date,
  signal?: AbortSignal,
): Promise<number> {
  const before = new Date(now.getTime() - retentionDays * day);
  const objecting = await findObjections(institutionId);
  let forgotten = 0;
  for (const place of dated)
    for await (const some of unseenIn(place, institutionId, before)) {
      if (signal?.aborted) return forgotten;
      // Of people who object only the pseudonyms remain, which keep them deleted.
      const theirs = some.filter((learner) => !objecting.has(learner));
      const people = await seenNowhere(institutionId, theirs, before);
      for (const one of dated)
        await removePeople(one, { institutionId, ...one.only, [one.field]: { $in: people } });
      forgotten += people.length;
    }
  if (forgotten > 0) await makeTrainingDue(institutionId);
  return forgotten;
}

/** Pseudonyms of which one collection has nothing newer, in batches. */
async function* unseenIn(
  { collection, field, only, seen }: Dated,
  institutionId: Types.ObjectId,
  before: Date,
): AsyncGenerator<string[]> {
  const groups = (collection as Collection).aggregate<{ _id: string }>(
    [
      { $match: { institutionId, [field]: { $exists: true }, ...only } },
      { $group: { _id: `$${field}`, last: { $max: `$${seen}` } } },
      { $match: { last: { $lt: before } } },
    ],
    { allowDiskUse: true },
  );
  let some: string[] = [];
  for await (const { _id } of groups) {
    some.push(_id);
    if (some.length < peopleAtOnce) continue;
    yield some;
    some = [];
  }
  if (some.length > 0) yield some;
}

async function seenNowhere(
  institutionId: Types.ObjectId,
  people: readonly string[],
  before: Date,
): Promise<string[]> {
  const seenSince = new Set<unknown>();
  for (const { collection, field, only, seen } of dated) {
    const since = { institutionId, ...only, [field]: { $in: people }, [seen]: { $gte: before } };
    for (const learner of await collection.distinct(field, since)) seenSince.add(learner);
  }
  return people.filter((learner) => !seenSince.has(learner));
}
