import type { Types } from 'mongoose';
import { AliasModel } from '../../../../models/alias.ts';
import { RosterStateModel } from '../../../../models/roster-state.ts';
import { message } from '../../../messages/message.ts';
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
  const title = message('canvas.check.host');
  const filter = { institutionId, membershipsUrl: { $exists: true } };
  const hosts = new Set<string>();
  for (const { membershipsUrl } of await RosterStateModel.find(filter, { membershipsUrl: 1 })
    .limit(100)
    .lean())
    if (courseOfRoster(membershipsUrl)) hosts.add(new URL(membershipsUrl as string).host);
  if (hosts.has(host)) return { title, state: 'good', found: message('canvas.host.good', { host }) };
  const [other] = hosts;
  if (other === undefined)
    return {
      ...{ title, state: 'unknown', found: message('canvas.host.untried') },
      cure: message('canvas.host.untried.cure'),
    };
  return {
    ...{ title, state: 'bad', found: message('canvas.host.good', { host: other }) },
    cure: message('canvas.host.bad.cure', { host: other }),
  };
}

async function peopleCheck(institutionId: Types.ObjectId): Promise<ConnectorCheck> {
  const title = message('canvas.check.people');
  const known = await AliasModel.distinct('to', { institutionId, of: 'learner', source: 'canvas' });
  if (known.length > 0)
    return { title, state: 'good', found: message('canvas.people.good', { count: known.length }) };
  return {
    ...{ title, state: 'unknown', found: message('canvas.people.none') },
    cure: message('canvas.people.cure'),
  };
}
