import type { MessageArguments } from './message-arguments.ts';
import type { Told } from './told.ts';

export type MessageKey = keyof MessageArguments;

/** What is told to a message beside its key: nothing, or its arguments. */
export type ArgumentsOf<Key extends MessageKey> = MessageArguments[Key] extends undefined
  ? []
  : [MessageArguments[Key]];

/** Something to say, in no language yet: an error or a reader of a form does not know who reads it. */
export interface Message {
  key: MessageKey;
  arguments?: Readonly<Record<string, number | Told>> | undefined;
}

/** One message, or several that are said one after the other. */
export type Sentences = Message | readonly Message[];

/** An error that knows what to say to a person. */
export interface Speaking {
  readonly sentences: readonly Message[];
}

export function message<Key extends MessageKey>(key: Key, ...[values]: ArgumentsOf<Key>): Message {
  return { key, arguments: values };
}

/** What an error says to a person; undefined: it is not made to be read by one. */
export function sentencesOf(error: unknown): readonly Message[] | undefined {
  return error instanceof Error && 'sentences' in error ? (error as Error & Speaking).sentences : undefined;
}
