import type { Types } from 'mongoose';
import { type Alias, AliasModel } from '../../models/alias.ts';

/** Somebody at an institution, by their pseudonym. */
export interface Person {
  institutionId: Types.ObjectId;
  /** `Learner.key` */
  learner: string;
}

/** Every pseudonym that sources may store somebody under: their own, and those of ids that they have elsewhere. */
export async function keysOf({ institutionId, learner }: Person): Promise<string[]> {
  const aliases = await AliasModel.find({ institutionId, of: 'learner', to: learner }).lean<Alias[]>();
  return [learner, ...aliases.map(({ from }) => from)];
}
