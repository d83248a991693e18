import type { Types } from 'mongoose';
import { message } from '../../../../messages/message.ts';
import type { ConnectorCheck } from '../../../connector.ts';
import { type CheckResult, runCheck } from '../../../run-check.ts';
import { checkJoined } from '../check-joined.ts';
import type { Collection, OneRosterService } from './service.ts';

const collections: readonly Collection[] = ['academicSessions', 'courses', 'classes', 'enrollments'];
/** Long enough for some changes, and short enough for only a few. */
const changesOfDays = 7;

/** Tries everything that a pull needs, one by one. */
export async function checkService(
  service: OneRosterService,
  institutionId: Types.ObjectId,
  signal: AbortSignal,
): Promise<readonly ConnectorCheck[]> {
  const token = await runCheck(message('oneRoster.token'), async () => {
    await service.authorize(signal);
    return { found: message('oneRoster.token.good') };
  });
  if (token.state === 'bad') return [token, await checkJoined(institutionId)];
  const checks = [token];
  for (const collection of collections)
    checks.push(await runCheck(collection, () => countObjects(service, collection, signal)));
  checks.push(
    await runCheck(message('oneRoster.changes'), () => countChanges(service, signal)),
    orderCheck(service),
  );
  return [...checks, await checkJoined(institutionId)];
}

async function countObjects(
  service: OneRosterService,
  collection: Collection,
  signal: AbortSignal,
): Promise<CheckResult> {
  const { items, total } = await service.page(collection, { offset: 0, signal });
  const found =
    total === undefined
      ? message('oneRoster.countAtLeast', { count: items.length })
      : message('oneRoster.count', { count: total });
  if (items.length > 0 || collection === 'academicSessions') return { found };
  return { state: 'bad', found: message('check.none'), cure: message('oneRoster.none.cure') };
}

async function countChanges(service: OneRosterService, signal: AbortSignal): Promise<CheckResult> {
  const since = new Date(Date.now() - changesOfDays * 86_400_000);
  const { items, total } = await service.page('enrollments', { offset: 0, since, signal });
  if (!service.refused.has('filter'))
    return {
      found:
        total === undefined
          ? message('oneRoster.changes.foundAtLeast', { days: changesOfDays, count: items.length })
          : message('oneRoster.changes.found', { days: changesOfDays, count: total }),
    };
  return {
    state: 'unknown',
    found: message('oneRoster.changes.refused'),
    cure: message('oneRoster.changes.cure'),
  };
}

function orderCheck({ refused }: OneRosterService): ConnectorCheck {
  const title = message('oneRoster.order');
  if (!refused.has('sort')) return { title, state: 'good', found: message('oneRoster.order.good') };
  return {
    ...{ title, state: 'unknown', found: message('oneRoster.order.refused') },
    cure: message('oneRoster.order.cure'),
  };
}
