import {
  type Deed,
  type Doing,
  objectIn,
  type Reading,
  ratingOf,
  searchText,
  textIn,
  timeOf,
} from '../activity.ts';
import { ApiError } from '../api-error.ts';
import { canvasEventOf } from './canvas-event.ts';

/** What is done with a course; other actions are of no use here (Caliper 1.2 §C, actions). */
const actions: ReadonlyMap<string, Doing['verb']> = new Map([
  ['NavigatedTo', 'opened'],
  ['Viewed', 'opened'],
  ['Launched', 'opened'],
  ['Completed', 'completed'],
  ['Ranked', 'rated'],
  ['Searched', 'searched'],
]);

/**
 * The events of an envelope (Caliper 1.2 §3): described entities and bare ids among its data are no events.
 * @throws ApiError for what is no envelope
 */
export function eventsOf(envelope: unknown): readonly unknown[] {
  const { sensor, sendTime, dataVersion, data } = objectIn(envelope);
  if (textIn(sensor) === undefined || timeOf(sendTime) === undefined || !Array.isArray(data))
    throw new ApiError(
      400,
      'envelope-invalid',
      'An envelope has sensor, sendTime and data (Caliper 1.2 §3).',
    );
  if (!/^http:\/\/purl\.imsglobal\.org\/ctx\/caliper\/v1p[0-9]+$/.test(textIn(dataVersion) ?? ''))
    throw new ApiError(
      422,
      'data-version-unknown',
      'dataVersion is none of Caliper 1: http://purl.imsglobal.org/ctx/caliper/v1p2.',
    );
  return data;
}

/**
 * Reads one event (Caliper 1.2 §2.3). A person is the `sub` of the LTI session that it happened in, else of Canvas its
 * number, else the last part of `actor.id`; names, e-mail addresses and other extensions than `canvas-event.ts` says are not
 * looked at.
 */
export function readEvent(value: unknown): Reading {
  const event = objectIn(value);
  const type = textIn(event['type']);
  if (type === undefined || !type.endsWith('Event'))
    return { ignored: 'it describes an entity, and is no event' };
  const id = textIn(event['id']);
  if (id === undefined) return { invalid: 'id is missing (Caliper 1.2 §2.3)' };
  const at = timeOf(event['eventTime']);
  if (at === undefined) return { invalid: 'eventTime is no ISO 8601 time (Caliper 1.2 §2.3)' };
  const action = textIn(event['action'])?.replace(/^.*[/#]/, '');
  if (action === undefined) return { invalid: 'action is missing (Caliper 1.2 §2.3)' };
  const kind = actions.get(action);
  if (kind === undefined) return { ignored: 'the action is none that says something about a course' };
  const by = actorOf(event);
  if ('invalid' in by || 'ignored' in by) return by;
  const did = doingOf(kind, event);
  return did === undefined
    ? { ignored: 'what was rated or searched for is not said' }
    : { deed: { id, ...by, at, did } };
}

type By = Pick<Deed, 'learner' | 'idOf'> | Exclude<Reading, { deed: Deed }>;

function actorOf(event: Readonly<Record<string, unknown>>): By {
  const session = objectIn(objectIn(event['federatedSession'])['messageParameters']);
  const subject = textIn(session['sub']);
  if (subject !== undefined) return { learner: subject };
  const canvas = canvasEventOf(event);
  if (canvas?.isMasquerade) return { ignored: 'an administrator acts as this person' };
  if (canvas)
    return canvas.learner === undefined
      ? { ignored: 'Canvas does not say of which school the number of the person is' }
      : { learner: canvas.learner, idOf: 'canvas' };
  const type = textIn(objectIn(event['actor'])['type']) ?? 'Person';
  if (!/(?:^|[/#])Person$/.test(type)) return { ignored: 'the actor is no person' };
  const learner = lastPartOf(idIn(event['actor']));
  return learner === undefined ? { invalid: 'actor is missing (Caliper 1.2 §2.3)' } : { learner };
}

function doingOf(kind: Doing['verb'], event: Readonly<Record<string, unknown>>): Doing | undefined {
  const generated = objectIn(event['generated']);
  if (kind === 'searched') {
    const text = searchText(objectIn(generated['query'])['searchTerms']);
    return text === undefined ? undefined : { verb: kind, text };
  }
  const name = idIn(event['object']);
  if (name === undefined) return undefined;
  const object = canvasEventOf(event)?.courseKeyOf(name) ?? name;
  if (kind !== 'rated') return { verb: kind, object };
  const rating = statedRating(generated);
  return rating === undefined ? undefined : { verb: kind, object, rating };
}

/** The place of the first selection among the scale's values (Likert scale), or one of five. */
function statedRating(rating: Readonly<Record<string, unknown>>) {
  const scale = objectIn(objectIn(rating['question'])['scale']);
  const values = Array.isArray(scale['itemValues']) ? scale['itemValues'].map(String) : [...'12345'];
  const [selection] = Array.isArray(rating['selections']) ? rating['selections'] : [];
  const place = values.indexOf(String(selection));
  return place < 0 ? undefined : ratingOf(place / Math.max(1, values.length - 1));
}

/** An entity may stand for itself by its id alone. */
function idIn(entity: unknown): string | undefined {
  return textIn(entity) ?? textIn(objectIn(entity)['id']);
}

/** `urn:example:user:21` → `21`, `https://lms.example/users/21` → `21` */
function lastPartOf(id: string | undefined): string | undefined {
  return textIn(id?.replace(/\/+$/, '').replace(/^.*[/:=]/, ''));
}
