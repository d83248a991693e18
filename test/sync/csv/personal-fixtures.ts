import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Source } from '../../../src/sync/source.ts';
import { csvSource } from '../../../src/sync/sources/csv/csv-source.ts';
import { personalIn } from '../no-names.ts';

const courses = 'course,title,teacher,contact\nC1,Botany,Kasimir Vogt,kasimir.vogt@college.example\n';
const enrolments = `learner,course,state,firstname,lastname,email
4711,C1,active,Ottilie,Brandt,ottilie.brandt@college.example
4712,C1,completed,Wendelin,Okafor,wendelin.okafor@college.example
Ottilie Brandt,Ottilie Brandt,active,,,
4711,ottilie.brandt@college.example,active,,,
4711,Ottilie,Wendelin,Brandt,Okafor,
`;

export const personal = [
  ...personalIn(courses + enrolments),
  ...['Kasimir Vogt', 'Ottilie', 'Brandt', 'Wendelin', 'Okafor'],
];

let folder: string | undefined;

/** Files with columns that the import has no use for, and rows in which names stand where ids should. */
export async function source(): Promise<Source> {
  folder = await mkdtemp(join(tmpdir(), 'next-courses-names-'));
  const files = { courses: join(folder, 'courses.csv'), enrolments: join(folder, 'enrolments.csv') };
  await writeFile(files.courses, courses);
  await writeFile(files.enrolments, enrolments);
  return csvSource(files);
}

export async function close(): Promise<void> {
  if (folder) await rm(folder, { recursive: true });
}
