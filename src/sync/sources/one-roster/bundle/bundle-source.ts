import { message } from '../../../../messages/message.ts';
import type { SyncRecord } from '../../../record.ts';
import type { PullOptions, Source } from '../../../source.ts';
import { type Row, readRowsFrom } from '../../csv/read-rows.ts';
import type { FileSource } from '../../file-source.ts';
import { Roster } from '../roster.ts';
import { type FileName, type ManifestFile, type Mode, readManifest } from './manifest.ts';
import { openBundle } from './open-bundle.ts';
import { readClass, readCourse, readEnrolment, readSession, tables } from './read-objects.ts';

const checkpointEvery = 4_000;

/**
 * A OneRoster CSV bundle. A `bulk` file has everything, so what this source said before and is not in the file is removed (of
 * enrolments only in the classes that are listed). A `delta` file has the changes. Progress is counted in unpacked bytes.
 * @param path of a zip file, or of a folder that one was unpacked to
 * @throws UnreadableFileError for a bundle that cannot be used, before anything is read of its data
 */
export async function oneRosterBundle(path: string): Promise<Source> {
  const bundle = await openBundle(path);
  try {
    const files = await readManifest(path, bundle);
    return {
      ...{ name: 'one-roster', hasOwnIds: true },
      // The bundle describes the time when it was written, by a clock that may be ahead.
      asOf: new Date(Math.min(bundle.modifiedAt.getTime(), Date.now())),
      fingerprint: JSON.stringify([path, bundle.modifiedAt, ...files.map(({ file }) => file.size)]),
      pull: (options) => pull(path, options),
    };
  } finally {
    bundle.close();
  }
}

async function* pull(path: string, options: PullOptions): AsyncGenerator<SyncRecord> {
  const bundle = await openBundle(path);
  try {
    const files = await readManifest(path, bundle);
    yield* new Pull(files, bundle.modifiedAt, options).records();
  } finally {
    bundle.close();
  }
}

/** One pass through the files. */
class Pull {
  readonly #files: readonly ManifestFile[];
  readonly #options: PullOptions;
  readonly #roster: Roster;
  readonly #total: number;
  /** The rows that an earlier run, which this one continues, has done: of one file, and of all files before it. */
  readonly #done: { file: number; rows: number };

  constructor(files: readonly ManifestFile[], asOf: Date, options: PullOptions) {
    const [file = 0, rows = 0] = options.cursor?.split(':').map(Number) ?? [];
    this.#files = files;
    this.#options = options;
    const areChanges = this.#modeOf('enrollments') === 'delta';
    this.#roster = new Roster({ ...options, now: asOf, areChanges });
    this.#total = files.reduce((sum, { file: { size } }) => sum + size, 0);
    this.#done = { file, rows };
  }

  async *records(): AsyncGenerator<SyncRecord> {
    const roster = this.#roster;
    yield* this.#each('academicSessions', (row) => roster.addSession(readSession(row)));
    yield* this.#each('courses', (row) => roster.addCourse(readCourse(row)));
    yield* this.#each('classes', (row) => roster.classRecord(readClass(row)));
    if (roster.areAllClassesRead && this.#isBulk('classes')) yield { kind: 'complete', of: 'courses' };
    yield* this.#each('enrollments', (row) => roster.enrolmentRecord(readEnrolment(row)));
    if (this.#isBulk('enrollments')) yield* roster.completedClasses();
  }

  /** The records of a file's rows. Rows that an earlier run has done are read too, because later rows need them. */
  async *#each(
    name: FileName,
    recordOf: (row: Row) => Promise<SyncRecord | string | undefined> | SyncRecord | string | undefined,
  ): AsyncGenerator<SyncRecord> {
    const index = this.#files.findIndex((file) => file.name === name);
    const listed = this.#files[index];
    if (!listed) return;
    const done =
      index < this.#done.file ? Number.POSITIVE_INFINITY : index > this.#done.file ? 0 : this.#done.rows;
    let rows = 0;
    const reject = (line: number, reason: string) => {
      if (rows > done) this.#options.onReject({ origin: `${name}.csv line ${line}`, reason });
    };
    const onBadRow = ({ line, reason }: { line: number; reason: string }) => {
      rows++;
      this.#roster.missed(name);
      reject(line, reason);
    };
    const { signal } = this.#options;
    const bytes = { look: listed.file.read, read: () => this.#watched(listed, index) };
    const found = readRowsFrom(bytes, listed.file.name, tables[name], {
      ...{ onBadRow, signal },
      onEncoding: (encoding) => this.#options.onEncoding?.(`${name}.csv`, encoding),
    });
    for await (const row of found) {
      rows++;
      const record = await recordOf(row);
      if (rows <= done) continue;
      if (typeof record === 'string') reject(row.line, record);
      else if (record) yield { ...record, origin: `${name}.csv line ${row.line}` } as SyncRecord;
      if (rows % checkpointEvery === 0) yield { kind: 'checkpoint', cursor: `${index}:${rows}` };
      signal.throwIfAborted();
    }
  }

  async *#watched({ file }: ManifestFile, index: number): AsyncGenerator<Buffer> {
    let bytes = this.#files.slice(0, index).reduce((sum, { file: { size } }) => sum + size, 0);
    for await (const chunk of file.read()) {
      bytes += chunk.length;
      this.#options.onProgress(bytes, this.#total);
      yield chunk;
    }
  }

  #isBulk(name: FileName): boolean {
    return this.#modeOf(name) === 'bulk';
  }

  #modeOf(name: FileName): Mode | undefined {
    return this.#files.find((file) => file.name === name)?.mode;
  }
}

/** An uploaded bundle (docs/one-roster.md). */
export const bundleFiles: FileSource = {
  name: 'one-roster',
  title: 'OneRoster',
  introduction: message('oneRoster.bundle.introduction'),
  files: [{ name: 'bundle', label: message('oneRoster.bundle'), hint: message('oneRoster.bundle.hint') }],
  open: ({ bundle = '' }) => oneRosterBundle(bundle),
};
