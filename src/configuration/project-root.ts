import { existsSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';

/** The folder of package.json, whether the sources run or their compiled form in `dist/`. */
export const projectRoot = findUp(import.meta.dirname);

/** This is a package that npm has installed, and no clone. */
export const isInstalledPackage = projectRoot.split(sep).includes('node_modules');

/**
 * Where `.env` and the data are, and what settings name files from: the project's folder; of an installed package the folder in
 * which it was started, since npm may replace the package's own at any time.
 */
export const settingsFolder = isInstalledPackage ? process.cwd() : projectRoot;

function findUp(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error(`No package.json above ${import.meta.dirname}`);
  return findUp(parent);
}
