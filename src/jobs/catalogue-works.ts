import type { Types } from 'mongoose';
import { CatalogueReportModel } from '../../models/catalogue-report.ts';
import type { DatabaseAddress } from '../database/open-database.ts';
import { isLinkingDue } from '../skills/link-catalogue.ts';
import { isDerivationDue } from '../sync/derivation/derive-catalogue.ts';
import type { CatalogueWork } from './catalogue-schedule.ts';
import { inThread } from './catalogue-thread.ts';

const longestMessage = 500;

/** Finds languages, sections and prerequisites that no source states (src/sync/derivation/). */
export function derivation(database: DatabaseAddress): CatalogueWork {
  return {
    name: 'looking through the catalogue',
    isDue: isDerivationDue,
    run: inThread(database, 'derivation'),
    counted: 'courses',
    recordFailure,
  };
}

/** Finds the courses that teach the skills of taxonomies (src/skills/). */
export function skillLinking(database: DatabaseAddress): CatalogueWork {
  return {
    name: 'linking courses to skills',
    isDue: isLinkingDue,
    run: inThread(database, 'skills'),
    counted: 'skills',
  };
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
