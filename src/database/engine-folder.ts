import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** mongod and the embedded engine write different formats, so each has a folder of its own in the data folder. */
export const engineFolders = ['mongodb', 'mongod'] as const;
export type EngineFolder = (typeof engineFolders)[number];

/** Which engine has written into a data folder, the embedded one where neither has. */
export async function engineFolderOf(dataDirectory: string): Promise<EngineFolder> {
  const isUsed = (name: EngineFolder) =>
    readdir(join(dataDirectory, name)).then(
      (files) => files.length > 0,
      () => false,
    );
  return !(await isUsed('mongodb')) && (await isUsed('mongod')) ? 'mongod' : 'mongodb';
}
