import type { Blend } from './blend.ts';
import { UnreadableModelError } from './errors.ts';
import type { Parameters } from './model/parameters.ts';
import { Recommender } from './recommender.ts';

/** First bytes of a stored model: format and version. */
const magic = 'NCM2';
const arrayTypes = { Float32Array, Int32Array };
type StoredArray = Float32Array | Int32Array;

interface Header {
  deviation: number;
  blend: Blend;
  vocabulary: readonly string[];
  arrays: { name: string; type: keyof typeof arrayTypes; length: number }[];
}

/**
 * Magic (4 bytes), header length (uint32), header (JSON, padded to 4), arrays one after another. Little-endian,
 * as every platform that Node runs on.
 */
export function toBytes(recommender: Recommender): Uint8Array {
  const { parameters, transitions, popularity, blend, texts, deviation } = recommender.parts;
  const arrays = Object.entries<StoredArray>({
    ...parameters,
    idf: texts.idf,
    textOffsets: texts.offsets,
    textTerms: texts.terms,
    textValues: texts.values,
    transitionOffsets: transitions.offsets,
    transitionColumns: transitions.columns,
    transitionValues: transitions.values,
    popularity,
  });
  const header: Header = {
    deviation,
    blend,
    vocabulary: texts.vocabulary,
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
  const arrays = new Map<string, StoredArray>();
  let at = start;
  for (const { name, type, length } of header.arrays) {
    if (at + length * 4 > buffer.length) throw new UnreadableModelError('it is cut short');
    // A copy: an array's memory must be aligned, and must not keep the whole file alive.
    const array = new arrayTypes[type](
      buffer.buffer.slice(buffer.byteOffset + at, buffer.byteOffset + at + length * 4),
    );
    if (array.some((value) => !Number.isFinite(value)))
      throw new UnreadableModelError(`${name} holds what is no number`);
    arrays.set(name, array);
    at += length * 4;
  }
  const get = <T extends StoredArray>(name: string) => {
    const array = arrays.get(name);
    if (!array) throw new UnreadableModelError(`${name} is missing`);
    return array as T;
  };
  const names = [
    'candidates',
    'history',
    'bias',
    'gmf',
    'learnerLayer',
    'courseLayer',
    'firstBias',
    'secondWeights',
    'secondBias',
    'mlp',
  ];
  return new Recommender({
    parameters: Object.fromEntries(
      names.map((name) => [name, get<Float32Array>(name)]),
    ) as unknown as Parameters,
    texts: {
      vocabulary: header.vocabulary,
      idf: get('idf'),
      offsets: get('textOffsets'),
      terms: get('textTerms'),
      values: get('textValues'),
    },
    transitions: {
      offsets: get('transitionOffsets'),
      columns: get('transitionColumns'),
      values: get('transitionValues'),
    },
    popularity: get('popularity'),
    blend: header.blend,
    deviation: header.deviation,
  });
}

function readHeader(buffer: Buffer, end: number): Header {
  try {
    return JSON.parse(buffer.toString('utf8', 8, end)) as Header;
  } catch {
    throw new UnreadableModelError('its header is damaged');
  }
}
