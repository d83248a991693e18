// npm run export -- --out DIR [--institution NAME]: the serving model's network as a TensorFlow.js model
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findInstitution } from '../src/command/find-institution.ts';
import { runCommand, UsageError } from '../src/command/run-command.ts';
import { makeFolder } from '../src/files/make-folder.ts';
import { LiveModels } from '../src/trained-models/live-models.ts';
import { exportNetwork } from '../src/training/export-network.ts';

await runCommand({
  usage: 'npm run export -- --out DIR [--institution NAME]',
  parse: readOptions,
  run: exportTo,
});

async function exportTo({ out, institution: name }: ReturnType<typeof readOptions>): Promise<0> {
  const institution = await findInstitution(name);
  const { model } = await new LiveModels(0).get(institution._id);
  if (!model) throw new UsageError(`${institution.name} has no model yet: run \`npm run train\` first.`);
  const exported = exportNetwork(model);
  if (!exported)
    throw new UsageError(
      `The model of ${institution.name} has no network, which its configuration leaves out: there is nothing to export.`,
    );
  const { files, input } = exported;
  await makeFolder(out).catch((error: Error) => {
    throw new UsageError(`${out} cannot be made a folder (${error.message}): name another with --out.`);
  });
  for (const [file, content] of Object.entries(files)) {
    await writeFile(join(out, file), content);
    console.log(join(out, file));
  }
  console.log(`Input: ${input.rule}`);
  console.log('Output: a score for each row of courses.json; leave out the courses that the learner has.');
  return 0;
}

function readOptions() {
  const string = { type: 'string' } as const;
  const { out, institution } = parseArgs({ options: { out: string, institution: string } }).values;
  if (out === undefined) throw new Error('--out is missing: say which folder to write to.');
  return { out, institution };
}
