import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packZip } from './pack-zip.ts';

const courseCount = 2_000;
const coursesOfLearner = 10;
/** Classes that teach one course. */
const sections = 4;

/** The i-th enrolment of an invented college: ten courses each, learner after learner. */
export function rowOf(i: number) {
  const learner = Math.floor(i / coursesOfLearner);
  const course = (learner * 7 + (i % coursesOfLearner) * 13) % courseCount;
  const time = 1_500_000_000 + i;
  return {
    learner: `learner${learner}`,
    course: `C${course}`,
    time,
    state: i % 3 === 0 ? 'completed' : 'active',
  };
}

export interface CsvFiles {
  courses: string;
  enrolments: string;
}

export async function writeCsvFiles(folder: string, rows: number): Promise<CsvFiles> {
  const files = { courses: join(folder, 'courses.csv'), enrolments: join(folder, 'enrolments.csv') };
  await write(files.courses, 'course,title', courseCount, (i) => `C${i},Course ${i}`);
  await write(files.enrolments, 'learner,course,time,state', rows, (i) => Object.values(rowOf(i)).join());
  return files;
}

/** The same college as a OneRoster 1.2 bundle: a class for each of its courses. */
export async function writeBundle(folder: string, rows: number): Promise<string> {
  const table = (header: string, count: number, row: (i: number) => string) =>
    `${header}\n${Array.from({ length: count }, (_, i) => `${row(i)}\n`).join('')}`;
  const files = ['academicSessions', 'courses', 'classes', 'enrollments'];
  const path = join(folder, 'one-roster.zip');
  const content = {
    'manifest.csv': table(
      'propertyName,value\nmanifest.version,1.0\noneroster.version,1.2',
      files.length,
      (i) => `file.${files[i]},bulk`,
    ),
    'academicSessions.csv':
      'sourcedId,title,type,startDate,endDate\nS1,Year,schoolYear,2026-09-01,2027-07-01\n',
    'courses.csv': table(
      'sourcedId,status,dateLastModified,schoolYearSourcedId,title,courseCode,grades,orgSourcedId,subjects,subjectCodes',
      courseCount / sections,
      (i) => `K${i},,,,Course ${i},CODE${i},,ORG,Subject ${i % 40},`,
    ),
    'classes.csv': table(
      'sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,location,schoolSourcedId,termSourcedIds,subjects,subjectCodes,periods',
      courseCount,
      (i) => `C${i},,,Class ${i},,K${Math.floor(i / sections)},,scheduled,,ORG,S1,,,`,
    ),
    'enrollments.csv': table(
      'sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate',
      rows,
      (i) => `E${i},,,${rowOf(i).course},ORG,${rowOf(i).learner},student,,2026-09-01,`,
    ),
  };
  await writeFile(path, packZip(Object.entries(content).map(([name, text]) => ({ name, content: text }))));
  return path;
}

async function write(file: string, header: string, rows: number, row: (i: number) => string): Promise<void> {
  const stream = createWriteStream(file);
  stream.write(`${header}\n`);
  for (let i = 0; i < rows; i++) if (!stream.write(`${row(i)}\n`)) await once(stream, 'drain');
  stream.end();
  await once(stream, 'close');
}
