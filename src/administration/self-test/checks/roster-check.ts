import { InstitutionModel } from '../../../../models/institution.ts';
import { type Registration, RegistrationModel } from '../../../../models/registration.ts';
import type { Check } from '../run-checks.ts';

/** Yields the members of a course, first page first. */
type ReadRoster = (
  registration: Registration,
  membershipsUrl: string,
  request: { limit: number },
) => AsyncGenerator<unknown>;

/**
 * Fetches a token and the first page of the roster of the course that the administrator came from.
 * @param where what the products call the permission: "name: …; name: …"
 */
export function rosterCheck(readRoster: ReadRoster, where: string): Check {
  const cure = `Let the tool use Names and Role Provisioning Services in the LMS (${where}).`;
  return {
    title: 'Roster (names and roles)',
    needsLaunch: true,
    async run({ institutionId, contextMembershipsUrl }) {
      if (contextMembershipsUrl === undefined)
        return {
          state: 'unknown',
          found: 'Your launch named no roster: it was not from a course, or the LMS offers none.',
          cure: `Open this page from within a course. If it stays so: ${cure}`,
        };
      const institution = await InstitutionModel.findById(institutionId).lean();
      const registration = await RegistrationModel.findById(institution?.registration).lean<Registration>();
      if (!registration) return { state: 'unknown', found: 'This institution has no registration.' };
      const members = readRoster(registration, contextMembershipsUrl, { limit: 1 });
      try {
        const { done } = await members.next();
        await members.return(undefined);
        return done
          ? { state: 'bad', found: 'The roster of the course is empty.', cure }
          : { state: 'good', found: 'The LMS gave a token and the first page of the course’s roster.' };
      } catch (error) {
        return { state: 'bad', found: rosterProblem(error), cure };
      }
    },
  };
}

/** A RosterError says in its message what to do. The details of other errors are not shown here. */
function rosterProblem(error: unknown): string {
  return error instanceof Error && 'code' in error && error.name === 'RosterError'
    ? error.message
    : 'The roster could not be read.';
}
