import type mongoose from 'mongoose';
import type { Types } from 'mongoose';
import {
  type CourseFacts,
  type CourseFindings,
  CourseModel,
  type CourseView,
} from '../../../models/course.ts';
import { derived, sourceOrder } from '../source-order.ts';
import type { DetectLanguage } from './detect-language.ts';
import type { Entry } from './entry.ts';
import { courseFacts, type StatedCourse } from './facts.ts';
import { statedFields } from './stated.ts';

/** A course may have a megabyte of text. */
const textsInBatch = 100;
const wholeCatalogue = { hint: { institutionId: 1, key: 1 } } as const;
const byId = { hint: { _id: 1 } } as const;
const texts = [
  'description',
  ...[...sourceOrder, 'names-and-roles'].map((name) => `views.${name}.description`),
];
const withoutTexts = { projection: Object.fromEntries(texts.map((path) => [path, 0])) };

/** A course as it is stored and as it is to be judged. */
export interface StoredEntry extends Entry {
  id: mongoose.mongo.ObjectId;
  revision: number | undefined;
  /** It has changed since the last time. */
  isStale: boolean;
  language: string | undefined;
  findings: CourseFindings | undefined;
  /** What was derived the last time. */
  view: Partial<CourseView> | undefined;
}

/**
 * Everything but the texts of all courses, in the order of their keys; texts are read of those alone that have changed.
 * A few kilobytes a course are held.
 * @param isStale courses to be looked at again, besides those that have changed
 */
export async function readEntries(
  institutionId: Types.ObjectId,
  isStale: boolean,
  detector: () => Promise<DetectLanguage>,
): Promise<StoredEntry[]> {
  const entries: StoredEntry[] = [];
  const collection = CourseModel.collection;
  for await (const document of collection
    .find({ institutionId }, { ...wholeCatalogue, ...withoutTexts })
    .sort({ key: 1 }))
    entries.push(entryOf(document, isStale));
  const stale = entries.filter((entry) => entry.isStale);
  for (let from = 0; from < stale.length; from += textsInBatch) {
    const some = new Map(stale.slice(from, from + textsInBatch).map((entry) => [`${entry.id}`, entry]));
    const _id = { $in: Array.from(some.values(), ({ id }) => id) };
    for await (const document of collection.find({ institutionId, _id }, byId)) {
      const entry = some.get(`${document['_id']}`) as StoredEntry;
      Object.assign(entry, entryOf(document, true));
      entry.facts = courseFacts(statedFields(document) as unknown as StatedCourse, await detector());
    }
  }
  return entries;
}

const noFacts: CourseFacts = { name: { title: '', marks: [] } };

function entryOf(document: mongoose.mongo.Document, isStale: boolean): StoredEntry {
  const stated = statedFields(document);
  const findings: CourseFindings | undefined = document['findings'];
  return {
    id: document['_id'],
    key: document['key'],
    revision: document['revision'],
    isStale: isStale || document['toDerive'] === true || findings === undefined,
    facts: findings?.facts ?? noFacts,
    findings,
    view: document['views']?.[derived],
    language: stated['language'] as string | undefined,
    group: stated['group'] as string | undefined,
    categories: (stated['categories'] ?? []) as string[],
    prerequisites: (stated['prerequisites'] ?? []) as string[],
    isRemoved: stated['removedAt'] !== undefined,
  };
}
