import type { CountedReason } from '../../../models/sync-run.ts';
import { messageOfReason } from '../../sync/reason-messages.ts';
import type { Words } from '../../words/words.ts';

/** What is said to an administrator; some of it only in English, such as an error of the database. */
export interface Said {
  text: string;
  isEnglish: boolean;
}

/** The same where an error may have said it in messages of its own. */
export function countedSaid({ reason, sentences }: Omit<CountedReason, 'count'>, words: Words): Said {
  return sentences ? { text: words.tell(sentences), isEnglish: false } : reasonSaid(reason, words);
}

/** A reason with something of its own in it, such as an answer of the LMS, stays as it was stored. */
export function reasonSaid(reason: string, words: Words): Said {
  const known = messageOfReason(reason);
  return known ? { text: words.tell(known), isEnglish: false } : { text: reason, isEnglish: true };
}
