import type { Types } from 'mongoose';
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
  const token = await runCheck('Access token', async () => {
    await service.authorize(signal);
    return { found: 'The service gave one.' };
  });
  if (token.state === 'bad') return [token, await checkJoined(institutionId)];
  const checks = [token];
  for (const collection of collections)
    checks.push(await runCheck(collection, () => countObjects(service, collection, signal)));
  checks.push(await runCheck('Changes alone', () => countChanges(service, signal)), orderCheck(service));
  return [...checks, await checkJoined(institutionId)];
}

async function countObjects(
  service: OneRosterService,
  collection: Collection,
  signal: AbortSignal,
): Promise<CheckResult> {
  const { items, total } = await service.page(collection, { offset: 0, signal });
  const found =
    total === undefined ? `At least ${items.length}; the service does not say how many.` : `${total}.`;
  if (items.length > 0 || collection === 'academicSessions') return { found };
  return { state: 'bad', found: 'None.', cure: 'Check which schools and which year this client may see.' };
}

async function countChanges(service: OneRosterService, signal: AbortSignal): Promise<CheckResult> {
  const since = new Date(Date.now() - changesOfDays * 86_400_000);
  const { items, total } = await service.page('enrollments', { offset: 0, since, signal });
  if (!service.refused.has('filter'))
    return { found: `${total ?? `At least ${items.length}`} in the last ${changesOfDays} days.` };
  return {
    state: 'unknown',
    found: 'The service refuses to filter by dateLastModified: everything is read each time.',
    cure: 'Ask whoever runs it for this filter; until then all is well, only slower.',
  };
}

function orderCheck({ refused }: OneRosterService): ConnectorCheck {
  const title = 'Order';
  if (!refused.has('sort')) return { title, state: 'good', found: 'The service sorts by sourcedId.' };
  return {
    ...{ title, state: 'unknown', found: 'The service refuses to sort, so pages may overlap or leave gaps.' },
    cure: 'Who has left is noticed only where the service says "tobedeleted". Ask for "sort".',
  };
}
