// npm run demo-college -- --out DIR: writes the demo college as courses.csv and enrolments.csv, for npm run import
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { refuseEmptyOptions } from '../src/command/refuse-empty-options.ts';
import { buildCollege } from '../src/demo/college/build-college.ts';
import { coursesCsv, enrolmentsCsv } from '../src/demo/college/college-csv.ts';
import { makeFolder } from '../src/files/make-folder.ts';

const usage = 'npm run demo-college -- --out DIR [--today YYYY-MM-DD]';

try {
  const { folder, today } = readOptions();
  await writeCollege(folder, today);
} catch (error) {
  console.error(`✗ ${(error as Error).message}`);
  process.exitCode ??= 1;
}

async function writeCollege(folder: string, today: Date): Promise<void> {
  const college = buildCollege(today);
  await makeFolder(folder).catch((error: Error) => {
    throw new Error(`${folder} cannot be made a folder (${error.message}): name another with --out.`);
  });
  const courses = join(folder, 'courses.csv');
  const enrolments = join(folder, 'enrolments.csv');
  await writeFile(courses, coursesCsv(college));
  await writeFile(enrolments, enrolmentsCsv(college));
  console.log(`${courses}: ${college.courses.length} courses`);
  console.log(`${enrolments}: ${college.enrolments.length} enrolments`);
  console.log(
    `Import them with: npm run import -- --courses "${courses}" --enrolments "${enrolments}" --create "${college.name}"`,
  );
}

function readOptions(): { folder: string; today: Date } {
  try {
    refuseEmptyOptions(process.argv.slice(2));
    const string = { type: 'string' } as const;
    const { out, today } = parseArgs({ options: { out: string, today: string } }).values;
    if (out === undefined) throw new Error('--out is missing: say which folder to write to.');
    const day = today === undefined ? new Date() : new Date(today);
    if (Number.isNaN(day.getTime())) throw new Error(`--today is "${today}": write it as 2026-09-15.`);
    return { folder: out, today: day };
  } catch (error) {
    process.exitCode = 2;
    throw new Error(`${(error as Error).message}\n  ${usage}`);
  }
}
