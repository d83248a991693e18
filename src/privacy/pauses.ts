import { type Learner, LearnerModel } from '../../models/learner.ts';
import { joinPeople } from '../joined-queries/join-people.ts';
import type { Person } from './pseudonyms.ts';

/** Whether a person wants no personal suggestions for now; unlike an objection, this deletes nothing. */
export async function isPaused({ institutionId, learner }: Person): Promise<boolean> {
  return (await LearnerModel.exists({ institutionId, key: learner, paused: true })) !== null;
}

/** What a person has told, `paused` in it; null: nothing. */
export async function readTold(person: Person): Promise<Learner | null> {
  const [told = null] = await readAllTold(person);
  return told;
}

const readAllTold = joinPeople<Person['institutionId'], Learner>(
  (institutionId, keys) => LearnerModel.find({ institutionId, key: { $in: keys } }).lean<Learner[]>(),
  ({ key }) => key,
);

export async function pause({ institutionId, learner }: Person): Promise<void> {
  await LearnerModel.updateOne({ institutionId, key: learner }, { $set: { paused: true } }, { upsert: true });
}

export async function resume({ institutionId, learner }: Person): Promise<void> {
  await LearnerModel.updateOne({ institutionId, key: learner }, { $unset: { paused: 1 } });
}
