import type { Types } from 'mongoose';
import { type Alias, AliasModel } from '../../../models/alias.ts';

/** Keys in one query. */
const keysInQuery = 1_000;

/** The aliases of a source's own keys, by key. */
export async function findAliases(
  institutionId: Types.ObjectId,
  of: Alias['of'],
  from: Iterable<string>,
): Promise<Map<string, Alias[]>> {
  const all = [...new Set(from)];
  const found = new Map<string, Alias[]>();
  for (let at = 0; at < all.length; at += keysInQuery) {
    const some = { $in: all.slice(at, at + keysInQuery) };
    for (const alias of await AliasModel.find({ institutionId, of, from: some }).lean<Alias[]>())
      found.set(alias.from, [...(found.get(alias.from) ?? []), alias]);
  }
  return found;
}

/**
 * The LMS's key, where there is only one. An id that two accounts or two courses of the LMS carry is used for neither: nobody
 * can know whose it is, and a wrong history is worse than none.
 */
export function onlyTarget(aliases: readonly Pick<Alias, 'to'>[]): string | undefined {
  return aliases.length === 1 ? aliases[0]?.to : undefined;
}
