import { enrolmentStates } from '../../models/enrolment.ts';
import { type Message, message } from '../messages/message.ts';
import { inEnglish } from '../words/in-english.ts';
import { remembered } from '../words/remembered.ts';

/** The longest id of an LTI context. */
export const longestCourseId = 255;
/** Of any other id or name of a group; with the name of its source before it, an id of a course is longer (`ownCourseKey`). */
export const longestKey = 300;
/** A sender's own id of an event: an address, a URN or a UUID. */
export const longestEventId = 2_000;
/** More keys or groups than this are a mistake in the file, and every answer goes through them. */
export const longestList = 500;
/** Levels that a message of another system may be nested. */
export const mostLevels = 64;
/** Bytes. A longer row is refused, so that a huge line or a forgotten quote cannot fill the memory. */
export const longestRow = 1024 * 1024;

/**
 * Why rows, and messages of other systems, are left out, as they are said always in the same words. Each is a message `leftOut.…`, whose English text are those
 * words: rejections are counted and stored by them, and commands and downloads say them.
 */
const names = [
  'other',
  'no-category',
  'course-state',
  'course-date',
  'course-nameless',
  'course-waiting',
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
  'no-sourced-id',
  'no-class-id',
  'no-user-id',
  'one-roster-role',
  'one-roster-status',
  'one-roster-term',
  'one-roster-enrolment',
  'sent-uuid',
  'sent-actor',
  'sent-verb',
  'sent-object',
  'sent-time',
  'sent-other-verb',
  'sent-no-activity',
  'sent-sitting',
  'sent-unsaid',
  'sent-void',
  'sent-group',
  'sent-account',
  'sent-id-of-many',
  'sent-entity',
  'sent-event-id',
  'sent-event-time',
  'sent-action',
  'sent-other-action',
  'sent-masquerade',
  'sent-no-person',
  'sent-no-actor',
  'sent-part',
  'sent-unknown-course',
  'sent-unknown-person',
  'sent-foreign',
  'sent-voided',
  'sent-nothing-voided',
] as const;

/** What an id is called that a spreadsheet may have spoilt: by a word, or as its column is. */
const ids = [
  message('leftOut.id-course'),
  message('leftOut.id-learner'),
  ...['group', 'sourcedId', 'courseSourcedId', 'classSourcedId', 'userSourcedId'],
];
const idFaults = ['id-shortened', 'id-decimal', 'id-error', 'id-none'] as const;

/** By the English text. */
const messages = remembered((_: 'all') => {
  const all = [
    ...names.map((name) => message(`leftOut.${name}`)),
    ...ids.flatMap((id) => idFaults.map((fault) => message(`leftOut.${fault}`, { id }))),
    message('leftOut.long', { name: message('leftOut.id-course'), count: `${longestCourseId}` }),
    ...[...ids, 'prerequisites', 'audience'].map((name) =>
      message('leftOut.long', { name, count: `${longestKey}` }),
    ),
    message('leftOut.long', { name: message('leftOut.id-event'), count: `${longestEventId}` }),
    ...['prerequisites', 'audience'].map((name) =>
      message('leftOut.many', { name, count: `${longestList}` }),
    ),
    message('leftOut.moodle-answer', { name: 'core_enrol_get_course_enrolment_methods' }),
    message('leftOut.sent-school', { name: 'Canvas' }),
    message('leftOut.sent-deep', { count: `${mostLevels}` }),
    message('leftOut.state', { states: enrolmentStates.join(', ') }),
    message('leftOut.line-long', { size: `${longestRow / 1024}` }),
  ];
  return new Map(all.map((one) => [inEnglish(one), one]));
});

/** @returns undefined for a reason with something of its own in it, such as an answer of the LMS */
export function messageOfReason(reason: string): Message | undefined {
  return messages('all').get(reason);
}
