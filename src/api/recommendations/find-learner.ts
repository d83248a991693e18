import type { ApiCredential } from '../../../models/api-credential.ts';
import type { Institution } from '../../../models/institution.ts';
import { isKnown } from '../../privacy/known-person.ts';
import { hasObjected } from '../../privacy/objections.ts';
import { isPaused } from '../../privacy/pauses.ts';
import { ApiError } from '../api-error.ts';
import { findHomes } from '../find-homes.ts';
import { findPeople } from '../find-people.ts';
import type { RecommendationQuery } from './read-query.ts';

/**
 * Whom the id of another system means, by the same rules as the ids in events. Who has paused, has objected or was deleted gets one
 * answer, so that it says of nobody which of these it is.
 * @returns `Learner.key`
 * @throws ApiError where nothing may be recommended to them
 */
export async function findLearner(
  institution: Institution,
  { homes }: Pick<ApiCredential, 'homes'>,
  { learner: id, home: address }: Pick<RecommendationQuery, 'learner' | 'home'>,
): Promise<string> {
  const home = address === undefined ? undefined : { address };
  const [toPseudonym, isOurs] = await Promise.all([
    findPeople(institution, []),
    findHomes(institution, homes, [home]),
  ]);
  if (!isOurs(home))
    throw new ApiError(
      400,
      'home-foreign',
      'home is another system than the institution’s LMS, whose ids are others: see “People” at /docs/api.md.',
    );
  const learner = toPseudonym({ learner: id }) as string;
  const person = { institutionId: institution._id, learner };
  const [isOff, known] = await Promise.all([
    Promise.all([hasObjected(person), isPaused(person)]),
    isKnown(person),
  ]);
  if (isOff.includes(true))
    throw new ApiError(403, 'not-personal', 'No personal recommendations are made for this learner.');
  if (!known)
    throw new ApiError(
      404,
      'learner-unknown',
      'Nothing is known of a learner with this id: say the id that the LMS sends at launches.',
    );
  return learner;
}
