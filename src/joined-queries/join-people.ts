import { joinQueries } from './join-queries.ts';

/** Somebody at an institution. */
export interface OneOf<Institution> {
  institutionId: Institution;
  /** `Learner.key` */
  learner: string;
}

/**
 * Joins readings of what is stored of people, those of one institution at a time.
 * @param read documents of several people, in any order
 * @param ownerOf whose a document is: `Learner.key`
 * @returns reads the documents of one, in the order in which they came. Two who ask about the same person share them
 */
export function joinPeople<Institution extends { toString(): string }, Found>(
  read: (institutionId: Institution, learners: readonly string[]) => Promise<readonly Found[]>,
  ownerOf: (found: Found) => string,
): (who: OneOf<Institution>) => Promise<readonly Found[]> {
  return joinQueries<OneOf<Institution>, readonly Found[]>(
    ({ institutionId }) => `${institutionId}`,
    async (asks) => {
      const [{ institutionId }] = asks;
      const learners = [...new Set(asks.map(({ learner }) => learner))];
      const of = new Map(learners.map((learner) => [learner, [] as Found[]]));
      for (const found of await read(institutionId, learners)) of.get(ownerOf(found))?.push(found);
      return asks.map(({ learner }) => of.get(learner) ?? []);
    },
  );
}
