import { UnreadableModelError } from './data/errors.ts';
import { type SparseMatrix, stackRows } from './data/sparse.ts';
import { Ranker, type RankerParameters } from './ranker/ranker.ts';
import { Recommender } from './recommender.ts';
import { Fixed } from './scorer-kit/constant-scores.ts';
import { Votes } from './scorer-kit/voting-scorer.ts';
import { Affinity } from './scorers/affinity.ts';
import { Beginnings } from './scorers/beginnings.ts';
import { Content } from './scorers/content.ts';
import { Gmf } from './scorers/gmf/gmf.ts';
import type { LearnerEmbeddingOptions } from './scorers/gmf/learner-embedding.ts';
import { type Members, memories, type VotingMember, votingMembers } from './scorers/shipped-scorers.ts';
import { Trend } from './scorers/trend.ts';
import { CourseIndex } from './text/course-index.ts';

/** First bytes of a stored model: format and version. */
const magic = 'NCM5';
const arrayTypes = { Float32Array, Int32Array };
type StoredArray = Float32Array | Int32Array;
type Arrays = Record<string, StoredArray>;

interface Header {
  deviation: number;
  vocabulary: readonly string[];
  embedding: LearnerEmbeddingOptions;
  decays: Record<VotingMember | 'content', number>;
  arrays: { name: string; type: keyof typeof arrayTypes; length: number }[];
}

const affinityNames = ['language', 'level', 'category'] as const;
const trendNames = ['shortTrend', 'longTrend', 'beginnings'] as const;
const rankerNames = ['mean', 'scale', 'wide', 'hidden', 'hiddenBias', 'output'] as const;
const gmfNames = ['history', 'candidates', 'bias'] as const;

/**
 * Magic (4 bytes), header length (uint32), header (JSON, padded to 4), arrays one after another. Little-endian,
 * as every platform that Node runs on. Of the trends only the latest is kept: whoever is served asks about now.
 */
export function toBytes({ parts }: Recommender): Uint8Array {
  const { members, ranker, deviation } = parts;
  const { tfIdf } = members.content.texts;
  const stored: Arrays = {
    ...prefixed('gmf', members.gmf.parameters),
    ...prefixed('ranker', ranker.parameters),
    ...matrixArrays('texts', tfIdf.matrix),
    idf: tfIdf.idf,
    popularity: members.popularity.scores,
  };
  for (const name of votingMembers) Object.assign(stored, matrixArrays(name, members[name].matrix));
  const trends = { ...members, beginnings: members.beginnings.trend };
  for (const name of trendNames) stored[name] = trends[name].snapshots.at(-1)!;
  for (const name of affinityNames)
    Object.assign(stored, matrixArrays(name, valuesAsMatrix(members[name].values)));
  const arrays = Object.entries(stored);
  const header: Header = {
    deviation,
    vocabulary: tfIdf.vocabulary,
    embedding: members.gmf.embedding,
    decays: {
      transitions: members.transitions.decay,
      neighbours: members.neighbours.decay,
      ease: members.ease.decay,
      content: members.content.decay,
    },
    arrays: arrays.map(([name, array]) => ({
      name,
      type: array instanceof Float32Array ? 'Float32Array' : 'Int32Array',
      length: array.length,
    })),
  };
  const json = Buffer.from(JSON.stringify(header));
  const padded = Buffer.concat([json, Buffer.alloc((4 - (json.length % 4)) % 4, ' ')]);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(padded.length);
  const bodies = arrays.map(([, array]) => Buffer.from(array.buffer, array.byteOffset, array.byteLength));
  return Buffer.concat([Buffer.from(magic), length, padded, ...bodies]);
}

/** @throws UnreadableModelError when the bytes are cut short, of another version, or hold what is no number */
export function fromBytes(bytes: Uint8Array): Recommender {
  const buffer = Buffer.from(bytes);
  if (buffer.length < 8 || buffer.toString('latin1', 0, 4) !== magic)
    throw new UnreadableModelError('not a model of this version');
  const start = 8 + buffer.readUInt32LE(4);
  const header = readHeader(buffer, start);
  const arrays = readArrays(buffer, start, header);
  const get = <T extends StoredArray>(name: string): T => {
    const array = arrays[name];
    if (!array) throw new UnreadableModelError(`${name} is missing`);
    return array as T;
  };
  const group = (prefix: string, names: readonly string[]) =>
    Object.fromEntries(names.map((name) => [name, get<Float32Array>(`${prefix}.${name}`)]));
  const matrix = (name: string, width: number): SparseMatrix => {
    const offsets = get<Int32Array>(`${name}.offsets`);
    return {
      rows: offsets.length - 1,
      width,
      offsets,
      columns: get(`${name}.columns`),
      values: get(`${name}.values`),
    };
  };
  const popularity = get<Float32Array>('popularity');
  const votes = (name: VotingMember) => new Votes(matrix(name, popularity.length), header.decays[name]);
  const trend = (name: string) => new Trend(0, 1, [get<Float32Array>(name)]);
  const affinity = (name: string) => new Affinity(matrixAsValues(matrix(name, 0)));
  const index = new CourseIndex({
    vocabulary: header.vocabulary,
    idf: get('idf'),
    matrix: matrix('texts', header.vocabulary.length),
  });
  const transitions = votes('transitions');
  const members: Members = {
    transitions,
    ...memories(transitions),
    neighbours: votes('neighbours'),
    ease: votes('ease'),
    gmf: new Gmf(group('gmf', gmfNames) as unknown as Gmf['parameters'], header.embedding),
    content: new Content(index, header.decays.content),
    shortTrend: trend('shortTrend'),
    longTrend: trend('longTrend'),
    beginnings: new Beginnings(trend('beginnings')),
    popularity: new Fixed(popularity),
    language: affinity('language'),
    level: affinity('level'),
    category: affinity('category'),
  };
  const ranker = new Ranker(group('ranker', rankerNames) as unknown as RankerParameters);
  return new Recommender({ members, ranker, deviation: header.deviation });
}

function prefixed(prefix: string, arrays: object): Arrays {
  return Object.fromEntries(
    Object.entries(arrays as Arrays).map(([name, array]) => [`${prefix}.${name}`, array]),
  );
}

function matrixArrays(name: string, { offsets, columns, values }: SparseMatrix): Arrays {
  return prefixed(name, { offsets, columns, values });
}

/** Lists of numbers as rows whose columns count, so that one form stores everything. */
function valuesAsMatrix(values: readonly Int32Array[]): SparseMatrix {
  return stackRows(
    values.map((columns) => ({ columns, values: new Float32Array(columns.length) })),
    0,
  );
}

function matrixAsValues({ rows, offsets, columns }: SparseMatrix): Int32Array[] {
  return Array.from({ length: rows }, (_, row) => columns.subarray(offsets[row], offsets[row + 1]));
}

function readArrays(buffer: Buffer, start: number, header: Header): Arrays {
  const arrays: Arrays = {};
  let at = start;
  for (const { name, type, length } of header.arrays) {
    if (at + length * 4 > buffer.length) throw new UnreadableModelError('it is cut short');
    // A copy: an array's memory must be aligned, and must not keep the whole file alive.
    const array = new arrayTypes[type](new Uint8Array(buffer.subarray(at, at + length * 4)).buffer);
    if (array.some((value) => !Number.isFinite(value)))
      throw new UnreadableModelError(`${name} holds what is no number`);
    arrays[name] = array;
    at += length * 4;
  }
  return arrays;
}

function readHeader(buffer: Buffer, end: number): Header {
  try {
    return JSON.parse(buffer.toString('utf8', 8, end)) as Header;
  } catch {
    throw new UnreadableModelError('its header is damaged');
  }
}
