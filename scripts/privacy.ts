// npm run privacy -- export|delete|allow|keep: what is stored of one person, and how long people are kept
import { writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { type Institution, InstitutionModel } from '../models/institution.ts';
import { recordAudit } from '../src/administration/audit/record.ts';
import { findInstitution } from '../src/command/find-institution.ts';
import { runCommand, UsageError } from '../src/command/run-command.ts';
import { makeFolder } from '../src/files/make-folder.ts';
import { exportText } from '../src/privacy/export-person.ts';
import { findPerson, sourcesWithOwnIds } from '../src/privacy/find-person.ts';
import { usualRetentionDays } from '../src/privacy/forget-unseen.ts';
import { hasObjected, object, withdrawObjection } from '../src/privacy/objections.ts';
import type { Person } from '../src/privacy/pseudonyms.ts';

const usage = `npm run privacy -- export --subject ID [--source NAME] [--institution NAME] [--out FILE]
  npm run privacy -- delete --subject ID [--source NAME] [--institution NAME]
  npm run privacy -- allow --subject ID [--source NAME] [--institution NAME]
  npm run privacy -- keep --days NUMBER [--institution NAME]
  ID is the LMS's own id of the person (sub of a launch, the learner column of an import); with --source one-roster their
  id there, with --source canvas the host and their number: school.instructure.com/4711.`;

type Options = ReturnType<typeof readOptions>['values'];
const actions: Readonly<Record<string, (institution: Institution, options: Options) => Promise<0 | 1>>> = {
  export: exportOne,
  delete: deleteOne,
  allow,
  keep,
};

await runCommand({
  usage,
  parse: readOptions,
  run: async ({ action, values }) => action(await findInstitution(values.institution), values),
});

async function exportOne(institution: Institution, options: Options): Promise<0 | 1> {
  const text = exportText(await personOf(institution, options));
  await recordAudit(institution._id, 'person-exported');
  if (options.out === undefined) for await (const piece of text) process.stdout.write(piece);
  else await writeTo(options.out, text);
  return 0;
}

async function writeTo(out: string, text: AsyncIterable<string>): Promise<void> {
  try {
    await makeFolder(dirname(out), 0o700);
    await writeFile(out, text, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    const { syscall, message } = error as NodeJS.ErrnoException;
    if (syscall === undefined) throw error;
    throw new UsageError(`${out} cannot be written (${message}): name another with --out.`);
  }
}

async function deleteOne(institution: Institution, options: Options): Promise<0 | 1> {
  const deleted = await object(await personOf(institution, options));
  await recordAudit(institution._id, 'person-deleted', { documents: deleted });
  if (deleted === 0)
    console.log(
      'Nothing was stored of anybody with this id: check it. What is remembered is that nothing may be.',
    );
  console.log(
    `✓ ${deleted} documents deleted. No source brings the person back until they allow it in the panel, or \`npm run privacy -- allow\`. The next training is without them.`,
  );
  return 0;
}

async function allow(institution: Institution, options: Options): Promise<0 | 1> {
  const person = await personOf(institution, options);
  if (!(await hasObjected(person))) {
    console.error('✗ This person has not objected and was not deleted: there is nothing to allow.');
    return 1;
  }
  await withdrawObjection(person);
  await recordAudit(institution._id, 'person-allowed');
  console.log('✓ The person may be stored again: their courses come with the next complete pull.');
  return 0;
}

async function keep(
  { _id, name, retentionDays: before = usualRetentionDays }: Institution,
  { days }: Options,
): Promise<0> {
  const retentionDays = Number(days);
  if (!Number.isInteger(retentionDays) || retentionDays < 1)
    throw new UsageError(`--days is a whole number from 1; without a setting it is ${usualRetentionDays}.`);
  await InstitutionModel.updateOne({ _id }, { retentionDays });
  await recordAudit(_id, 'retention-changed', { before, days: retentionDays });
  console.log(`✓ ${name} keeps people for ${retentionDays} days after they were seen last.`);
  return 0;
}

async function personOf(institution: Institution, { subject, source }: Options): Promise<Person> {
  if (!subject) throw new UsageError('--subject says who: the id that the LMS knows the person by.');
  const known = sourcesWithOwnIds.find((one) => one === source);
  if (source !== undefined && !known)
    throw new UsageError(`--source is one that has ids of its own: ${sourcesWithOwnIds.join(' or ')}.`);
  const person = await findPerson(institution, subject, known);
  if (!person) throw new UsageError('Two people carry this id: say each by the id of the LMS.');
  return person;
}

function readOptions() {
  const string = { type: 'string' } as const;
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { subject: string, source: string, institution: string, out: string, days: string },
  });
  const action = actions[positionals[0] ?? ''];
  if (!action) throw new Error('Say export, delete, allow or keep.');
  return { values, action };
}
