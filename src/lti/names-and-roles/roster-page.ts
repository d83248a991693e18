import { message } from '../../messages/message.ts';
import { readList, readObject } from '../../values/read-object.ts';
import { readId } from '../../values/read-text.ts';
import { isNobody } from '../../values/spoilt-id.ts';
import { type Claims, claim, objectClaim } from '../claims.ts';
import { sourcedId } from '../launch/other-ids.ts';
import { isTestUser, roleOf } from '../launch/roles.ts';
import { RosterError } from './roster-error.ts';
import type { RosterProfile } from './roster-profile.ts';

const statuses = ['active', 'inactive', 'deleted'] as const;

/** One person of a course. Names and e-mail addresses are not read. */
export interface Member {
  userId: string;
  /** `lis_person_sourcedid`: the id in the institution's own records. */
  sourcedId?: string;
  /** The id in another interface of the LMS product, where the page tells it. */
  productId?: { source: string; id: string };
  role: 'learner' | 'staff';
  status: (typeof statuses)[number];
}

/**
 * A member that cannot be read. It may be anybody, so the roster is not complete, and whoever stores it says why.
 */
export interface UnusableMember {
  /** The same words for the same cause. */
  problem: string;
}

/** Reads the ids that a page tells of a member in its custom parameters. */
type ReadIds = (custom: Readonly<Record<string, unknown>>) => Pick<Member, 'sourcedId' | 'productId'>;

/**
 * The members of one page (membership container, Names and Role Provisioning Services 2.0 §2.1 to §2.3).
 * @param contextId the course's; a page of another course is refused. Undefined: any
 * @param readIds for a page that says of each member what a launch by the tool's own configuration would say (§3.3)
 * @throws RosterError before the first member; one bad member ends nothing
 */
export function* membersOf(
  page: unknown,
  contextId: string | undefined,
  readIds: ReadIds = () => ({}),
): Generator<Member | UnusableMember> {
  const { members, context } = (page ?? {}) as Record<string, unknown>;
  if (!Array.isArray(members)) throw new RosterError('answer-unusable', [message('roster.noMembers')]);
  const id = (context as { id?: unknown } | null | undefined)?.id ?? undefined;
  if (contextId !== undefined && id !== undefined && readId(id) !== contextId)
    throw new RosterError('foreign-context');
  for (const member of members as unknown[]) {
    const found = memberOf(member, readIds);
    if (found) yield found;
  }
}

/** Undefined: somebody who takes no part in the course. */
function memberOf(member: unknown, readIds: ReadIds): Member | UnusableMember | undefined {
  const { user_id: id, roles: given, status: word, ...rest } = readObject(member);
  // Blackboard documents the role of its preview user under the name that the claim has in launches.
  const listed = [given, rest[claim.roles]].flatMap((one) => readList(typeof one === 'string' ? [one] : one));
  const roles = listed.filter((role) => typeof role === 'string');
  const role = roleOf(roles);
  // An observer only looks on.
  if (isTestUser(roles) || role === 'observer') return undefined;
  const [userId, status] = [readId(id), statusOf(word)];
  if (userId === undefined || isNobody(userId))
    return { problem: 'a member of the roster without a usable user_id' };
  if (roles.length < listed.length) return { problem: 'a member of the roster whose roles are no texts' };
  if (status === undefined)
    return { problem: 'a member of the roster whose status is none of Active, Inactive, Deleted' };
  const lisId = sourcedId(rest['lis_person_sourcedid']);
  return {
    userId,
    ...readIds(parametersIn(rest['message'])),
    ...(lisId !== undefined && { sourcedId: lisId }),
    role: role === 'learner' ? 'learner' : 'staff',
    status,
  };
}

/** For a page of this address. @returns undefined where no product has a profile for it */
export function idReader(profiles: readonly RosterProfile[], membershipsUrl: string): ReadIds | undefined {
  const profile = profiles.find((one) => one.courseId(membershipsUrl) !== undefined);
  if (!profile) return undefined;
  const { source } = profile;
  return (custom) => {
    const { sourcedId, id } = profile.memberIds(membershipsUrl, custom);
    return {
      ...(sourcedId !== undefined && { sourcedId }),
      ...(id !== undefined && { productId: { source, id } }),
    };
  };
}

function parametersIn(messages: unknown): Readonly<Record<string, unknown>> {
  const [message] = Array.isArray(messages) ? messages : [];
  return objectClaim((message ?? {}) as Claims, claim.custom);
}

/** Absent means active (§2.3). Platforms differ in capitals. @returns undefined for a word that nobody knows */
function statusOf(status: unknown): Member['status'] | undefined {
  const word = status === undefined || status === null ? 'active' : status;
  if (typeof word !== 'string') return undefined;
  return statuses.find((known) => known === (word.trim().toLowerCase() || 'active'));
}
