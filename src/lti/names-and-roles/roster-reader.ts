import type { Registration } from '../../../models/registration.ts';
import { roleOf } from '../roles.ts';
import type { ToolKeys } from '../tool-keys.ts';
import { RosterError } from './roster-error.ts';
import { type Answer, send } from './send.ts';
import { ServiceTokens } from './service-token.ts';

/** One person of a course. Names and e-mails end here: they are not mapped. */
export interface Member {
  userId: string;
  role: 'learner' | 'staff';
  status: 'active' | 'inactive' | 'deleted';
}

/** Yields the members page by page, to the last page (Names and Role Provisioning Services 2.0 §2.4). */
export type RosterReader = (registration: Registration, membershipsUrl: string) => AsyncGenerator<Member>;

const mediaType = 'application/vnd.ims.lti-nrps.v2.membershipcontainer+json';
const pageSize = '200';

export function createRosterReader(keys: ToolKeys): RosterReader {
  const tokens = new ServiceTokens(keys);

  return async function* readRoster(registration, membershipsUrl) {
    const first = new URL(membershipsUrl);
    first.searchParams.set('limit', pageSize);
    const seen = new Set<string>();
    for (let address: string | undefined = first.href; address; ) {
      if (seen.has(address)) throw new RosterError('page-loop');
      seen.add(address);
      const answer = await getPage(registration, address);
      yield* membersOf(answer.json);
      address = nextPage(answer.headers, address);
    }
  };

  async function getPage(registration: Registration, address: string): Promise<Answer> {
    let answer = await request(registration, address);
    if (answer.status === 401) {
      tokens.forget(registration);
      answer = await request(registration, address);
    }
    if (answer.status !== 200) throw new RosterError('roster-refused', `It answered ${answer.status}.`);
    return answer;
  }

  async function request(registration: Registration, address: string): Promise<Answer> {
    const token = await tokens.get(registration);
    return send(address, { headers: { Authorization: `Bearer ${token}`, Accept: mediaType } });
  }
}

function* membersOf(page: unknown): Generator<Member> {
  const members = (page as { members?: unknown } | undefined)?.members;
  if (!Array.isArray(members)) throw new RosterError('answer-unusable', 'It has no members.');
  for (const member of members as Record<string, unknown>[]) {
    if (typeof member['user_id'] !== 'string') continue;
    yield {
      userId: member['user_id'],
      role: roleOf(Array.isArray(member['roles']) ? member['roles'] : []) === 'learner' ? 'learner' : 'staff',
      status: statusOf(member['status']),
    };
  }
}

/** Absent means active (§2.3). */
function statusOf(status: unknown): Member['status'] {
  if (status === 'Inactive') return 'inactive';
  return status === 'Deleted' ? 'deleted' : 'active';
}

/** `Link: <…>; rel="next"` (RFC 8288), on the same host only: the token goes nowhere else. */
function nextPage(headers: Headers, from: string): string | undefined {
  const next = /<([^>]+)>\s*;[^,]*\brel="?next"?/.exec(headers.get('link') ?? '')?.[1];
  if (next === undefined) return undefined;
  const address = new URL(next, from);
  if (address.origin !== new URL(from).origin) throw new RosterError('foreign-page');
  return address.href;
}
