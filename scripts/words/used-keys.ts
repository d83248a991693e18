import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

/** Where sources name messages. */
export interface NamedKeys {
  /** Texts that may be keys: each text in quotes that looks like one. */
  texts: ReadonlySet<string>;
  /** Keys that are put together: `panel.introduction.${purpose}.${audience}`. */
  patterns: readonly RegExp[];
  /** Keys that templates say, with their files: the compiler does not read those. */
  said: readonly { key: string; file: string }[];
}

/** Reads the sources and templates below `src` and `views`. @param root the folder of the project */
export function readNamedKeys(root: string): NamedKeys {
  const texts = new Set<string>();
  const patterns: RegExp[] = [];
  const said: { key: string; file: string }[] = [];
  for (const file of sourcesIn(root)) {
    const source = readFileSync(join(root, file), 'utf8');
    for (const [, key = ''] of source.matchAll(/'([a-z][\w.-]{0,80})'/gi)) texts.add(key);
    for (const [, key = ''] of source.matchAll(/`([a-z][\w.-]{0,40}\.\$\{[^`]{1,80}\}[\w.-]{0,40})`/gi))
      patterns.push(patternOf(key));
    if (file.endsWith('.ejs'))
      for (const [, key = ''] of source.matchAll(/\bsay\('([^']{0,80})'/g)) said.push({ key, file });
  }
  return { texts, patterns, said };
}

export function isNamed(key: string, { texts, patterns }: NamedKeys): boolean {
  return texts.has(key) || patterns.some((pattern) => pattern.test(key));
}

/** Each part that is put in is one part of the key. */
function patternOf(template: string): RegExp {
  return new RegExp(`^${template.replaceAll('.', '\\.').replaceAll(/\$\{[^}]*\}/g, '[\\w-]+')}$`);
}

function sourcesIn(root: string): string[] {
  return ['src', 'views'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .map((path) => posix.join(folder, path.replaceAll('\\', '/')))
      .filter((path) => /\.(ts|ejs)$/.test(path) && path !== generatedFile),
  );
}

/** It names every key. */
const generatedFile = 'src/messages/message-arguments.ts';
