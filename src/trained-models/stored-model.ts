import { UnreadableModelError } from '../recommender/data/errors.ts';
import type { Recommender } from '../recommender/recommender.ts';
import { fromBytes, toBytes } from '../recommender/serialize.ts';
import type { CourseIndex } from '../recommender/text/course-index.ts';

/** Of the sections of one course, `Course.key` of each: one at least. */
export type SectionKeys = readonly [string, ...string[]];

/** A recommender with the courses that its rows stand for. */
export interface ServingModel {
  recommender: Recommender;
  texts: CourseIndex;
  /** By row: `Course.key` of each section of the course that the training knew. */
  sections: readonly SectionKeys[];
  /** Row by `Course.key`, of each section. */
  rows: ReadonlyMap<string, number>;
}

export function servingModel(recommender: Recommender, sections: readonly SectionKeys[]): ServingModel {
  return {
    recommender,
    texts: recommender.texts,
    sections,
    rows: rowsOfSections(sections),
  };
}

/** Row by `Course.key`, of each section. */
export function rowsOfSections(sections: readonly SectionKeys[]): ReadonlyMap<string, number> {
  return new Map(sections.flatMap((keys, row) => keys.map((key) => [key, row] as const)));
}

/**
 * Length of the keys (uint32, little-endian), keys of each row (JSON), model (`recommender/serialize.ts`).
 * @returns bytes with memory of their own, which a thread can hand over: Node.js makes a small buffer in a pool, in Node.js 24 one of 30 kB
 */
export function encodeModel(recommender: Recommender, sections: readonly SectionKeys[]): Uint8Array {
  const keys = Buffer.from(JSON.stringify(sections));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(keys.length);
  return new Uint8Array(Buffer.concat([length, keys, toBytes(recommender)]));
}

/** @throws UnreadableModelError */
export function decodeModel(bytes: Uint8Array): ServingModel {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.length < 4) throw new UnreadableModelError('it is cut short');
  const end = 4 + buffer.readUInt32LE(0);
  return servingModel(fromBytes(buffer.subarray(end)), readKeys(buffer.subarray(4, end)));
}

function readKeys(json: Buffer): SectionKeys[] {
  let rows: unknown[];
  try {
    rows = JSON.parse(json.toString('utf8')) as unknown[];
  } catch {
    throw new UnreadableModelError('its course keys are damaged');
  }
  if (rows.every(Array.isArray)) return rows as unknown as SectionKeys[];
  throw new UnreadableModelError('in it each section has a row of its own');
}
