import mongoose from 'mongoose';
import { projectRoot } from '../../src/configuration/project-root.ts';
import { wideReading } from './wide-readings.ts';

/** A query of a collection of institutions that did not name the institution. */
export interface InstitutionOffence {
  query: string;
  /**
   * Who asked, by the stack: async stack traces reach through mongoose, except out of cursors and aggregates. `purge`: what has expired is
   * deleted, whosever it is.
   */
  by: 'src' | 'purge' | 'test' | 'unknown';
}

export interface InstitutionGuard {
  readonly offences: readonly InstitutionOffence[];
  /** Queries of src/ that read more than they should (`wide-readings.ts`). */
  readonly wide: readonly string[];
  /** Collections of institutions that were asked at all. */
  readonly asked: ReadonlySet<string>;
  /** @throws Error naming every query of src/ that forgot its institution, or that reads too much */
  stop(): void;
}

/** What is found by something that says whose it is: a visit, or a system that sends events, by its secret. */
const foundById: ReadonlySet<string> = new Set(['sessions', 'apiCredentials']);
const stackFrames = 100;

/**
 * Holds every query that mongoose sends to "institution first": a filter, each document, each branch of an `$or`, the first
 * stage of a pipeline must name one institution. Until `stop`.
 */
export function guardInstitutions(): InstitutionGuard {
  const offences: InstitutionOffence[] = [];
  const wide: string[] = [];
  const asked = new Set<string>();
  mongoose.set('debug', (collection: string, method: string, ...args: unknown[]) => {
    if (/Index(es)?$/.test(method)) return;
    const files = askingFiles();
    const reading = wideReading(collection, method, args, files);
    if (reading) wide.push(reading);
    if (!isOfInstitutions(collection)) return;
    asked.add(collection);
    // `distinct` begins with the field that it wants.
    const first = args[method === 'distinct' ? 1 : 0];
    if (namesInstitution(first) || (foundById.has(collection) && isById(first))) return;
    offences.push({ query: `${collection}.${method} ${JSON.stringify(first)}`, by: asker(files) });
  });
  return {
    offences,
    wide,
    asked,
    stop() {
      mongoose.set('debug', false);
      const ours = offences.filter(({ by }) => by === 'src').map(({ query }) => query);
      if (ours.length > 0)
        throw new Error(`Queries without their institutionId:\n${[...new Set(ours)].join('\n')}`);
      if (wide.length > 0) throw new Error(`Queries that read too much:\n${[...new Set(wide)].join('\n')}`);
    },
  };
}

/** Whether its documents belong to one institution each. */
function isOfInstitutions(name: string): boolean {
  return Object.values(mongoose.models).some(
    ({ collection, schema }) => collection.name === name && schema.path('institutionId') !== undefined,
  );
}

/** Who asks, by the stack: paths below the project, without `dist/` and without extension, the nearest first. */
function askingFiles(): string[] {
  const { stackTraceLimit, prepareStackTrace } = Error;
  Error.stackTraceLimit = stackFrames;
  // To look each frame up in a source map costs more than the query does.
  Error.prepareStackTrace = (_error, calls) => calls.map((call) => call.getFileName() ?? '');
  const files = new Error().stack as unknown as string[];
  Object.assign(Error, { stackTraceLimit, prepareStackTrace });
  return files
    .flatMap((file) => file.split(`${projectRoot}/`)[1] ?? [])
    .map((path) => path.replace(/^dist\//, '').replace(/\.[jt]s$/, ''));
}

function asker(files: readonly string[]): InstitutionOffence['by'] {
  if (files.some((file) => /^src\/(?!database\/)/.test(file))) return 'src';
  if (files.includes('src/database/purge-expired')) return 'purge';
  return files.some((file) => /^test\/(?!database\/institution-guard)/.test(file)) ? 'test' : 'unknown';
}

interface Query {
  institutionId?: unknown;
  $or?: unknown;
  $match?: unknown;
  /** One of a `bulkWrite`. */
  updateOne?: { filter: unknown };
}

function namesInstitution(first: unknown): boolean {
  if (Array.isArray(first)) return first.length > 0 && namesInstitutionInAll(first);
  if (typeof first !== 'object' || first === null) return false;
  const { institutionId, $or, $match, updateOne } = first as Query;
  if (institutionId instanceof mongoose.mongo.ObjectId) return true;
  if (updateOne) return namesInstitution(updateOne.filter);
  return $match === undefined ? Array.isArray($or) && namesInstitutionInAll($or) : namesInstitution($match);
}

/** Documents; a pipeline says it in its first stage. */
function namesInstitutionInAll(all: readonly unknown[]): boolean {
  const [stage] = all as readonly Query[];
  return stage?.$match === undefined ? all.every(namesInstitution) : namesInstitution(stage);
}

function isById(first: unknown): boolean {
  const wanted = (first as { _id?: string | { $in?: unknown } } | null)?._id;
  const ids = typeof wanted === 'string' ? [wanted] : wanted?.$in;
  return Array.isArray(ids) && ids.every((id) => typeof id === 'string');
}
