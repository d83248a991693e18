// npm run import -- --courses FILE --enrolments FILE --people FILE [--encoding NAME] | --one-roster BUNDLE [--institution NAME | --create NAME] [--errors FILE]
import { parseArgs } from 'node:util';
import { CourseModel } from '../models/course.ts';
import { createInstitution, deleteNewInstitution, findInstitution } from '../src/command/find-institution.ts';
import { runCommand, UsageError } from '../src/command/run-command.ts';
import { deriveCatalogue } from '../src/sync/derivation/derive-catalogue.ts';
import { BadRowReport } from '../src/sync/sources/csv/bad-row-report.ts';
import { type ImportOptions, importFiles } from '../src/sync/sources/csv/import-files.ts';
import { UnreadableFileError } from '../src/sync/sources/csv/unreadable-file-error.ts';
import { importBundle } from '../src/sync/sources/one-roster/bundle/import-bundle.ts';
import { checkJoined } from '../src/sync/sources/one-roster/check-joined.ts';
import { ImportBar } from '../src/terminal/import-bar.ts';
import { heldBackLines } from '../src/terminal/sync-bar.ts';
import { byteEncodingNamed, byteEncodings } from '../src/values/encodings.ts';
import { nounFor } from '../src/values/noun-for.ts';

await runCommand({
  usage:
    'npm run import -- --courses FILE --enrolments FILE --people FILE [--encoding NAME] | --one-roster BUNDLE [--institution NAME | --create NAME] [--errors FILE]',
  parse: readOptions,
  run: importOptions,
});

async function importOptions(options: ReturnType<typeof readOptions>): Promise<0 | 1> {
  const { institution, isNew } = options.create
    ? await createInstitution(options.create)
    : { institution: await findInstitution(options.institution), isNew: false };
  const bar = new ImportBar();
  try {
    const report = new BadRowReport((line) => bar.print(line), options.errors);
    const started = performance.now();
    const held: string[] = [];
    const common: Omit<ImportOptions, 'courses' | 'enrolments' | 'people'> = {
      institution,
      now: new Date(),
      onProgress: (file, progress) => bar.update(file, progress),
      onBadRow: (row) => report.add(row),
      // UTF-8 is what everybody expects.
      onEncoding: (file, encoding) => {
        if (encoding !== 'UTF-8') bar.print(`${file}: read as ${encoding}`);
      },
      onHeldBack: (heldBack) => held.push(...heldBackLines(heldBack)),
    };
    const { courses, enrolments, people, 'one-roster': bundle } = options;
    const counts = bundle
      ? await importBundle({ ...common, path: bundle })
      : await importFiles({
          ...{ ...common, courses, enrolments, people, encoding: options.encoding },
          onIgnoredColumns: (file, names) => bar.print(`${file}: columns not used: ${names.join(', ')}`),
          onMissedColumns: (file, [missed], found) =>
            bar.print(
              `${file}: no column was understood as the ${missed} of an enrolment, so the order of courses is not known. Its columns: ${found.join(', ')}. Call the right one "${missed}", or upload the file on the page Data and say which it is.`,
            ),
        });
    bar.finish();
    const { courses: courseCount, enrolments: enrolmentCount, studies: studyCount } = counts;
    const read = [
      ...(courseCount + enrolmentCount > 0 || studyCount === 0
        ? [`${courseCount} courses and ${enrolmentCount} enrolments`]
        : []),
      ...(studyCount > 0 ? [`programme or year of ${studyCount} ${nounFor(studyCount, 'learner')}`] : []),
    ];
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(
      `${institution.name}: ${read.join(' and ')} read, ${counts.changed} new or changed, ${counts.rejected} bad rows, in ${seconds} s.`,
    );
    await deriveCatalogue(institution._id);
    for (const line of [...held, ...report.finish()]) console.log(`  ${line}`);
    if (bundle) {
      const { found, cure = '' } = await checkJoined(institution._id);
      console.log(`${found} ${cure}`.trim());
    }
    return counts.rejected > 0 ? 1 : 0;
  } catch (error) {
    bar.finish();
    if (!(error instanceof UnreadableFileError)) throw error;
    // A mistyped path makes no institution.
    if (isNew && !(await CourseModel.exists({ institutionId: institution._id })))
      await deleteNewInstitution(institution);
    throw new UsageError(error.message);
  }
}

function readOptions() {
  const string = { type: 'string' } as const;
  const { values } = parseArgs({
    options: {
      ...{ courses: string, enrolments: string, people: string, 'one-roster': string },
      ...{ institution: string, create: string, errors: string, encoding: string },
    },
  });
  const hasFiles = [values.courses, values.enrolments, values.people].some((file) => file !== undefined);
  const hasBundle = values['one-roster'] !== undefined;
  if (!hasFiles && !hasBundle) throw new Error('No file is named.');
  if (hasFiles && hasBundle)
    throw new Error('Say --one-roster or files of courses, enrolments and people, not both.');
  if (values.create !== undefined && values.institution !== undefined)
    throw new Error('Say --institution or --create, not both.');
  const encoding = byteEncodingNamed(values.encoding);
  if (values.encoding !== undefined && (!encoding || hasBundle))
    throw new Error(
      `--encoding is for tables that are neither UTF-8 nor UTF-16. It is one of ${Object.keys(byteEncodings).join(', ')}.`,
    );
  return { ...values, encoding };
}
