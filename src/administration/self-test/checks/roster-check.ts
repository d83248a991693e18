import { InstitutionModel } from '../../../../models/institution.ts';
import { type Registration, RegistrationModel } from '../../../../models/registration.ts';
import { type Message, message, type Sentences, sentencesOf } from '../../../messages/message.ts';
import type { Check } from '../run-checks.ts';

/** Yields the members of a course, first page first. */
type ReadRoster = (
  registration: Registration,
  membershipsUrl: string,
  request: { limit: number },
) => AsyncGenerator<unknown>;

/**
 * Fetches a token and the first page of the roster of the course that the administrator came from.
 * @param where what the products call the permission
 */
export function rosterCheck(readRoster: ReadRoster, where: readonly Message[]): Check {
  const cure = [message('selfTest.roster.cure'), ...where];
  return {
    title: message('selfTest.roster'),
    needsLaunch: true,
    async run({ institutionId, contextMembershipsUrl }) {
      if (contextMembershipsUrl === undefined)
        return {
          state: 'unknown',
          found: message('selfTest.roster.none'),
          cure: [message('selfTest.roster.none.cure'), ...cure],
        };
      const institution = await InstitutionModel.findById(institutionId).lean();
      const registration = await RegistrationModel.findById(institution?.registration).lean<Registration>();
      if (!registration) return { state: 'unknown', found: message('selfTest.noRegistration') };
      const members = readRoster(registration, contextMembershipsUrl, { limit: 1 });
      try {
        const { done } = await members.next();
        await members.return(undefined);
        return done
          ? { state: 'bad', found: message('selfTest.roster.empty'), cure }
          : { state: 'good', found: message('selfTest.roster.good') };
      } catch (error) {
        return { state: 'bad', found: rosterProblem(error), cure };
      }
    },
  };
}

/** A RosterError says what to do. The details of other errors are not shown here. */
function rosterProblem(error: unknown): Sentences {
  return sentencesOf(error) ?? message('selfTest.roster.unread');
}
