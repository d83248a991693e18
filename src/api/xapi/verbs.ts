import type { Action } from '../activity.ts';

/** Verbs by their IRI, as ADL's and TinCan's registries, Activity Streams and Moodle's and Open edX's senders have them. */
export const verbs: ReadonlyMap<string, Action['verb']> = new Map([
  ['http://adlnet.gov/expapi/verbs/registered', 'registered'],
  ['http://id.tincanapi.com/verb/enrolled', 'registered'],
  ['http://activitystrea.ms/schema/1.0/join', 'registered'],
  ['http://adlnet.gov/expapi/verbs/completed', 'completed'],
  ['http://adlnet.gov/expapi/verbs/passed', 'completed'],
  ['http://adlnet.gov/expapi/verbs/mastered', 'completed'],
  ['http://activitystrea.ms/schema/1.0/complete', 'completed'],
  ['http://id.tincanapi.com/verb/unregistered', 'left'],
  ['http://id.tincanapi.com/verb/unenrolled', 'left'],
  ['http://activitystrea.ms/schema/1.0/leave', 'left'],
  ['http://id.tincanapi.com/verb/viewed', 'opened'],
  ['http://adlnet.gov/expapi/verbs/launched', 'opened'],
  ['http://adlnet.gov/expapi/verbs/experienced', 'opened'],
  ['http://adlnet.gov/expapi/verbs/initialized', 'opened'],
  ['http://activitystrea.ms/schema/1.0/open', 'opened'],
  ['http://id.tincanapi.com/verb/rated', 'rated'],
  ['http://activitystrea.ms/schema/1.0/like', 'rated'],
  ['http://activitystrea.ms/schema/1.0/dislike', 'rated'],
  ['http://activitystrea.ms/schema/1.0/search', 'searched'],
  ['https://w3id.org/xapi/acrossx/verbs/searched', 'searched'],
]);
