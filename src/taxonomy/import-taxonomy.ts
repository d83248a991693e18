// From files to the database, in this order:
//   taxonomy-source.ts     what a taxonomy is to the rest: names and needs, as a stream
//   esco/, onet/, own/     the three that there are
//   import-taxonomy.ts     (here) reading it to its end, then writing it
// then find-occupations.ts: how a goal is found among thousands.
import { createHash } from 'node:crypto';
import mongoose from 'mongoose';
import { ConceptNameModel, type Scheme } from '../../models/concept-name.ts';
import { OccupationModel } from '../../models/occupation.ts';
import { type Taxonomy, TaxonomyModel } from '../../models/taxonomy.ts';
import { takeLease } from '../leases/lease.ts';
import { findableWords, foldName } from './fold-name.ts';
import {
  type NameRecord,
  type NeedsRecord,
  type ReadingOptions,
  TaxonomyBusyError,
  TaxonomyError,
  type TaxonomyRecord,
  type TaxonomySource,
} from './taxonomy-source.ts';

/** Of a document of a few hundred bytes. */
const batchSize = 500;
/** ESCO names 17,000 concepts in 28 languages. */
const mostNames = 2_000_000;
const mostOthers = 60;
const longestLabel = 300;
/** ESCO's largest occupation needs 200. */
const mostNeeds = 400;

export interface ImportOptions extends ReadingOptions {
  now?: Date;
  /** Records written so far, and of how many. */
  onProgress?: (written: number, total: number) => void;
}

export interface ImportOutcome {
  taxonomy: Pick<Taxonomy, 'scheme' | 'languages' | 'occupations' | 'skills'>;
  /** The same was stored already, and nothing was written. */
  isUnchanged: boolean;
}

/**
 * Stores a taxonomy in the place of what was stored of its scheme. It is read to its end before anything is written, so wrong
 * files change nothing, and files that are stored already write nothing. An import that was interrupted is completed by the next.
 * @throws TaxonomyError (`TaxonomyBusyError` while another is being imported), UnreadableFileError
 */
export async function importTaxonomy(
  source: TaxonomySource,
  { now = new Date(), onProgress, ...reading }: ImportOptions = {},
): Promise<ImportOutcome> {
  const { scheme } = source;
  const { total, content, ...counts } = await survey(source, reading);
  const taxonomy = { scheme, ...counts };
  if ((await TaxonomyModel.exists({ scheme, content })) !== null) return { taxonomy, isUnchanged: true };
  const lease = await takeLease('taxonomy');
  if (!lease) throw new TaxonomyBusyError();
  try {
    // From here until the end, what is stored is partly of the one before.
    await TaxonomyModel.updateOne({ scheme }, { $set: { content: 'incomplete' } });
    const run = new mongoose.Types.ObjectId();
    let written = 0;
    const { signal } = reading;
    for await (const batch of batches(source.records({ ...(signal && { signal }) }))) {
      lease.assertHeld();
      await writeBatch(batch, scheme, run);
      written += batch.length;
      onProgress?.(written, total);
    }
    const gone = { scheme, run: { $ne: run } };
    await Promise.all([ConceptNameModel.deleteMany(gone), OccupationModel.deleteMany(gone)]);
    await TaxonomyModel.replaceOne({ scheme }, { ...taxonomy, content, importedAt: now }, { upsert: true });
    return { taxonomy, isUnchanged: false };
  } finally {
    await lease.release();
  }
}

/** Deletes all that is stored of a scheme. @returns whether there was anything */
export async function removeTaxonomy(scheme: Scheme): Promise<boolean> {
  const { deletedCount } = await TaxonomyModel.deleteOne({ scheme });
  const [names, occupations] = await Promise.all([
    ConceptNameModel.deleteMany({ scheme }),
    OccupationModel.deleteMany({ scheme }),
  ]);
  return deletedCount + names.deletedCount + occupations.deletedCount > 0;
}

/** Reads everything once: counts it, and makes a hash of it. */
async function survey(source: TaxonomySource, reading: ReadingOptions) {
  const hash = createHash('sha256');
  const languages = new Set<string>();
  const concepts = { occupation: new Set<string>(), skill: new Set<string>() };
  let total = 0;
  for await (const record of source.records(reading)) {
    if (++total > mostNames)
      throw new TaxonomyError(`There are more than ${mostNames} names`, 'Import fewer languages.');
    hash.update(JSON.stringify(record));
    if (record.kind !== 'name') continue;
    languages.add(record.language);
    concepts[record.of].add(record.concept);
  }
  return {
    total,
    content: hash.digest('base64url'),
    languages: [...languages].sort(),
    occupations: concepts.occupation.size,
    skills: concepts.skill.size,
  };
}

async function* batches(records: AsyncIterable<TaxonomyRecord>): AsyncGenerator<TaxonomyRecord[]> {
  let batch: TaxonomyRecord[] = [];
  for await (const record of records) {
    batch.push(record);
    if (batch.length < batchSize) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

type Stamp = { scheme: Scheme; run: mongoose.Types.ObjectId };

async function writeBatch(
  records: readonly TaxonomyRecord[],
  scheme: Scheme,
  run: mongoose.Types.ObjectId,
): Promise<void> {
  const stamp: Stamp = { scheme, run };
  const names = records.flatMap((record) => (record.kind === 'name' ? nameUpdate(record, stamp) : []));
  const needs = records.flatMap((record) => (record.kind === 'needs' ? needsUpdate(record, stamp) : []));
  // Straight to the driver: seventeen thousand documents need no casting.
  if (names.length > 0) await ConceptNameModel.collection.bulkWrite(names, { ordered: false });
  if (needs.length > 0) await OccupationModel.collection.bulkWrite(needs, { ordered: false });
}

function nameUpdate({ of, concept, language, label: whole, others: all }: NameRecord, stamp: Stamp) {
  const label = whole.slice(0, longestLabel);
  const others = all.slice(0, mostOthers).map((name) => name.slice(0, longestLabel));
  const names = [...new Set([label, ...others].map(foldName))].filter(Boolean);
  const words = of === 'occupation' && { words: findableWords([label, ...others]) };
  return {
    updateOne: {
      filter: { kind: of, concept, language },
      update: { $set: { ...stamp, label, others, names, ...words } },
      upsert: true,
    },
  };
}

function needsUpdate({ occupation, essential, optional }: NeedsRecord, stamp: Stamp) {
  const needs = { essential: essential.slice(0, mostNeeds), optional: optional.slice(0, mostNeeds) };
  return {
    updateOne: {
      filter: { concept: occupation },
      update: { $set: { ...stamp, ...needs } },
      upsert: true,
    },
  };
}
