import type { Rating } from '../../../models/event.ts';
import {
  type Action,
  objectIn,
  type ReadMessage,
  searchText,
  textIn,
  toRating,
  toTime,
} from '../activity.ts';
import { verbs } from './verbs.ts';

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Reads one statement (xAPI 1.0.3, part 2 §2). The person is identified by `actor.account.name`, the LMS's id. Names, `mbox`
 * and its hash, results, scores other than a rating, attachments and extensions are not read.
 * @param now the time of a statement without one (part 2 §2.4.7)
 */
export function readStatement(value: unknown, now: Date): ReadMessage {
  const statement = objectIn(value);
  const { id, timestamp } = statement;
  const actor = objectIn(statement['actor']);
  const verb = textIn(objectIn(statement['verb'])['id']);
  const target = objectIn(statement['object']);
  if (id !== undefined && !(typeof id === 'string' && uuid.test(id)))
    return { invalid: 'id is no UUID (xAPI part 2 §2.4.1)' };
  if (Object.keys(actor).length === 0) return { invalid: 'actor is missing (xAPI part 2 §2.4.2)' };
  if (verb === undefined) return { invalid: 'verb.id is missing (xAPI part 2 §2.4.3)' };
  if (Object.keys(target).length === 0) return { invalid: 'object is missing (xAPI part 2 §2.4.4)' };
  const at = timestamp === undefined ? now : toTime(timestamp);
  if (at === undefined) return { invalid: 'timestamp is no ISO 8601 time (xAPI part 2 §2.4.7)' };

  const kind = verbs.get(verb);
  if (kind === undefined) return { ignored: 'the verb is none that says something about a course' };
  const learner = textIn(objectIn(actor['account'])['name']);
  if (learner === undefined)
    return {
      ignored:
        'the actor has no account with the LMS’s id: let the sender identify people by id, not by e-mail (Moodle’s plugin: neither “mbox” nor “username”)',
    };
  const action = readAction(kind, verb, target, objectIn(statement['result']));
  if (action === undefined) return { ignored: 'what was rated or searched for is not said' };
  return { activity: { ...(id !== undefined && { id }), learner, at, action } };
}

function readAction(
  kind: Action['verb'],
  verb: string,
  target: Readonly<Record<string, unknown>>,
  result: Readonly<Record<string, unknown>>,
): Action | undefined {
  if (kind === 'searched') {
    const text = searchText(result['response'] ?? firstName(objectIn(target['definition'])['name']));
    return text === undefined ? undefined : { verb: kind, text };
  }
  const object = textIn(target['id']);
  if (object === undefined) return undefined;
  if (kind !== 'rated') return { verb: kind, object };
  const rating = statedRating(verb, objectIn(result['score']));
  return rating === undefined ? undefined : { verb: kind, object, rating };
}

function statedRating(verb: string, score: Readonly<Record<string, unknown>>): Rating | undefined {
  if (verb.endsWith('/like')) return 5;
  if (verb.endsWith('/dislike')) return 1;
  const { scaled, raw, min = 1, max = 5 } = score;
  if (typeof scaled === 'number') return toRating(scaled);
  return toRating((Number(raw) - Number(min)) / (Number(max) - Number(min)));
}

/** A language map's first text. */
function firstName(map: unknown): unknown {
  return Object.values(objectIn(map))[0];
}
