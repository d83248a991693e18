import { RosterError } from './roster-error.ts';
import type { RosterProfile } from './roster-profile.ts';
import type { RosterReader } from './roster-request.ts';

/**
 * Reads the rosters of products that have a profile in such a way that each member comes with the product's own ids. The
 * platform is asked for the course's own link: with the context's id as `rlid` (§3.2) it says of each member what a launch
 * would say. Those parameters come from the tool's configuration; no link that a teacher made is asked for. So one launch
 * from a course connects all its members with what the product's other interfaces say of them.
 */
export function withMemberIds(readRoster: RosterReader, profiles: readonly RosterProfile[]): RosterReader {
  return async function* read(registration, membershipsUrl, request = {}) {
    const { contextId, resourceLinkId } = request;
    const hasProfile = profiles.some((profile) => profile.courseId(membershipsUrl) !== undefined);
    if (hasProfile && contextId !== undefined && !resourceLinkId) {
      let isRefused = true;
      try {
        const ownLink = { ...request, resourceLinkId: contextId };
        for await (const member of readRoster(registration, membershipsUrl, ownLink)) {
          isRefused = false;
          yield member;
        }
        return;
      } catch (error) {
        // An older version may not accept this link. The members are wanted all the same.
        if (!isRefused || !(error instanceof RosterError) || error.code !== 'roster-refused') throw error;
      }
    }
    yield* readRoster(registration, membershipsUrl, request);
  };
}
