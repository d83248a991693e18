import { message } from '../../messages/message.ts';
import { inEnglish } from '../../words/in-english.ts';
import { remembered } from '../../words/remembered.ts';
import type { Words } from '../../words/words.ts';

/** What is said to an administrator; some of it only in English, such as an error of the database. */
export interface Said {
  text: string;
  isEnglish: boolean;
}

/**
 * Why rows are left out, as sources say it always in the same words. Each is a message `leftOut.…`, whose English text are those
 * words: rejections are counted and stored by them, and commands and downloads say them.
 */
const names = [
  'other',
  'no-category',
  'course-state',
  'course-date',
  'course-nameless',
  'enrolment-state',
  'enrolment-nobody',
  'enrolment-date',
  'nobody-shown',
  'hidden-courses',
  'separate-groups',
  'method-unknown',
  'method-unclear',
  'member-roles',
  'member-status',
  'member-id',
  'course-empty',
  'no-learner',
  'no-course',
  'no-title',
  'progress',
  'time-none',
  'time-future',
  'course-sheet',
  'course-unknown',
  'weight',
  'weight-number',
  'utf8',
  'closes',
  'ends',
  'opens',
  'starts',
  'hidden',
  'time',
  'url',
  'credits',
  'year',
  'entry',
  'cells',
  'quote-open',
  'quote-place',
  'mixed',
] as const;

/** By the English text. */
const keys = remembered((_: 'all') => {
  const all = names.map((name) => `leftOut.${name}` as const);
  return new Map(all.map((key) => [inEnglish(message(key)), key]));
});

/** A reason with something of its own in it, such as an answer of the LMS, stays as it was stored. */
export function reasonSaid(reason: string, words: Words): Said {
  const key = keys('all').get(reason);
  return key ? { text: words.say(key), isEnglish: false } : { text: reason, isEnglish: true };
}

/** Whether a reason is said in the reader's language. */
export function isSaidInEveryLanguage(reason: string): boolean {
  return keys('all').has(reason);
}
