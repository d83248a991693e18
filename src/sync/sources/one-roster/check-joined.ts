import type { Types } from 'mongoose';
import type { ConnectorCheck } from '../../connector.ts';
import { countJoined } from '../../identity/count-joined.ts';

const title = 'Joined with the LMS';
/** A smaller number may all be new people or guests. */
const enoughToTell = 5;

/** Checks whether OneRoster's ids and the LMS's are the same (docs/decisions/0010-aliases.md). */
export async function checkJoined(institutionId: Types.ObjectId): Promise<ConnectorCheck> {
  const { people, courses, hasData } = await countJoined(institutionId, 'one-roster');
  const found = `The LMS has told the sourcedId of ${people.told} people and ${courses.told} courses; OneRoster has ${people.found} and ${courses.found} of these.`;
  if (people.found > 0 && courses.found > 0) return { title, state: 'good', found };
  const isMistaken =
    hasData && (isNone(people, enoughToTell) || isNone(courses, 1)) && people.told + courses.told > 0;
  if (isMistaken)
    return {
      ...{ title, state: 'bad', found },
      cure: 'The LMS sends other ids. Give its people and courses their sourcedId (Moodle: ID number; Canvas: SIS ID), of a course that of the class.',
    };
  return {
    ...{ title, state: 'unknown', found },
    cure: hasData
      ? 'Open the tool from a course that OneRoster has too. If the numbers stay 0, the LMS sends no sourcedId (Moodle: ID number; Canvas: SIS ID).'
      : 'Run it once, then look again.',
  };
}

function isNone({ told, found }: { told: number; found: number }, enough: number): boolean {
  return told >= enough && found === 0;
}
