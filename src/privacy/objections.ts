import type { Types } from 'mongoose';
import { InstitutionModel } from '../../models/institution.ts';
import { type Objection, ObjectionModel } from '../../models/objection.ts';
import { type PersonalCollection, personalData } from './personal-data.ts';
import { keysOf, type Person } from './pseudonyms.ts';

const keysAtOnce = 1_000;

export async function hasObjected({ institutionId, learner }: Person): Promise<boolean> {
  return (await ObjectionModel.exists({ institutionId, learner })) !== null;
}

/** Pseudonyms of everybody at an institution of whom nothing may be stored. @param among of these few alone */
export async function objectionsOf(
  institutionId: Types.ObjectId,
  among?: readonly string[],
): Promise<Set<string>> {
  const theirs = among ? { institutionId, learner: { $in: [...new Set(among)] } } : { institutionId };
  const all = await ObjectionModel.find(theirs, { learner: 1 }).lean<Objection[]>();
  return new Set(all.map(({ learner }) => learner));
}

/**
 * Deletes all that is stored of a person and remembers by their pseudonyms alone that nothing may be stored again.
 * Remembered first: whoever is writing at the moment looks again when done (`eraseObjected`).
 * @param visit that is to go on, by its `_id`
 * @returns how many documents were deleted
 */
export async function object(person: Person, visit?: string): Promise<number> {
  // First: who learns another pseudonym of theirs from now on sees it (`spreadObjections`).
  await remember(person.institutionId, [person.learner]);
  const keys = await keysOf(person);
  await remember(person.institutionId, keys);
  const deleted = await erase(person.institutionId, keys, ['told', 'records', 'visit'], visit);
  await trainingIsDue(person.institutionId);
  return deleted;
}

/**
 * Of people who turn out to have another pseudonym, nothing may be stored under that one either.
 * @param aliases `from` and `to`: two pseudonyms of one person
 */
export async function spreadObjections(
  institutionId: Types.ObjectId,
  aliases: readonly { from: string; to: string }[],
): Promise<void> {
  const to = { $in: aliases.map((alias) => alias.to) };
  const found = await ObjectionModel.find({ institutionId, learner: to }).lean<Objection[]>();
  if (found.length === 0) return;
  const objecting = new Set(found.map(({ learner }) => learner));
  const keys = aliases.flatMap((alias) => (objecting.has(alias.to) ? alias.from : []));
  await remember(institutionId, keys);
  await erase(institutionId, keys, ['told', 'records']);
}

/** From now on they may be stored again: courses come with the next complete pull of each source. */
export async function withdrawObjection(person: Person): Promise<void> {
  await ObjectionModel.deleteMany({
    institutionId: person.institutionId,
    learner: { $in: await keysOf(person) },
  });
}

/**
 * Deletes what came in of people who objected while it was being written; their visits are not of that.
 * @param among of these few alone
 */
export async function eraseObjected(institutionId: Types.ObjectId, among?: readonly string[]): Promise<void> {
  await erase(institutionId, [...(await objectionsOf(institutionId, among))], ['told', 'records']);
}

/** Deletes what somebody told the tool and did in it: profile, searches, ratings and the like; not their courses. */
export async function forgetTold({ institutionId, learner }: Person): Promise<number> {
  return erase(institutionId, [learner], ['told']);
}

/** The model that serves has learnt from who is gone. */
export async function trainingIsDue(institutionId: Types.ObjectId): Promise<void> {
  await InstitutionModel.updateOne({ _id: institutionId }, { $max: { dataChangedAt: new Date() } });
}

async function remember(institutionId: Types.ObjectId, keys: readonly string[]): Promise<void> {
  const at = new Date();
  for (const learner of keys)
    await ObjectionModel.updateOne({ institutionId, learner }, { $setOnInsert: { at } }, { upsert: true });
}

async function erase(
  institutionId: Types.ObjectId,
  keys: readonly string[],
  kinds: readonly PersonalCollection['kind'][],
  visit?: string,
): Promise<number> {
  let deleted = 0;
  for (const { collection, field, kind } of personalData) {
    if (!kinds.includes(kind)) continue;
    const others = kind === 'visit' && visit !== undefined ? { _id: { $ne: visit as never } } : {};
    for (let at = 0; at < keys.length; at += keysAtOnce) {
      const some = { $in: keys.slice(at, at + keysAtOnce) };
      deleted += (await collection.deleteMany({ institutionId, [field]: some, ...others })).deletedCount;
    }
  }
  return deleted;
}
