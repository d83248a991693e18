import { type MessageShape, readMessage } from '../../src/words/message-shape.ts';

export const typesFile = 'src/messages/message-arguments.ts';

/** The source of the type that says which messages there are and what each is told, so that the compiler checks who says them. */
export function argumentTypes(english: ReadonlyMap<string, string>): string {
  const rows = [...english].map(([key, message]) => `  '${key}': ${typeOf(readMessage(message))};\n`);
  return `// Written from views/words/en.json by \`npm run words -- --write\`.
import type { Told } from './told.ts';

/** Every message by its key, with what it is told. */
export interface MessageArguments {
${rows.join('')}}
`;
}

function typeOf({ arguments: kinds, choices }: MessageShape): string {
  if (kinds.size === 0) return 'undefined';
  const fields = [...kinds].map(([name, kind]) => {
    const options = choices.get(name)?.filter((option) => option !== 'other');
    const type =
      kind === 'choice' ? (options ?? []).map((option) => `'${option}'`).join(' | ') : typeNames[kind];
    return `${name}: ${type || 'string'}`;
  });
  return `{ ${fields.join('; ')} }`;
}

const typeNames = { text: 'Told', number: 'number' } as const;
