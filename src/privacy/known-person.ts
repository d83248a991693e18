import { personalData } from './personal-data.ts';
import type { Person } from './pseudonyms.ts';

/** Whether a source has named a person, or the person has told or done something; what keeps the deleted away does not count. */
export async function isKnown({ institutionId, learner }: Person): Promise<boolean> {
  const places = personalData.filter(({ kind }) => kind === 'told' || kind === 'records');
  const found = await Promise.all(
    places.map(({ collection, field, only }) =>
      collection.findOne({ institutionId, ...only, [field]: learner }, { projection: { _id: 1 } }),
    ),
  );
  return found.some((one) => one !== null);
}
