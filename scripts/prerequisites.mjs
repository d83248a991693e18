// What setup.mjs and doctor.mjs both ask. Plain JavaScript for any Node.js since 18, as nothing is installed before it.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. (`import.meta.dirname` is newer than the Node.js that may have to be refused.) */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Whether the sources run on this version of Node.js, such as 20.19.0. */
export function supportsNode(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 20 || (major === 20 && minor >= 19);
}

const stampOf = (folder) => join(folder, 'node_modules', '.setup');

/** Whether the last installation was of the package-lock.json that is there now. */
export function hasInstalled(folder) {
  return existsSync(stampOf(folder)) && readFileSync(stampOf(folder), 'utf8') === hashOfLock(folder);
}

export function noteInstalled(folder) {
  writeFileSync(stampOf(folder), hashOfLock(folder));
}

function hashOfLock(folder) {
  return createHash('sha256')
    .update(readFileSync(join(folder, 'package-lock.json')))
    .digest('hex');
}
