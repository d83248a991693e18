import { enrolmentStates } from '../../models/enrolment.ts';
import { type Message, message } from '../messages/message.ts';
import { inEnglish } from '../words/in-english.ts';
import { remembered } from '../words/remembered.ts';

/** The longest id of an LTI context. */
export const longestCourseId = 255;
/** Bytes. A longer row is refused, so that a huge line or a forgotten quote cannot fill the memory. */
export const longestRow = 1024 * 1024;

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
  'no-study',
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
  'no-row',
] as const;

/** What an id is called that a spreadsheet may have spoilt: by a word, or as its column is. */
const ids = [
  message('leftOut.id-course'),
  message('leftOut.id-learner'),
  ...['group', 'classSourcedId', 'userSourcedId'],
];
const idFaults = ['id-shortened', 'id-decimal', 'id-error', 'id-none'] as const;

/** By the English text. */
const messages = remembered((_: 'all') => {
  const all = [
    ...names.map((name) => message(`leftOut.${name}`)),
    ...ids.flatMap((id) => idFaults.map((fault) => message(`leftOut.${fault}`, { id }))),
    message('leftOut.id-long', { count: `${longestCourseId}` }),
    message('leftOut.state', { states: enrolmentStates.join(', ') }),
    message('leftOut.line-long', { size: `${longestRow / 1024}` }),
  ];
  return new Map(all.map((one) => [inEnglish(one), one]));
});

/** @returns undefined for a reason with something of its own in it, such as an answer of the LMS */
export function messageOfReason(reason: string): Message | undefined {
  return messages('all').get(reason);
}
