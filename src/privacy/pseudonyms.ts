import type { Types } from 'mongoose';
import { type Alias, AliasModel } from '../../models/alias.ts';

/** Somebody at an institution, by their pseudonym. */
export interface Person {
  institutionId: Types.ObjectId;
  /** `Learner.key` */
  learner: string;
}

/** Every pseudonym that a person may be stored under: their own, and those of the ids that other sources have for them. */
export async function findPseudonyms({ institutionId, learner }: Person): Promise<string[]> {
  const aliases = await AliasModel.find({ institutionId, of: 'learner', to: learner }).lean<Alias[]>();
  return [learner, ...aliases.map(({ from }) => from)];
}
