import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Share } from './share-processes.ts';

export interface Programs {
  /** One for each share. Their names are in its order, as `node --test` sorts what it is given. */
  files: string[];
  remove(): void;
}

/** So long after the last hook of its last suite nothing may hold a process any more, ms; a connection may be kept alive for ten seconds. */
const longestEnd = 60_000;

/** `node --test` starts a process for each file that it is given and hands it nothing else, so each share has a file. */
export function writePrograms(shares: readonly Share[], end = longestEnd): Programs {
  const folder = mkdtempSync(join(tmpdir(), 'next-courses-suites-'));
  const runner = pathToFileURL(join(import.meta.dirname, 'run-share.js')).href;
  const files = shares.map((share, i) => {
    const file = join(folder, `${`${i + 1}`.padStart(3, '0')}.mjs`);
    const program = `import { runShare } from '${runner}';\nawait runShare(${JSON.stringify(share)}, ${end});\n`;
    writeFileSync(file, program);
    return file;
  });
  return { files, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
