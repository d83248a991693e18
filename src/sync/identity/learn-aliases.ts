import type { Types } from 'mongoose';
import { type Alias, AliasModel, type NewAlias } from '../../../models/alias.ts';
import { spreadObjections } from '../../privacy/objections.ts';
import { findAliases } from './find-aliases.ts';
import { joinDocuments } from './join-documents.ts';

/** Two targets contradict each other. More would say nothing new, and an id that everybody carries would fill the collection. */
const mostTargets = 2;

/**
 * Stores what a launch, a roster or a connector tells of who is who, and joins the documents that this concerns. An alias that
 * is known already costs one look-up. Read this file first, then `join-documents.ts` and `move-document.ts`; `resolve-ids.ts`
 * uses the aliases for new records (docs/decisions/0010-aliases.md).
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
 * Joins what a run has stored under its source's own ids while another process learnt whose they are, and what a process that
 * died has left.
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
    await joinDocuments({ institutionId, source, of }, [...new Set(aliases.map(({ from }) => from))]);
  }
}

async function learn(own: Parameters<typeof joinDocuments>[0], aliases: readonly NewAlias[]): Promise<void> {
  const { institutionId, source, of } = own;
  const known = await findAliases(
    institutionId,
    of,
    aliases.map(({ from }) => from),
  );
  const targets = new Map(Array.from(known, ([from, all]) => [from, new Set(all.map(({ to }) => to))]));
  const isNew = ({ from, to }: NewAlias) => {
    const known = targets.get(from) ?? new Set();
    targets.set(from, known);
    return !known.has(to) && known.size < mostTargets && known.add(to);
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
  await joinDocuments(
    own,
    learnt.map(({ from }) => from),
  );
}
