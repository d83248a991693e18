// npm run taxonomy -- esco DIR… | onet DIR… | list | remove esco|onet
import { parseArgs } from 'node:util';
import type { Scheme } from '../models/concept-name.ts';
import { type Taxonomy, TaxonomyModel } from '../models/taxonomy.ts';
import { runCommand, UsageError } from '../src/command/run-command.ts';
import { UnreadableFileError } from '../src/sync/sources/csv/unreadable-file-error.ts';
import { escoCure, escoSource } from '../src/taxonomy/esco/esco-source.ts';
import { importTaxonomy, removeTaxonomy } from '../src/taxonomy/import-taxonomy.ts';
import { onetCure, onetSource } from '../src/taxonomy/onet/onet-source.ts';
import { TaxonomyBusyError, TaxonomyError, type TaxonomySource } from '../src/taxonomy/taxonomy-source.ts';
import { ProgressBar } from '../src/terminal/progress-bar.ts';

interface Importable {
  title: string;
  open: (folders: readonly string[]) => Promise<TaxonomySource>;
  /** Where it comes from. */
  cure: string;
}

const importable: Readonly<Partial<Record<string, Importable>>> = {
  esco: { title: 'ESCO', open: escoSource, cure: escoCure },
  onet: { title: 'O*NET', open: onetSource, cure: onetCure },
};
const mostBadRows = 5;

await runCommand({
  usage: 'npm run taxonomy -- esco DIR… | onet DIR… | list | remove esco|onet',
  parse: readOptions,
  run: ({ action, rest }) => {
    if (action === 'list') return list();
    if (action === 'remove') return remove(rest[0] as Scheme);
    return importFolders(importable[action] as Importable, rest);
  },
});

async function importFolders({ title, open, cure }: Importable, folders: readonly string[]): Promise<0 | 1> {
  const bar = new ProgressBar(title);
  let badRows = 0;
  try {
    const { taxonomy, isUnchanged } = await importTaxonomy(await open(folders), {
      onProgress: (written, total) => bar.update(written / total),
      onBadRow: (file, { line, reason }) => {
        if (++badRows <= mostBadRows) console.error(`✗ ${file}, line ${line}: ${reason}`);
      },
    });
    const { occupations, skills, languages } = taxonomy;
    bar.finish(`${occupations} occupations and ${skills} skills in ${languages.join(', ')}`);
    if (badRows > 0) console.log(`  ${badRows} rows were left out.`);
    console.log(
      isUnchanged
        ? '  All of it was stored already: nothing has changed.'
        : '  Courses are linked to its skills in the background, within some minutes while the application runs.',
    );
    return badRows > 0 ? 1 : 0;
  } catch (error) {
    if (error instanceof TaxonomyBusyError) throw error;
    if (error instanceof TaxonomyError) throw new UsageError(error.message);
    if (error instanceof UnreadableFileError) throw new UsageError(`${error.message}\n  ${cure}`);
    throw error;
  }
}

async function list(): Promise<0> {
  const stored = await TaxonomyModel.find().sort({ scheme: 1 }).lean<Taxonomy[]>();
  if (stored.length === 0) console.log('None is stored. Our own is stored when the application starts.');
  for (const { scheme, occupations, skills, languages, importedAt } of stored)
    console.log(
      `${scheme}: ${occupations} occupations, ${skills} skills, in ${languages.join(', ')}; of ${importedAt.toISOString().slice(0, 10)}`,
    );
  return 0;
}

async function remove(scheme: Scheme): Promise<0 | 1> {
  if (await removeTaxonomy(scheme)) {
    console.log('✓ Removed. Goals that people have stay as they wrote them.');
    return 0;
  }
  console.error(`✗ Nothing of ${scheme} is stored.`);
  return 1;
}

function readOptions() {
  const { positionals } = parseArgs({ allowPositionals: true, options: {} });
  const [action = '', ...rest] = positionals;
  if (action === 'list' && rest.length === 0) return { action, rest };
  if (action === 'remove' && rest.length === 1 && importable[rest[0] as string]) return { action, rest };
  if (importable[action] === undefined) throw new Error('Say esco or onet, list or remove.');
  if (rest.length === 0) throw new Error(`Which folder? ${importable[action]?.cure}`);
  return { action, rest };
}
