import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { projectRoot } from '../../src/configuration/project-root.ts';
import { toolEnvironment } from './tool-process.ts';

const pauseMilliseconds = 500;
const courses = 200;
const learners = 300;
/** Of each learner. */
const taken = 8;

export const importedEnrolments = learners * taken;

export interface Importing {
  readonly imports: number;
  /** Ends it. What is being imported is imported to its end. */
  stop(): Promise<void>;
  /** Imports once more. @throws Error where that fails */
  once(): Promise<void>;
}

/**
 * Imports the same courses and enrolments again and again by `npm run import`, as a process beside the tool. An import that loses the
 * database ends with an error and says to run it again, which the next one is.
 */
export async function keepImporting(dataDirectory: string, institution: string): Promise<Importing> {
  const folder = join(dataDirectory, 'to-import');
  await mkdir(folder, { recursive: true });
  const files = await writeFiles(folder);
  let isWanted = true;
  let imports = 0;
  const run = async () => {
    const child = spawn(
      process.execPath,
      [join(projectRoot, 'dist', 'scripts', 'import.js'), ...files, '--institution', institution],
      { env: toolEnvironment(dataDirectory, 1), stdio: ['ignore', 'ignore', 'ignore'] },
    );
    const [code] = await once(child, 'exit');
    return code === 0;
  };
  const importing = (async () => {
    while (isWanted) {
      if (await run()) imports++;
      await sleep(pauseMilliseconds);
    }
  })();
  return {
    get imports() {
      return imports;
    },
    async stop() {
      isWanted = false;
      await importing;
    },
    async once() {
      if (!(await run())) throw new Error('An import failed although nothing was killed.');
    },
  };
}

async function writeFiles(folder: string): Promise<string[]> {
  const courseFile = join(folder, 'courses.csv');
  const enrolmentFile = join(folder, 'enrolments.csv');
  const course = (i: number) => `${i},Course ${i},https://lms.example/${i}`;
  await writeFile(courseFile, `course,title,url\n${lines(courses, course)}`);
  const enrolment = (i: number) => {
    const learner = Math.floor(i / taken);
    // Those of one group take much the same, so that there is something to learn.
    const key = ((learner % 10) * 20 + (i % taken) * ((learner % 3) + 1)) % courses;
    return `imported${learner},${key},${1_600_000_000 + i * 3_600},completed`;
  };
  await writeFile(enrolmentFile, `learner,course,time,state\n${lines(importedEnrolments, enrolment)}`);
  return ['--courses', courseFile, '--enrolments', enrolmentFile];
}

function lines(count: number, line: (i: number) => string): string {
  return Array.from({ length: count }, (_, i) => `${line(i)}\n`).join('');
}
