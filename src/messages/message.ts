import type { MessageArguments } from './message-arguments.ts';

export type MessageKey = keyof MessageArguments;

/** What is told to a message beside its key: nothing, or its arguments. */
export type ArgumentsOf<Key extends MessageKey> = MessageArguments[Key] extends undefined
  ? []
  : [MessageArguments[Key]];

/** Something to say, in no language yet: an error or a reader of a form does not know who reads it. */
export interface Message {
  key: MessageKey;
  arguments: Readonly<Record<string, string | number>> | undefined;
}

export function message<Key extends MessageKey>(key: Key, ...[values]: ArgumentsOf<Key>): Message {
  return { key, arguments: values };
}
