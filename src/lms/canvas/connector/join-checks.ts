import type { Types } from 'mongoose';
import { AliasModel } from '../../../../models/alias.ts';
import { RosterStateModel } from '../../../../models/roster-state.ts';
import type { ConnectorCheck } from '../../../sync/connector.ts';
import { courseOfRoster } from '../ids.ts';

/**
 * Tries whether the records of this source are connected with the people and courses of the launches
 * (docs/decisions/0012-canvas-numbers.md).
 * @param host of the connection
 */
export async function joinChecks(institutionId: Types.ObjectId, host: string): Promise<ConnectorCheck[]> {
  return [await hostCheck(institutionId, host), await peopleCheck(institutionId)];
}

async function hostCheck(institutionId: Types.ObjectId, host: string): Promise<ConnectorCheck> {
  const title = 'The same Canvas as the launches’';
  const filter = { institutionId, membershipsUrl: { $exists: true } };
  const hosts = new Set<string>();
  for (const { membershipsUrl } of await RosterStateModel.find(filter, { membershipsUrl: 1 })
    .limit(100)
    .lean())
    if (courseOfRoster(membershipsUrl)) hosts.add(new URL(membershipsUrl as string).host);
  if (hosts.has(host)) return { title, state: 'good', found: `Launches come from ${host}.` };
  const [other] = hosts;
  if (other === undefined)
    return {
      ...{ title, state: 'unknown', found: 'The tool has not been opened from a course yet.' },
      cure: 'Open it once from a course in Canvas.',
    };
  return {
    ...{ title, state: 'bad', found: `Launches come from ${other}.` },
    cure: `Enter https://${other} as address: until then what is read here is nobody’s who opens the tool.`,
  };
}

async function peopleCheck(institutionId: Types.ObjectId): Promise<ConnectorCheck> {
  const title = 'People known by launches and rosters';
  const known = await AliasModel.distinct('to', { institutionId, of: 'learner', source: 'canvas' });
  if (known.length > 0) return { title, state: 'good', found: `${known.length} so far.` };
  return {
    ...{ title, state: 'unknown', found: 'Nobody so far.' },
    cure: 'Open the tool from a course’s navigation. If it stays so, its custom parameter canvas_user_id=$Canvas.user.id is missing in Canvas: register the tool again.',
  };
}
