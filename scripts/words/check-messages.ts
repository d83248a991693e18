import { type MessageShape, readMessage } from '../../src/words/message-shape.ts';
import { isNamed, type NamedKeys } from './used-keys.ts';

/** What is wrong, and where: `ar.json: panel.undo`. */
export interface Finding {
  place: string;
  problem: string;
}

/**
 * What is wrong with message files: messages that are missing, that no source names or that cannot be read; arguments that
 * differ from those of the first file, which is the English one; plurals without a form that the language has (CLDR).
 * @param files texts of JSON files by the tags of their languages
 */
export function checkMessages(files: ReadonlyMap<string, string>, named: NamedKeys): Finding[] {
  const [[first, english] = ['en', '{}']] = files;
  const model = parseFile(english);
  const findings: Finding[] = [];
  const find = (tag: string, key: string, problem: string) =>
    findings.push({ place: `${tag}.json: ${key}`, problem });
  for (const [tag, text] of files) {
    const messages = parseFile(text);
    for (const key of repeatedKeys(text)) find(tag, key, 'is there twice');
    for (const key of model.keys()) if (!messages.has(key)) find(tag, key, 'is missing');
    for (const [key, message] of messages) {
      if (!model.has(key)) find(tag, key, `is no message of ${first}.json`);
      for (const problem of [...faultsOf(message, tag), ...differences(message, model.get(key))])
        find(tag, key, problem);
    }
  }
  for (const key of model.keys()) if (!isNamed(key, named)) find(first, key, 'is said nowhere');
  for (const { key, file } of named.said)
    if (!model.has(key)) find(first, key, `is missing: ${file} says it`);
  return findings;
}

/** @throws Error where it is no JSON object with texts */
export function parseFile(text: string): Map<string, string> {
  const entries = Object.entries(JSON.parse(text) as Record<string, unknown>);
  return new Map(
    entries.map(([key, message]) => {
      if (typeof message !== 'string') throw new Error(`${key} is no text.`);
      return [key, message];
    }),
  );
}

/** JSON itself takes the last of them. Each message is a line. */
function repeatedKeys(text: string): string[] {
  const keys = Array.from(text.matchAll(/^ *"([\w.-]+)":/gm), ([, key = '']) => key);
  return keys.filter((key, i) => keys.indexOf(key) < i);
}

function faultsOf(message: string, tag: string): string[] {
  if (message !== message.trim() || message === '') return ['is empty, or begins or ends with a space'];
  // In ICU MessageFormat it is no apostrophe: it makes braces ordinary characters.
  if (message.includes("'")) return ["has a straight apostrophe ('): the typographic one is ’"];
  try {
    return readMessage(message).plurals.flatMap(({ argument, type, forms }) => {
      const wanted = new Intl.PluralRules(tag, { type }).resolvedOptions().pluralCategories;
      return [
        ...wanted
          .filter((form) => !forms.includes(form))
          .map((form) => `{${argument}} lacks the plural “${form}”`),
        ...forms
          .filter((form) => !form.startsWith('=') && !wanted.includes(form as Intl.LDMLPluralRule))
          .map((form) => `{${argument}} has the plural “${form}”, which the language has not`),
      ];
    });
  } catch (error) {
    return [`cannot be read: ${(error as Error).message}`];
  }
}

function differences(message: string, model: string | undefined): string[] {
  const [own, other] = [shapeOf(message), shapeOf(model)];
  if (!own || !other || describe(own) === describe(other)) return [];
  return [`is told ${describe(own) || 'nothing'}, and in English ${describe(other) || 'nothing'}`];
}

/** `course: text, count: number, kind: a | b` */
function describe({ arguments: kinds, choices }: MessageShape): string {
  return [...kinds]
    .map(([name, kind]) => `${name}: ${choices.get(name)?.toSorted().join(' | ') ?? kind}`)
    .sort()
    .join(', ');
}

/** Undefined where it cannot be read: that is found of the message itself. */
function shapeOf(message: string | undefined): MessageShape | undefined {
  try {
    return message === undefined ? undefined : readMessage(message);
  } catch {
    return undefined;
  }
}
