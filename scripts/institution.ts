// npm run institution -- list|delete: which there are, and the deletion of one with everything that is stored of it
import { parseArgs } from 'node:util';
import { InstitutionModel } from '../models/institution.ts';
import { deletedInstitutions, deleteInstitution } from '../src/administration/deletion/delete-institution.ts';
import { findInstitution } from '../src/command/find-institution.ts';
import { runCommand, UsageError } from '../src/command/run-command.ts';

const usage = `npm run institution -- list [--json]
  npm run institution -- delete --institution NAME --yes [--json]`;

type Options = ReturnType<typeof readOptions>['values'];
const actions: Readonly<Record<string, (options: Options) => Promise<0 | 1>>> = { list, delete: remove };

await runCommand({ usage, parse: readOptions, run: ({ action, values }) => action(values) });

async function list({ json }: Options): Promise<0> {
  const there = await InstitutionModel.find({}, { name: 1, createdAt: 1, pendingSince: 1 })
    .sort({ name: 1 })
    .lean();
  const gone = await deletedInstitutions();
  if (json) {
    const institutions = there.map(({ name, createdAt, pendingSince }) => ({
      name,
      createdAt,
      pending: pendingSince !== undefined,
    }));
    console.log(JSON.stringify({ institutions, deleted: gone }));
    return 0;
  }
  for (const { name, createdAt, pendingSince } of there)
    console.log(`${name}: since ${createdAt.toISOString()}${pendingSince ? ', waits for approval' : ''}`);
  for (const { name, at, documents } of gone)
    console.log(`${name}: deleted ${at.toISOString()}, ${documents} documents`);
  if (there.length + gone.length === 0) console.log('There is no institution yet.');
  return 0;
}

async function remove({ institution: name, yes, json }: Options): Promise<0> {
  if (!name) throw new UsageError('--institution says which one: see `npm run institution -- list`.');
  const institution = await findInstitution(name);
  if (!yes)
    throw new UsageError(
      `Everything that is stored of ${name} is deleted for good: courses, people, models, settings. Make a backup (\`npm run backup\`) if it may be wanted again, and say --yes.`,
    );
  const documents = await deleteInstitution(institution);
  if (json) console.log(JSON.stringify({ deleted: name, documents }));
  else
    console.log(
      `✓ ${name} is deleted: ${documents} documents. The audit keeps that it was. Backups still have it until they are deleted.`,
    );
  return 0;
}

function readOptions() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { institution: { type: 'string' }, yes: { type: 'boolean' }, json: { type: 'boolean' } },
  });
  const action = actions[positionals[0] ?? ''];
  if (!action) throw new Error('Say list or delete.');
  return { values, action };
}
