import type { Types } from 'mongoose';
import { InstitutionModel } from '../../models/institution.ts';
import { type Objection, ObjectionModel } from '../../models/objection.ts';
import { joinPeople } from '../joined-queries/join-people.ts';
import { isPaused, pause } from './pauses.ts';
import { type PersonalCollection, personalData, removePeople } from './personal-data.ts';
import { findPseudonyms, type Person } from './pseudonyms.ts';

const keysAtOnce = 1_000;

export async function hasObjected(person: Person): Promise<boolean> {
  return (await readObjections(person)).length > 0;
}

const readObjections = joinPeople<Types.ObjectId, Pick<Objection, 'learner'>>(
  (institutionId, learners) =>
    ObjectionModel.find({ institutionId, learner: { $in: learners } }, { _id: 0, learner: 1 }).lean(),
  ({ learner }) => learner,
);

/**
 * Pseudonyms of the people at an institution of whom nothing may be stored.
 * @param among looks for these only
 */
export async function findObjections(
  institutionId: Types.ObjectId,
  among?: readonly string[],
): Promise<Set<string>> {
  const theirs = among ? { institutionId, learner: { $in: [...new Set(among)] } } : { institutionId };
  const all = await ObjectionModel.find(theirs, { learner: 1 }).lean<Objection[]>();
  return new Set(all.map(({ learner }) => learner));
}

/**
 * Deletes everything that is stored of a person. Only their pseudonyms are remembered, so that nothing is stored again. They
 * are remembered first: a run that is writing at the moment erases once more at its end (`eraseObjected`).
 * @param visit `_id` of a visit that is to go on
 * @returns how many documents were deleted
 */
export async function object(person: Person, visit?: string): Promise<number> {
  // First, so that a process that learns another pseudonym of the person from now on sees it (`spreadObjections`).
  await remember(person.institutionId, [person.learner]);
  const keys = await findPseudonyms(person);
  await remember(person.institutionId, keys);
  const deleted = await erase(person.institutionId, keys, ['told', 'records', 'visit', 'trace'], visit);
  await makeTrainingDue(person.institutionId);
  return deleted;
}

/**
 * Extends objections to other pseudonyms that people turn out to have.
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
  await erase(institutionId, keys, ['told', 'records', 'trace']);
}

/** The person may be stored again from now on. Courses come with the next complete pull of each source. */
export async function withdrawObjection(person: Person): Promise<void> {
  await ObjectionModel.deleteMany({
    institutionId: person.institutionId,
    learner: { $in: await findPseudonyms(person) },
  });
}

/**
 * Deletes what was written of people who objected meanwhile. Their visits go on.
 * @param among deletes of these only
 */
export async function eraseObjected(institutionId: Types.ObjectId, among?: readonly string[]): Promise<void> {
  const objecting = [...(await findObjections(institutionId, among))];
  await erase(institutionId, objecting, ['told', 'records', 'trace']);
}

/**
 * Deletes what a person told the tool and did in it, such as profile, searches and ratings, but not their courses. Who has paused
 * personal suggestions does not get them back by that.
 */
export async function forgetTold(person: Person): Promise<number> {
  const hasPaused = await isPaused(person);
  const deleted = await erase(person.institutionId, [person.learner], ['told']);
  if (hasPaused) await pause(person);
  return deleted;
}

/** Makes a training due, because the models that are stored have learnt from somebody who is gone. */
export async function makeTrainingDue(institutionId: Types.ObjectId): Promise<void> {
  const now = new Date();
  await InstitutionModel.updateOne(
    { _id: institutionId },
    { $max: { dataChangedAt: now, peopleErasedAt: now } },
  );
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
  for (const place of personalData) {
    const { field, kind } = place;
    if (!kinds.includes(kind)) continue;
    const others = kind === 'visit' && visit !== undefined ? { _id: { $ne: visit as never } } : {};
    for (let at = 0; at < keys.length; at += keysAtOnce) {
      const some = { $in: keys.slice(at, at + keysAtOnce) };
      deleted += await removePeople(place, { institutionId, [field]: some, ...others });
    }
  }
  return deleted;
}
