import type { Registration } from '../../../models/registration.ts';
import type { Member, UnusableMember } from './roster-page.ts';

/** What to ask for. An empty request asks for the whole course. */
export interface RosterRequest {
  /** Only members of this role (§2.4.1): a URN, or a short name of a context role. */
  role?: string;
  /** Members on a page (§2.4.2). A platform may give fewer. */
  limit?: number;
  /** Only those who can open this resource link (§3.2). */
  resourceLinkId?: string;
  /** The course that it must be the roster of. */
  contextId?: string;
  /** The link that an earlier run was given: yields only who has changed since (§2.4.3). All other fields are ignored. */
  differencesUrl?: string | undefined;
  /** Called at the end, where the platform gives a link for the next run. */
  onDifferences?: (differencesUrl: string) => void;
}

/**
 * Yields the members up to the last page (Names and Role Provisioning Services 2.0 §2.4). Only one page is in memory at a
 * time, so a person who is on two pages is yielded twice.
 * @param membershipsUrl `context_memberships_url` of a launch
 * @throws RosterError
 */
export type RosterReader = (
  registration: Registration,
  membershipsUrl: string,
  request?: RosterRequest,
) => AsyncGenerator<Member | UnusableMember>;
