import type { Types } from 'mongoose';
import { CatalogueReportModel } from '../../../models/catalogue-report.ts';
import { isLinkingDue } from '../../skills/link-catalogue.ts';
import { isDerivationDue } from '../../sync/derivation/derive-catalogue.ts';
import { type JobContext, type JobKind, priorities } from '../job-kind.ts';
import { inThread } from './catalogue-thread.ts';

const longestMessage = 500;

/** Of both. A catalogue of a hundred thousand courses takes some minutes; the others wait. */
const common = {
  ...{ priority: priorities.catalogue, atOnce: 1, attempts: 3 },
  ...{ longestMilliseconds: 15 * 60_000, pauseMilliseconds: 6 * 3_600_000 },
} as const;

/** Finds languages, sections and prerequisites that no source states (src/sync/derivation/), wherever a catalogue has changed. */
export function derivationJob(derive = inThread('derivation')): JobKind {
  return {
    ...common,
    name: 'derivation',
    async run({ institution }, context) {
      if (!institution) return;
      await log(context, 'courses', () => derive(institution, context.signal)).catch(async (error: Error) => {
        context.signal.throwIfAborted();
        await recordFailure(institution, error);
        throw error;
      });
    },
    plan: async ({ _id }, now) => ((await isDerivationDue(_id, now)) ? [{ institution: _id, at: now }] : []),
  };
}

/** Finds the courses that teach the skills of taxonomies (src/skills/), after the catalogue was looked through. */
export function skillsJob(link = inThread('skills')): JobKind {
  return {
    ...common,
    name: 'skills',
    async run({ institution }, context) {
      if (institution) await log(context, 'skills', () => link(institution, context.signal));
    },
    plan: async ({ _id }, now) =>
      (await isLinkingDue(_id)) && !(await isDerivationDue(_id, now)) ? [{ institution: _id, at: now }] : [],
  };
}

async function log(
  context: JobContext,
  counted: string,
  work: () => Promise<number | undefined>,
): Promise<void> {
  const count = await work();
  if (count !== undefined) context.log.info({ [counted]: count }, 'a catalogue was looked through');
}

/** For the administration's page. */
async function recordFailure(institutionId: Types.ObjectId, { message }: Error): Promise<void> {
  const failure = { at: new Date(), error: message.slice(0, longestMessage) };
  const never = { rules: 0, at: new Date(0), counts: {} };
  await CatalogueReportModel.updateOne(
    { institutionId },
    { $set: { failure }, $setOnInsert: never },
    { upsert: true },
  ).catch(() => {});
}
