import type { Institution } from '../../../models/institution.ts';
import type { Job } from '../../../models/job.ts';
import type { SyncRun } from '../../../models/sync-run.ts';
import { type Due, findDue } from '../../sync/runs/due.ts';
import { RunInProgressError, StoppedError, TooEarlyError } from '../../sync/runs/run-errors.ts';
import { recordAllInterrupted, runSync } from '../../sync/runs/run-sync.ts';
import type { SourceProvider } from '../../sync/source.ts';
import { type JobKind, PostponedError, priorities } from '../job-kind.ts';
import { approvedInstitution } from './planning.ts';

export const syncKind = 'sync';
/** A school of a hundred thousand takes some hours. Then the run ends, and the next one goes on from there. */
const longestMilliseconds = 12 * 3_600_000;
const whileOneRuns = 60_000;

/** Runs of sources, when they are due or somebody asks for them. `data`: what of it was asked for. */
export function syncJob(providers: readonly SourceProvider[]): JobKind {
  const providerOf = (name: string | undefined) => providers.find((provider) => provider.name === name);
  return {
    ...{ name: syncKind, priority: priorities.sync, attempts: 5, longestMilliseconds },
    // They wait for other machines most of the time.
    ...{ atOnce: 2, atOnceForRequests: 2 },
    pauseMilliseconds: 6 * 3_600_000,
    async run(job, { signal }) {
      const institution = await approvedInstitution(job.institution);
      const provider = providerOf(job.source);
      const source = institution && (await provider?.forInstitution(institution));
      if (!institution || !provider || !source) return;
      // What failed yesterday may have to be read as a whole today.
      const { wanted } = nextRun(job, await findDue(institution._id, provider, new Date()));
      await runSync({ institution, source, wanted, signal }).catch(notItsFault);
    },
    async plan(institution, now) {
      // Of a command, or of a course's roster: no next run may come.
      await recordAllInterrupted(institution._id);
      const due = providers.map(async (provider) => {
        // Most institutions have one source: what they do not have is not asked when it is due.
        if (!(await provider.forInstitution(institution))) return [];
        const { at } = await findDue(institution._id, provider, now);
        return at > now ? [] : [{ institution: institution._id, source: provider.name, at }];
      });
      return (await Promise.all(due)).flat();
    },
    async again({ institution, source }) {
      const provider = providerOf(source);
      if (!institution || !provider) return undefined;
      return (await findDue(institution, provider, new Date())).at;
    },
  };
}

/** A request for a run of a source. */
export function requestedSync({ _id }: Institution, source: string, wanted: SyncRun['wanted']) {
  return { kind: syncKind, institution: _id, source, data: { wanted } };
}

/** When a source is asked next, and for what. @param due by the clock */
export function nextRun(job: Job | null, due: Due): Due {
  const asked = job?.data?.['wanted'] as SyncRun['wanted'] | undefined;
  return { at: job?.nextAt ?? due.at, wanted: asked ?? due.wanted };
}

/** @throws what is one */
export function notItsFault(error: unknown): void {
  if (error instanceof StoppedError) return;
  if (error instanceof RunInProgressError) throw new PostponedError(error.message, whileOneRuns);
  if (error instanceof TooEarlyError)
    throw new PostponedError(error.message, error.retryAt.getTime() - Date.now());
  throw error;
}
