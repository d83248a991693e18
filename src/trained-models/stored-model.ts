import { UnreadableModelError } from '../recommender/data/errors.ts';
import type { Recommender } from '../recommender/recommender.ts';
import { fromBytes, toBytes } from '../recommender/serialize.ts';
import type { CourseIndex } from '../recommender/text/course-index.ts';

/** A recommender with the courses that its rows stand for. */
export interface ServingModel {
  recommender: Recommender;
  texts: CourseIndex;
  /** `Course.key` by row. */
  courseKeys: readonly string[];
  /** Row by `Course.key`. */
  rows: ReadonlyMap<string, number>;
}

export function servingModel(recommender: Recommender, courseKeys: readonly string[]): ServingModel {
  return {
    recommender,
    texts: recommender.texts,
    courseKeys,
    rows: new Map(courseKeys.map((key, row) => [key, row])),
  };
}

/**
 * Length of the keys (uint32, little-endian), keys (JSON), model (`recommender/serialize.ts`).
 * @returns bytes with memory of their own, which a thread can hand over: Node.js makes a small buffer in a pool, in Node.js 24 one of 30 kB
 */
export function encodeModel(recommender: Recommender, courseKeys: readonly string[]): Uint8Array {
  const keys = Buffer.from(JSON.stringify(courseKeys));
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

function readKeys(json: Buffer): string[] {
  try {
    return JSON.parse(json.toString('utf8')) as string[];
  } catch {
    throw new UnreadableModelError('its course keys are damaged');
  }
}
