// npm run import -- --courses FILE --enrolments FILE [--institution NAME | --create NAME] [--errors FILE]
import { createWriteStream } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { createInstitution, findInstitution } from '../src/command/find-institution.ts';
import { runCommand, UsageError } from '../src/command/run-command.ts';
import { importFiles } from '../src/sync/sources/csv/import-files.ts';
import { ProgressBar } from '../src/terminal/progress-bar.ts';

const usage =
  'npm run import -- --courses FILE --enrolments FILE [--institution NAME | --create NAME] [--errors FILE]';
const shownBadRows = 20;

await runCommand(async () => {
  const options = readOptions();
  const institution = options.create
    ? await createInstitution(options.create)
    : await findInstitution(options.institution);
  const errors = options.errors === undefined ? undefined : createWriteStream(options.errors);
  const reasons = new Map<string, number>();
  const bars = new Map<string, ProgressBar>();
  const started = performance.now();
  let bad = 0;

  const counts = await importFiles({
    institution,
    courses: options.courses,
    enrolments: options.enrolments,
    now: new Date(),
    onProgress(file, bytes, size, rows) {
      const bar = bars.get(file) ?? new ProgressBar(basename(file));
      bars.set(file, bar);
      bar.update(size === 0 ? 1 : bytes / size, `${rows} rows`);
    },
    onBadRow(file, place, reason) {
      bad++;
      const kind = reason.replace(/".*?"/, '…');
      reasons.set(kind, (reasons.get(kind) ?? 0) + 1);
      errors?.write(`${file}\t${place}\t${reason}\n`);
      if (bad <= shownBadRows) console.error(`\n  ${file}, ${place}: ${reason}`);
    },
  });
  errors?.end();
  for (const bar of bars.values()) bar.finish();

  const seconds = (performance.now() - started) / 1000;
  const rate = Math.round((counts.courses + counts.enrolments) / seconds);
  console.log(
    `${institution.name}: ${counts.courses} courses and ${counts.enrolments} enrolments read, ${counts.changed} new or changed, ${counts.rejected} bad rows, in ${seconds.toFixed(1)} s (${rate} rows/s).`,
  );
  for (const [reason, count] of reasons) console.log(`  ${count} × ${reason}`);
  return counts.rejected > 0 ? 1 : 0;
});

function readOptions() {
  try {
    const string = { type: 'string' } as const;
    const { values } = parseArgs({
      options: { courses: string, enrolments: string, institution: string, create: string, errors: string },
    });
    if (values.courses === undefined && values.enrolments === undefined) throw new Error('No file is named.');
    if (values.create !== undefined && values.institution !== undefined)
      throw new Error('Say --institution or --create, not both.');
    return values;
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n  ${usage}`);
  }
}
