import type { Types } from 'mongoose';
import { message } from '../../../messages/message.ts';
import type { ConnectorCheck } from '../../connector.ts';
import { countJoined } from '../../identity/count-joined.ts';

const title = message('oneRoster.joined');
/** A smaller number may all be new people or guests. */
const enoughToTell = 5;

/** Checks whether OneRoster's ids and the LMS's are the same (docs/decisions/0010-aliases.md). */
export async function checkJoined(institutionId: Types.ObjectId): Promise<ConnectorCheck> {
  const { people, courses, hasData } = await countJoined(institutionId, 'one-roster');
  const found = message('oneRoster.joined.found', {
    ...{ people: people.told, courses: courses.told },
    ...{ foundPeople: people.found, foundCourses: courses.found },
  });
  if (people.found > 0 && courses.found > 0) return { title, state: 'good', found };
  const isMistaken =
    hasData && (isNone(people, enoughToTell) || isNone(courses, 1)) && people.told + courses.told > 0;
  if (isMistaken)
    return {
      ...{ title, state: 'bad', found },
      cure: message('oneRoster.joined.mistaken'),
    };
  return {
    ...{ title, state: 'unknown', found },
    cure: message(hasData ? 'oneRoster.joined.open' : 'oneRoster.joined.run'),
  };
}

function isNone({ told, found }: { told: number; found: number }, enough: number): boolean {
  return told >= enough && found === 0;
}
