import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { TaxonomyError } from './taxonomy-source.ts';

/** A download is unpacked as it is, often with a folder of its own for each language. */
const deepest = 3;
const mostFiles = 10_000;

/**
 * The files of folders and of what is in them, in the order of their paths.
 * @throws TaxonomyError for a folder that cannot be read
 */
export async function findFiles(folders: readonly string[], cure: string): Promise<string[]> {
  const files: string[] = [];
  const look = async (folder: string, depth: number): Promise<void> => {
    const entries = await readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
      throw new TaxonomyError(`${folder} cannot be read (${error.code ?? error.message})`, cure);
    });
    for (const entry of entries) {
      const path = join(folder, entry.name);
      if (entry.isFile()) files.push(path);
      else if (entry.isDirectory() && depth < deepest) await look(path, depth + 1);
      if (files.length > mostFiles)
        throw new TaxonomyError(`${folder} holds more than ${mostFiles} files`, cure);
    }
  };
  for (const folder of folders) await look(folder, 0);
  return files.sort();
}
