import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { languages } from '../../src/words/languages.ts';
import { messageFolder } from '../../src/words/message-files.ts';

/** The message files as they stand on the disk, by the tags of their languages; the English one first. */
export function readMessageTexts(root: string): Map<string, string> {
  return new Map(
    languages.map(({ tag }) => [tag, readFileSync(join(root, messageFolder, `${tag}.json`), 'utf8')]),
  );
}
