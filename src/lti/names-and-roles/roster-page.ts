import { canvasId, canvasNumber } from '../launch/canvas-ids.ts';
import { type Claims, claim, objectClaim } from '../launch/claims.ts';
import { isTestUser, roleOf } from '../launch/roles.ts';
import { sourcedId } from '../launch/sourced-ids.ts';
import { RosterError } from './roster-error.ts';

/** One person of a course. Names and e-mails end here: they are not mapped. */
export interface Member {
  userId: string;
  /** `lis_person_sourcedid`: the id in the institution's own records. */
  sourcedId?: string;
  /** `canvasId`, where the page says it. */
  canvasId?: string;
  role: 'learner' | 'staff';
  status: 'active' | 'inactive' | 'deleted';
}

/**
 * The members of one page (membership container, Names and Role Provisioning Services 2.0 §2.1 to §2.3).
 * @param contextId the course's; a page of another one is refused. Undefined: any
 * @param canvasHost of a Canvas whose page says of each member what a launch by the tool's own configuration would (§3.3)
 * @throws RosterError before the first member
 */
export function* membersOf(
  page: unknown,
  contextId: string | undefined,
  canvasHost?: string,
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
    // Who only looks on takes no part; Canvas's REST interface is not asked for observers either.
    if (typeof userId !== 'string' || userId === '' || isTestUser(roles) || role === 'observer') continue;
    const custom = canvasHost === undefined ? {} : parametersIn(rest['message']);
    const recordId = sourcedId(rest['lis_person_sourcedid']) ?? sourcedId(custom['person_sourced_id']);
    const number = canvasNumber(custom['canvas_user_id']);
    yield {
      userId,
      ...(recordId !== undefined && { sourcedId: recordId }),
      ...(canvasHost !== undefined && number !== undefined && { canvasId: canvasId(canvasHost, number) }),
      role: role === 'learner' ? 'learner' : 'staff',
      status: statusOf(status),
    };
  }
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
