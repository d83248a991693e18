import type { Types } from 'mongoose';
import { type Alias, AliasModel, type NewAlias } from '../../../models/alias.ts';
import { spreadObjections } from '../../privacy/objections.ts';
import { findAliases } from './find-aliases.ts';
import { join } from './join-documents.ts';

/** Two contradict each other; more would say nothing new, and an id that everybody carries would fill the collection. */
const mostTargets = 2;

/**
 * Keeps what a launch, a roster or a connector says of who is who, and joins what is stored. What is known already costs
 * a look-up.
 */
export async function learnAliases(
  institutionId: Types.ObjectId,
  aliases: readonly NewAlias[],
): Promise<void> {
  for (const of of ['learner', 'course'] as const)
    for (const source of new Set(aliases.map((alias) => alias.source)))
      await learn(
        { institutionId, source, of },
        aliases.filter((alias) => alias.of === of && alias.source === source),
      );
}

/**
 * Joins what a run has stored under its source's own ids while somebody else learnt whose they are, and what a process
 * that died has left.
 * @param since when the run began to look up ids
 */
export async function joinDocumentsLate(
  institutionId: Types.ObjectId,
  source: string,
  since: Date,
): Promise<void> {
  for (const of of ['learner', 'course'] as const) {
    const late = {
      institutionId,
      source,
      of,
      $or: [{ learntAt: { $gte: since } }, { joinedAt: { $exists: false } }],
    };
    const aliases = await AliasModel.find(late, { from: 1 }).lean<Alias[]>();
    await join({ institutionId, source, of }, [...new Set(aliases.map(({ from }) => from))]);
  }
}

async function learn(own: Parameters<typeof join>[0], aliases: readonly NewAlias[]): Promise<void> {
  const { institutionId, source, of } = own;
  const known = await findAliases(
    institutionId,
    of,
    aliases.map(({ from }) => from),
  );
  const targets = new Map(Array.from(known, ([from, said]) => [from, new Set(said.map(({ to }) => to))]));
  const isNew = ({ from, to }: NewAlias) => {
    const said = targets.get(from) ?? new Set();
    targets.set(from, said);
    return !said.has(to) && said.size < mostTargets && said.add(to);
  };
  const learnt = aliases.filter(isNew);
  if (learnt.length === 0) return;
  const learntAt = new Date();
  const upsert = ({ from, to }: NewAlias) => ({
    filter: { institutionId, of, from, to },
    update: { $setOnInsert: { source, learntAt } },
    upsert: true,
  });
  await AliasModel.bulkWrite(
    learnt.map((alias) => ({ updateOne: upsert(alias) })),
    { ordered: false },
  );
  if (of === 'learner') await spreadObjections(institutionId, learnt);
  await join(
    own,
    learnt.map(({ from }) => from),
  );
}
