import { type Claims, claim, objectClaim } from '../claims.ts';
import { sourcedId } from '../launch/other-ids.ts';
import { isTestUser, roleOf } from '../launch/roles.ts';
import { RosterError } from './roster-error.ts';
import type { RosterProfile } from './roster-profile.ts';

/** One person of a course. Names and e-mail addresses are not read. */
export interface Member {
  userId: string;
  /** `lis_person_sourcedid`: the id in the institution's own records. */
  sourcedId?: string;
  /** The id in another interface of the LMS product, where the page tells it. */
  productId?: { source: string; id: string };
  role: 'learner' | 'staff';
  status: 'active' | 'inactive' | 'deleted';
}

/** Reads the ids that a page tells of a member in its custom parameters. */
type ReadIds = (custom: Readonly<Record<string, unknown>>) => Pick<Member, 'sourcedId' | 'productId'>;

/**
 * The members of one page (membership container, Names and Role Provisioning Services 2.0 §2.1 to §2.3).
 * @param contextId the course's; a page of another course is refused. Undefined: any
 * @param readIds for a page that says of each member what a launch by the tool's own configuration would say (§3.3)
 * @throws RosterError before the first member
 */
export function* membersOf(
  page: unknown,
  contextId: string | undefined,
  readIds: ReadIds = () => ({}),
): Generator<Member> {
  const { members, context } = (page ?? {}) as Record<string, unknown>;
  if (!Array.isArray(members)) throw new RosterError('answer-unusable', 'It has no members.');
  const id = (context as { id?: unknown } | null | undefined)?.id;
  if (contextId !== undefined && id !== undefined && id !== contextId)
    throw new RosterError('foreign-context');
  for (const member of members as unknown[]) {
    const { user_id: userId, roles: given, status, ...rest } = (member ?? {}) as Record<string, unknown>;
    const roles = Array.isArray(given) ? given : [];
    const role = roleOf(roles);
    // An observer only looks on and takes no part in the course.
    if (typeof userId !== 'string' || userId === '' || isTestUser(roles) || role === 'observer') continue;
    const lisId = sourcedId(rest['lis_person_sourcedid']);
    yield {
      userId,
      ...readIds(parametersIn(rest['message'])),
      ...(lisId !== undefined && { sourcedId: lisId }),
      role: role === 'learner' ? 'learner' : 'staff',
      status: statusOf(status),
    };
  }
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

/** Absent means active (§2.3). */
function statusOf(status: unknown): Member['status'] {
  if (status === 'Inactive') return 'inactive';
  return status === 'Deleted' ? 'deleted' : 'active';
}
