import { UnreadableModelError } from './data/errors.ts';
import type { ExplainableScorer } from './data/scorer.ts';
import { TermCalendar } from './data/term-calendar.ts';
import { featureCount } from './ranker/features.ts';
import { Ranker, type RankerParameters, rankerParameterNames } from './ranker/ranker.ts';
import { type PopularFor, Recommender } from './recommender.ts';
import { FittedScorers } from './scorer-kit/scorer-definition.ts';
import { type StoredArray, StoredReader, type StoredScorer } from './scorer-kit/stored-scorer.ts';
import { shippedScorers } from './scorers/shipped-scorers.ts';

/** First bytes of a stored model: format and version. */
const magic = 'NCM9';
const arrayTypes = { Float32Array, Int32Array };

interface Header {
  courseCount: number;
  deviation: number;
  /** What the scorers store as JSON, by name of the scorer, in the order of the features; null: it is not fitted. */
  scorers: Record<string, StoredScorer['values'] | null>;
  /** Names of scorers that are fitted, but that the ranker is told nothing of; absent: none. */
  leftOut?: string[];
  /** Absent: nobody. */
  popularFor?: PopularFor;
  /** Absent: people choose at any time. */
  calendar?: Pick<TermCalendar, 'starts' | 'enrolling'>;
  /** The arrays in their order; each is called after its scorer and itself, such as `ease.values`. */
  arrays: { name: string; type: keyof typeof arrayTypes; length: number }[];
}

/**
 * Magic (4 bytes), header length (uint32), header (JSON, padded to 4), arrays one after another. Little-endian,
 * as every platform is that Node runs on.
 */
export function toBytes({ courseCount, parts }: Recommender): Uint8Array {
  const { scorers, ranker, deviation, appeal, popularFor, calendar } = parts;
  const values: Header['scorers'] = {};
  const arrays: [name: string, array: StoredArray][] = [];
  const add = (owner: string, owned: Readonly<Record<string, StoredArray>>) => {
    for (const [name, array] of Object.entries(owned)) arrays.push([`${owner}.${name}`, array]);
  };
  for (const definition of shippedScorers) {
    const scorer = scorers.find(definition);
    const stored = scorer && definition.store(scorer);
    values[definition.name] = stored?.values ?? null;
    if (stored) add(definition.name, stored.arrays);
  }
  add('ranker', ranker.parameters as unknown as Record<string, StoredArray>);
  if (appeal) add('feedback', { appeal });
  const header: Header = {
    ...{ courseCount, deviation, scorers: values },
    ...(scorers.leftOut.size > 0 && { leftOut: [...scorers.leftOut] }),
    ...(popularFor && { popularFor }),
    ...(calendar && { calendar }),
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
  const readerOf = (name: string) =>
    new StoredReader(name, { arrays: arrays.get(name) ?? {}, values: header.scorers[name] ?? {} });

  // The ranker knows the scorers by their places alone.
  if (Object.keys(header.scorers).join() !== shippedScorers.map(({ name }) => name).join())
    throw new UnreadableModelError('it was made with other scorers');
  const { courseCount, leftOut } = header;
  const byName = new Map<string, ExplainableScorer>();
  const scorers = new FittedScorers(courseCount, byName, new Set(leftOut));
  for (const definition of shippedScorers)
    if (header.scorers[definition.name] !== null)
      byName.set(definition.name, definition.restore(readerOf(definition.name), { courseCount, scorers }));
  const appeal = arrays.has('feedback') ? readerOf('feedback').floats('appeal') : undefined;
  if (appeal && appeal.length !== courseCount)
    throw new UnreadableModelError('its appeal is of other courses');
  return new Recommender({
    ...{ scorers, ranker: readRanker(readerOf('ranker')), deviation: header.deviation },
    ...(appeal && { appeal }),
    ...(header.popularFor && { popularFor: header.popularFor }),
    ...(header.calendar && {
      calendar: new TermCalendar(header.calendar.starts, header.calendar.enrolling),
    }),
  });
}

function readRanker(stored: StoredReader): Ranker {
  const parameters = Object.fromEntries(rankerParameterNames.map((name) => [name, stored.floats(name)]));
  const ranker = new Ranker(parameters as unknown as RankerParameters);
  if (ranker.parameters.mean.length !== featureCount)
    throw new UnreadableModelError('its ranker has other features');
  return ranker;
}

/** The arrays by name of their owner. */
function readArrays(buffer: Buffer, start: number, header: Header): Map<string, Record<string, StoredArray>> {
  const byOwner = new Map<string, Record<string, StoredArray>>();
  let at = start;
  for (const { name, type, length } of header.arrays) {
    if (at + length * 4 > buffer.length) throw new UnreadableModelError('it is cut short');
    // A copy: an array's memory must be aligned, and must not keep the whole file alive.
    const array = new arrayTypes[type](new Uint8Array(buffer.subarray(at, at + length * 4)).buffer);
    if (array.some((value) => !Number.isFinite(value)))
      throw new UnreadableModelError(`${name} holds what is no number`);
    const [owner, own] = name.split('.') as [string, string];
    byOwner.set(owner, { ...byOwner.get(owner), [own]: array });
    at += length * 4;
  }
  return byOwner;
}

function readHeader(buffer: Buffer, end: number): Header {
  try {
    return JSON.parse(buffer.toString('utf8', 8, end)) as Header;
  } catch {
    throw new UnreadableModelError('its header is damaged');
  }
}
