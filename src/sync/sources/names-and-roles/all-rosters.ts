import type { Institution } from '../../../../models/institution.ts';
import { type Registration, RegistrationModel } from '../../../../models/registration.ts';
import { type RosterState, RosterStateModel } from '../../../../models/roster-state.ts';
import { takeLeaseFromDead } from '../../../leases/lease.ts';
import { RosterError } from '../../../lti/names-and-roles/roster-error.ts';
import type { RosterProfile } from '../../../lti/names-and-roles/roster-profile.ts';
import type { RosterReader } from '../../../lti/names-and-roles/roster-request.ts';
import { asksAllToWait, FailingParts } from '../../failing-parts.ts';
import type { SyncRecord } from '../../record.ts';
import { rejectionOf } from '../../rejection-of.ts';
import { runLease, runName } from '../../runs/run-sync.ts';
import type { PullOptions, SourceProvider } from '../../source.ts';
import { endReading, takeDueRoster } from './due-roster.ts';
import { source as name, toRecords } from './sync-roster.ts';

const day = 24 * 60;
/** So many courses are looked up at once. A server closes a cursor after ten minutes, which a hundred rosters may take. */
const coursesAtOnce = 100;
/** An error of the platform and not of one course: the other courses would fail as well. */
const platformError = 'token-refused';
/** Errors that may be of the platform or of one course, which the other courses tell. */
const unclearErrors = new Set<string>(['platform-unreachable', 'platform-busy']);

/**
 * The rosters of all courses that the tool was ever opened from, once a day. A course that somebody opens is read by itself
 * (`RosterRefresh`). A roster is never read twice at once.
 */
export function allRosters(
  readRoster: RosterReader,
  profiles: readonly RosterProfile[] = [],
): SourceProvider {
  return {
    ...{ name, everyMinutes: day, everythingEveryMinutes: day },
    async forInstitution({ _id: institutionId, registration: id }: Institution) {
      const registration = id && (await RegistrationModel.findById(id).lean<Registration>());
      const anyLaunched = await RosterStateModel.exists(launched(institutionId));
      if (!registration || !anyLaunched) return undefined;
      const read = (state: RosterState) =>
        readRoster(registration, state.membershipsUrl as string, { contextId: state.course });
      return { name, pull: (options) => pull(institutionId, read, profiles, options) };
    },
  };
}

async function* coursesBehind(institutionId: Institution['_id'], cursor: string): AsyncGenerator<string> {
  for (let last = cursor; ; ) {
    const behind = { ...launched(institutionId), course: { $gt: last } };
    const query = RosterStateModel.find(behind, { course: 1 }).sort({ course: 1 }).limit(coursesAtOnce);
    const some = await query.lean<Pick<RosterState, 'course'>[]>();
    for (const { course } of some) yield course;
    const end = some.at(-1);
    if (!end) return;
    last = end.course;
  }
}

function launched(institutionId: Institution['_id']) {
  return { institutionId, membershipsUrl: { $exists: true } };
}

async function* pull(
  institutionId: Institution['_id'],
  read: (state: RosterState) => ReturnType<RosterReader>,
  profiles: readonly RosterProfile[],
  { cursor = '', unread = new Set(), signal, onProgress, onReject }: PullOptions,
): AsyncGenerator<SyncRecord> {
  const total = await RosterStateModel.countDocuments(launched(institutionId));
  const failing = new FailingParts(isUnclear);
  const unreadBefore = new Set(unread);
  if (cursor === '') unread.clear();
  const leaveOut = (course: string, error: RosterError) => {
    let cause: Error = error;
    if (unclearErrors.has(error.code)) {
      unread.add(course);
      cause = failing.failed(error, unreadBefore.has(course));
    }
    onReject({ origin: `course ${course}`, ...rejectionOf(cause) });
  };
  let done = await RosterStateModel.countDocuments({ ...launched(institutionId), course: { $lte: cursor } });
  for await (const course of coursesBehind(institutionId, cursor)) {
    signal.throwIfAborted();
    onProgress(done++, total);
    const lease = () => takeLeaseFromDead(runLease(institutionId, runName({ name, part: course })), signal);
    const roster = await takeDueRoster(institutionId, course, Date.now(), { lease, evenFailed: true });
    // It was read a moment ago, or is being read.
    if (!roster) {
      const wait = await waitFor(institutionId, course);
      if (wait) leaveOut(course, wait);
      continue;
    }
    try {
      // The course may have been launched before this tool learnt such ids.
      for (const { source, courseId } of profiles) {
        const id = courseId(roster.membershipsUrl);
        if (id !== undefined) yield { kind: 'alias', source, id, course };
      }
      yield* toRecords({ key: course }, read(roster), true, { onReject });
      failing.succeeded();
    } catch (error) {
      if (!(error instanceof RosterError) || error.code === platformError) throw error;
      leaveOut(course, error);
      continue;
    } finally {
      // It stays due, because nothing of it may be written yet. Differences continue from where they were.
      const { differencesUrl } = roster;
      await endReading(roster, { dueAt: new Date(), ...(differencesUrl && { differencesUrl }) });
    }
    yield { kind: 'checkpoint', cursor: course };
  }
  failing.end();
  onProgress(total, total);
}

/**
 * A platform that asked to wait when somebody opened the course asks every reader. Passed over in silence, the course would look as
 * if it had been read.
 * @returns what the platform would say now
 */
async function waitFor(institutionId: Institution['_id'], course: string): Promise<RosterError | undefined> {
  const now = new Date();
  const waiting = { institutionId, course, isAskedToWait: true, dueAt: { $gt: now } } as const;
  const found = { dueAt: 1, waitMayBeOfCourse: 1 } as const;
  const state = await RosterStateModel.findOne(waiting, found).lean<RosterState>();
  if (!state) return undefined;
  return new RosterError('platform-busy', [], {
    retryAfterMilliseconds: state.dueAt.getTime() - now.getTime(),
    waitMayBeOfOnePart: state.waitMayBeOfCourse === true,
  });
}

function isUnclear(error: unknown): error is RosterError {
  return error instanceof RosterError && unclearErrors.has(error.code) && !asksAllToWait(error);
}
