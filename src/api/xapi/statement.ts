import type { Rating } from '../../../models/event.ts';
import { readNumber } from '../../values/read-number.ts';
import { type Fields, readList, readObject } from '../../values/read-object.ts';
import { readId } from '../../values/read-text.ts';
import { readTime } from '../../values/read-time.ts';
import { sheetFault } from '../../values/spoilt-id.ts';
import {
  type Action,
  type Activity,
  idOfMany,
  longestName,
  type ReadMessage,
  searchText,
  toRating,
} from '../activity.ts';
import { dislikes, likes, verbOf } from './verbs.ts';

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** Profiles of content that runs in an LMS. It suspends a sitting, and not somebody's enrolment. */
const contentProfiles = /^https?:\/\/w3id\.org\/xapi\/(?:scorm|cmi5)\b/;

/**
 * Reads one statement (xAPI 1.0.3, part 2 §2). The person is identified by `actor.account.name`, the LMS's id. Names, `mbox`
 * and its hash, results, scores other than a rating, attachments and extensions are not read.
 * @param now the time of a statement without one (part 2 §2.4.7)
 */
export function readStatement(value: unknown, now: Date): ReadMessage {
  const statement = readObject(value);
  const { timestamp } = statement;
  const actor = readObject(statement['actor']);
  const iri = readId(readObject(statement['verb'])['id'], longestName)?.trim();
  const target = readObject(statement['object']);
  const id = uuidIn(statement['id']);
  if (statement['id'] !== undefined && id === undefined)
    return { invalid: 'id is no UUID (xAPI part 2 §2.4.1)' };
  if (Object.keys(actor).length === 0) return { invalid: 'actor is missing (xAPI part 2 §2.4.2)' };
  if (iri === undefined) return { invalid: 'verb.id is missing (xAPI part 2 §2.4.3)' };
  if (Object.keys(target).length === 0) return { invalid: 'object is missing (xAPI part 2 §2.4.4)' };
  const at = timestamp === undefined ? now : readTime(timestamp);
  if (!(at instanceof Date)) return { invalid: 'timestamp is no ISO 8601 time (xAPI part 2 §2.4.7)' };

  const { word, verb } = verbOf(iri);
  if (verb === undefined) return { ignored: 'the verb is none that says something about a course' };
  if (verb === 'voided') return readVoiding(target);
  if (!isOfType(target, 'Activity')) return { ignored: 'its object is no activity' };
  const isOfSitting = word.startsWith('suspend') || word.startsWith('resume');
  if (isOfSitting && isOfContent(statement))
    return { ignored: 'a sitting was suspended or resumed, and no enrolment' };
  const person = readActor(actor);
  if ('ignored' in person) return person;
  const action = readAction(verb, word, target, readObject(statement['result']));
  if (action === undefined) return { ignored: 'what was rated or searched for is not said' };
  return { activity: { ...(id !== undefined && { id }), ...person, at, action } };
}

/** Part 2 §2.3.2: the object is a reference to the statement that no longer counts. */
function readVoiding(target: Fields): ReadMessage {
  const voids = isOfType(target, 'StatementRef') ? uuidIn(target['id']) : undefined;
  return voids === undefined
    ? {
        invalid:
          'voided says of no statement that it is void: object is no StatementRef (xAPI part 2 §2.3.2)',
      }
    : { voids };
}

function readActor(actor: Fields): Pick<Activity, 'learner' | 'home'> | { ignored: string } {
  // A group has an account of its own, whose number may be that of a person.
  if (actor['member'] !== undefined || !isOfType(actor, 'Agent'))
    return { ignored: 'the actor is a group or something else, and no person' };
  const { name, homePage } = readObject(actor['account']);
  const learner = readId(name);
  if (learner !== undefined && sheetFault(learner) !== undefined) return { ignored: idOfMany };
  if (learner === undefined)
    return {
      ignored:
        'the actor has no account with the LMS’s id: let the sender identify people by id, not by e-mail (Moodle’s plugin: neither “mbox” nor “username”)',
    };
  return {
    learner,
    ...(homePage !== undefined && { home: { address: readId(homePage, longestName) ?? '' } }),
  };
}

/** Absent where there is one possible type (§2.4.2.1, §2.4.4.1). Moodle's plugin writes `["Agent"]` too. */
function isOfType({ objectType }: Fields, type: string): boolean {
  const [first, ...others] = Array.isArray(objectType) ? objectType : [objectType];
  if (others.length > 0) return false;
  return first === type || (first === undefined && type !== 'StatementRef');
}

function isOfContent(statement: Fields): boolean {
  const { category } = readObject(readObject(statement['context'])['contextActivities']);
  const categories = Array.isArray(category) ? readList(category) : [category];
  return categories.some((one) => contentProfiles.test(readId(readObject(one)['id'], longestName) ?? ''));
}

function readAction(verb: Action['verb'], word: string, target: Fields, result: Fields): Action | undefined {
  if (verb === 'searched') {
    const text = searchText(result['response'] ?? firstName(readObject(target['definition'])['name']));
    return text === undefined ? undefined : { verb, text };
  }
  const object = readId(target['id'], longestName);
  if (object === undefined) return undefined;
  if (verb !== 'rated') return { verb, object };
  const rating = statedRating(word, readObject(result['score']));
  return rating === undefined ? undefined : { verb, object, rating };
}

function statedRating(word: string, score: Fields): Rating | undefined {
  if (likes.has(word)) return 5;
  if (dislikes.has(word)) return 1;
  const { scaled, raw, min = 1, max = 5 } = score;
  const [share, points, least, most] = [scaled, raw, min, max].map(readNumber);
  if (share !== undefined) return toRating(share);
  if (points === undefined || least === undefined || most === undefined || least >= most) return undefined;
  return toRating((points - least) / (most - least));
}

/** A language map's first text. */
function firstName(map: unknown): unknown {
  return Object.values(readObject(map))[0];
}

/** In lower case: a UUID is the same in either. */
function uuidIn(value: unknown): string | undefined {
  return typeof value === 'string' && uuid.test(value) ? value.toLowerCase() : undefined;
}
