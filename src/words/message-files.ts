import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../configuration/project-root.ts';
import { type LanguageTag, languages } from './languages.ts';

/** Messages by their keys. What a language lacks is said in English (`npm run words` finds it). */
export type MessageFile = Readonly<Record<string, string>>;

export const messageFolder = join('views', 'words');

/** Read once; they are some twenty kilobytes a language. */
export const messageFiles: ReadonlyMap<LanguageTag, MessageFile> = new Map(
  languages.map(({ tag }) => [tag, readFile(tag)]),
);

function readFile(tag: LanguageTag): MessageFile {
  return JSON.parse(readFileSync(join(projectRoot, messageFolder, `${tag}.json`), 'utf8')) as MessageFile;
}
