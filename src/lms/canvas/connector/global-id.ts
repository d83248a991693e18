import { canvasId } from '../../../lti/launch/canvas-ids.ts';

/** Hosted Canvases are split into shards; a global id is the shard's number and the number in it (`switchman`). */
const perShard = 10n ** 13n;

/**
 * A global id of Canvas's Live Events as `canvasId` has it: in the shard of the root account the number alone, as REST and
 * launches say it there; of another shard, such as a person of a school that shares its people, the whole.
 * @param rootAccount global id of the root account
 */
export function canvasIdOfGlobal(host: string, global: string, rootAccount: string): string {
  const id = BigInt(global);
  const isOfShard = id / perShard === BigInt(rootAccount) / perShard;
  return canvasId(host, `${isOfShard ? id % perShard : id}`);
}
