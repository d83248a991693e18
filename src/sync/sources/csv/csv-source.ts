import { stat } from 'node:fs/promises';
import { message } from '../../../messages/message.ts';
import type { CourseRecord, EnrolmentRecord, StudyRecord, SyncRecord } from '../../record.ts';
import type { PullOptions, Source } from '../../source.ts';
import type { FileSource, SaidOfFiles } from '../file-source.ts';
import { assertReadable } from './read-bytes.ts';
import {
  courseColumns,
  enrolmentColumns,
  peopleColumns,
  readCourses,
  readEnrolments,
  readPeople,
} from './read-records.ts';
import type { ReadOptions } from './read-rows.ts';

export interface CsvFiles {
  courses?: string | undefined;
  enrolments?: string | undefined;
  people?: string | undefined;
}

interface File {
  name: keyof CsvFiles;
  path: string;
  /** Bytes as it lies on the disk. */
  size: number;
  modifiedAt: Date;
  read: (path: string, options: ReadOptions) => AsyncIterable<CourseRecord | EnrolmentRecord | StudyRecord>;
}

export interface CsvOptions {
  /** Called as each file is begun; `before` bytes lie in the files before it. */
  onFile?: (path: string, size: number, before: number) => void;
  onIgnoredColumns?: ((path: string, names: readonly string[]) => void) | undefined;
  /** Important columns that none was understood as, and the columns of the file. */
  onMissedColumns?: ((path: string, missed: readonly string[], found: readonly string[]) => void) | undefined;
  /** What somebody has said about files of these kinds. */
  said?: SaidOfFiles | undefined;
  /** The place of a row names the file too: "enrolments, line 12". */
  namesFiles?: boolean;
}

const checkpointEvery = 4_000;

/**
 * Courses, then enrolments, then what people study, from files. A file does not speak for what is not in it, so nothing is ever removed. Progress is
 * counted in bytes on the disk.
 * @throws UnreadableFileError, for a wrong second path before the first file is worked through
 */
export async function csvSource(files: CsvFiles, options: CsvOptions = {}): Promise<Source> {
  const all: File[] = [];
  for (const [name, read] of [
    ['courses', readCourses],
    ['enrolments', readEnrolments],
    ['people', readPeople],
  ] as const) {
    const path = files[name];
    if (path === undefined) continue;
    await assertReadable(path);
    const { size, mtime } = await stat(path);
    all.push({ name, path, size, modifiedAt: mtime, read });
  }
  return {
    name: 'csv',
    // The files describe the time when they were written.
    asOf: new Date(Math.min(...all.map(({ modifiedAt }) => modifiedAt.getTime()))),
    fingerprint: JSON.stringify(all.map(({ path, size, modifiedAt }) => [path, size, modifiedAt])),
    pull: (pullOptions) => pull(all, options, pullOptions),
  };
}

async function* pull(
  files: readonly File[],
  options: CsvOptions,
  pulled: PullOptions,
): AsyncGenerator<SyncRecord> {
  const [first = 0, skipped = 0] = pulled.cursor?.split(':').map(Number) ?? [];
  const total = files.reduce((sum, { size }) => sum + size, 0);
  let before = 0;
  for (const [i, { name, path, size, read }] of files.entries()) {
    const begin = before;
    before += size;
    if (i < first) continue;
    const skip = i === first ? skipped : 0;
    let row = 0;
    let isAnyRowBad = false;
    const placeOf = (line = '') => (options.namesFiles ? `${name}, ${line}` : line);
    options.onFile?.(path, size, begin);
    const records = read(path, {
      said: options.said?.[name],
      signal: pulled.signal,
      onBytes: (soFar) => pulled.onProgress(begin + soFar, total),
      onBadRow: ({ line, reason, detail }) => {
        isAnyRowBad = true;
        if (row >= skip) pulled.onReject({ origin: placeOf(`line ${line}`), reason, detail });
      },
      onIgnoredColumns: (names) => options.onIgnoredColumns?.(path, names),
      onMissedColumns: (missed, found) => options.onMissedColumns?.(path, missed, found),
      onEncoding: (encoding) => pulled.onEncoding?.(options.namesFiles ? name : path, encoding),
    });
    for await (const record of records) {
      if (++row <= skip) continue;
      yield options.namesFiles ? { ...record, origin: placeOf(record.origin) } : record;
      if (row % checkpointEvery === 0) yield { kind: 'checkpoint', cursor: `${i}:${row}` };
    }
    // A header alone is no fault of any row, and "read" would be all that is said of it.
    if (row === 0 && !isAnyRowBad)
      pulled.onReject({ origin: placeOf('line 1'), reason: 'no row below the header' });
  }
}

/** Uploaded tables (docs/import.md). */
export const csvFiles: FileSource = {
  name: 'csv',
  title: message('source.csv'),
  introduction: message('csv.introduction'),
  files: [
    {
      name: 'courses',
      label: message('csv.courses'),
      hint: message('csv.courses.hint'),
      table: courseColumns,
      example: 'example-courses.csv',
    },
    {
      name: 'enrolments',
      label: message('csv.enrolments'),
      hint: message('csv.enrolments.hint'),
      table: enrolmentColumns,
      example: 'example-enrolments.csv',
    },
    {
      name: 'people',
      label: message('csv.people'),
      hint: message('csv.people.hint'),
      table: peopleColumns,
    },
  ],
  open: ({ courses, enrolments, people }, said) =>
    csvSource({ courses, enrolments, people }, { namesFiles: true, said }),
};
