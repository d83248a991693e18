import { type Action, lastPart } from '../activity.ts';

type Verb = Action['verb'] | 'voided';

/**
 * Verbs by the last part of their IRI. Registries, profiles and plugins have each given the same words IRIs of their own: ADL's,
 * TinCan's, Activity Streams', TLA's, and the profile EDLM of Moodle's Logstore xAPI plugin.
 */
const verbs: ReadonlyMap<string, Verb> = new Map([
  ...inWords('registered', 'registered enrolled enroled enroll enrol joined join'),
  ...inWords('resumed', 'resumed resume reactivated'),
  ...inWords('completed', 'completed complete passed mastered'),
  ...inWords(
    'left',
    'left leave dropped unregistered unenrolled unenroled unenroll unenrol withdrew withdrawn suspended suspend',
  ),
  ...inWords('opened', 'viewed view launched experienced initialized opened open accessed access'),
  ...inWords('rated', 'rated rate like liked dislike disliked'),
  ...inWords('searched', 'searched search'),
  ...inWords('voided', 'voided'),
]);

export const likes: ReadonlySet<string> = new Set(['like', 'liked']);
export const dislikes: ReadonlySet<string> = new Set(['dislike', 'disliked']);

/** The word of a verb, and what it means here; undefined: nothing. */
export function verbOf(iri: string): { word: string; verb: Verb | undefined } {
  const word = lastPart(iri).toLowerCase();
  return { word, verb: verbs.get(word) };
}

function inWords(verb: Verb, words: string): [string, Verb][] {
  return words.split(' ').map((word) => [word, verb]);
}
