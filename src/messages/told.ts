/** Anything that is said in the reader's language; what it is made of, `message.ts` says. */
interface Saying {
  key: string;
  arguments?: Readonly<Record<string, number | Told>> | undefined;
}

/**
 * What stands for a text in a message: a text as it is, or something that is said in the reader's language too; several are said as
 * a list.
 */
export type Told = string | Saying | readonly Saying[];
