import type mongoose from 'mongoose';
import type { Types } from 'mongoose';
import {
  type CourseFacts,
  type CourseFindings,
  type CourseFromSource,
  CourseModel,
} from '../../../models/course.ts';
import type { BySource, Fields } from '../documents/by-source.ts';
import { mergeCourse } from '../documents/merge.ts';
import { derived, sourceOrder } from '../source-order.ts';
import type { CatalogueCourse } from './catalogue-course.ts';
import type { DetectLanguage } from './detect-language.ts';
import { readTexts, type StatedCourse } from './read-texts.ts';

/** A course may have a megabyte of text. */
const textsInBatch = 100;
const wholeCatalogue = { hint: { institutionId: 1, key: 1 } } as const;
const byId = { hint: { _id: 1 } } as const;
const texts = [
  ...['description', 'translations'],
  ...[...sourceOrder, 'names-and-roles'].flatMap((name) => [
    `bySource.${name}.description`,
    `bySource.${name}.translations`,
  ]),
];
const withoutTexts = { projection: Object.fromEntries(texts.map((path) => [path, 0])) };

/** A course as it is stored and as it is to be derived. */
export interface StoredCourse extends CatalogueCourse {
  id: mongoose.mongo.ObjectId;
  revision: number | undefined;
  /** It has changed since the last derivation. */
  isStale: boolean;
  /** As sources state it. */
  language: string | undefined;
  findings: CourseFindings | undefined;
  /** What the last derivation found. */
  derivedBefore: Partial<CourseFromSource> | undefined;
}

/**
 * All courses of a catalogue without their texts, in the order of their keys. Texts are read only of courses that have
 * changed. A few kilobytes are held of each course.
 * @param areAllStale all courses are read again, not only those that have changed
 */
export async function readCatalogue(
  institutionId: Types.ObjectId,
  areAllStale: boolean,
  detector: () => Promise<DetectLanguage>,
): Promise<StoredCourse[]> {
  const courses: StoredCourse[] = [];
  const collection = CourseModel.collection;
  for await (const document of collection
    .find({ institutionId }, { ...wholeCatalogue, ...withoutTexts })
    .sort({ key: 1 }))
    courses.push(toStoredCourse(document, areAllStale));
  const stale = courses.filter((course) => course.isStale);
  for (let from = 0; from < stale.length; from += textsInBatch) {
    const some = new Map(stale.slice(from, from + textsInBatch).map((course) => [`${course.id}`, course]));
    const _id = { $in: Array.from(some.values(), ({ id }) => id) };
    for await (const document of collection.find({ institutionId, _id }, byId)) {
      const course = some.get(`${document['_id']}`) as StoredCourse;
      Object.assign(course, toStoredCourse(document, true));
      course.facts = readTexts(statedFields(document) as unknown as StatedCourse, await detector());
    }
  }
  return courses;
}

const noFacts: CourseFacts = { name: { title: '', marks: [] } };

function toStoredCourse(document: mongoose.mongo.Document, isStale: boolean): StoredCourse {
  const stated = statedFields(document);
  const findings: CourseFindings | undefined = document['findings'];
  return {
    id: document['_id'],
    key: document['key'],
    revision: document['revision'],
    isStale: isStale || document['toDerive'] === true || findings === undefined,
    facts: findings?.facts ?? noFacts,
    findings,
    derivedBefore: document['bySource']?.[derived],
    language: stated['language'] as string | undefined,
    group: stated['group'] as string | undefined,
    categories: (stated['categories'] ?? []) as string[],
    prerequisites: (stated['prerequisites'] ?? []) as string[],
    isRemoved: stated['removedAt'] !== undefined,
  };
}

/**
 * A stored course without what was derived before. A course that no source says anything of is taken as it is stored.
 * @param document the whole document, or a part of it
 */
function statedFields(document: mongoose.mongo.Document): Fields {
  const { [derived]: ours, ...bySource } = (document['bySource'] ?? {}) as BySource;
  const stated = Object.keys(bySource).length > 0 ? mergeCourse(bySource) : {};
  const own = Object.keys(ours ?? {});
  const fields = Object.fromEntries(Object.entries(document).filter(([name]) => !own.includes(name)));
  return { ...fields, ...stated };
}
