import { allProducts } from '../../lms/all-products.ts';
import type { ProductEvent } from '../../lms/product.ts';
import { withoutTrailingSlashes } from '../../values/trailing-slashes.ts';
import {
  type Action,
  type Activity,
  objectIn,
  type ReadMessage,
  searchText,
  textIn,
  toRating,
  toTime,
} from '../activity.ts';
import { ApiError } from '../api-error.ts';

/** What is done with a course, by Caliper's action; other actions are of no use here (Caliper 1.2 §C, actions). */
const verbs: ReadonlyMap<string, Action['verb']> = new Map([
  ['NavigatedTo', 'opened'],
  ['Viewed', 'opened'],
  ['Launched', 'opened'],
  ['Completed', 'completed'],
  ['Ranked', 'rated'],
  ['Searched', 'searched'],
]);

/**
 * The data of an envelope (Caliper 1.2 §3). It may hold described entities and bare ids too, which are not events.
 * @throws ApiError for what is no envelope
 */
export function readEnvelope(envelope: unknown): readonly unknown[] {
  const { sensor, sendTime, dataVersion, data } = objectIn(envelope);
  if (textIn(sensor) === undefined || toTime(sendTime) === undefined || !Array.isArray(data))
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
 * Reads one event (Caliper 1.2 §2.3). The person is the `sub` of the LTI session that it happened in, else the id that a
 * product's own form of events has, else the last part of `actor.id`. Names, e-mail addresses and extensions are not read
 * here.
 */
export function readEvent(value: unknown): ReadMessage {
  const event = objectIn(value);
  const type = textIn(event['type']);
  if (type === undefined || !type.endsWith('Event'))
    return { ignored: 'it describes an entity, and is no event' };
  const id = textIn(event['id']);
  if (id === undefined) return { invalid: 'id is missing (Caliper 1.2 §2.3)' };
  const at = toTime(event['eventTime']);
  if (at === undefined) return { invalid: 'eventTime is no ISO 8601 time (Caliper 1.2 §2.3)' };
  const name = textIn(event['action'])?.replace(/^.*[/#]/, '');
  if (name === undefined) return { invalid: 'action is missing (Caliper 1.2 §2.3)' };
  const verb = verbs.get(name);
  if (verb === undefined) return { ignored: 'the action is none that says something about a course' };
  const sender = findSender(event);
  const actor = readActor(event, sender);
  if ('invalid' in actor || 'ignored' in actor) return actor;
  const action = readAction(verb, event, sender?.event);
  return action === undefined
    ? { ignored: 'what was rated or searched for is not said' }
    : { activity: { id, ...actor, at, action } };
}

type Actor = Pick<Activity, 'learner' | 'idFrom'> | Exclude<ReadMessage, { activity: Activity }>;

/** A product that sends events in a form of its own, and what it says in this one. */
interface Sender {
  name: string;
  event: ProductEvent;
}

function findSender(event: Readonly<Record<string, unknown>>): Sender | undefined {
  for (const product of allProducts) {
    const read = product.readEvent?.(event);
    if (read) return { name: product.name, event: read };
  }
  return undefined;
}

function readActor(event: Readonly<Record<string, unknown>>, sender: Sender | undefined): Actor {
  const session = objectIn(objectIn(event['federatedSession'])['messageParameters']);
  const subject = textIn(session['sub']);
  if (subject !== undefined) return { learner: subject };
  if (sender?.event.isMasquerade) return { ignored: 'an administrator acts as this person' };
  if (sender)
    return sender.event.learner === undefined
      ? { ignored: `${sender.name} does not say of which school the number of the person is` }
      : { learner: sender.event.learner, idFrom: sender.event.source };
  const type = textIn(objectIn(event['actor'])['type']) ?? 'Person';
  if (!/(?:^|[/#])Person$/.test(type)) return { ignored: 'the actor is no person' };
  const learner = lastPart(idIn(event['actor']));
  return learner === undefined ? { invalid: 'actor is missing (Caliper 1.2 §2.3)' } : { learner };
}

function readAction(
  verb: Action['verb'],
  event: Readonly<Record<string, unknown>>,
  fromProduct: ProductEvent | undefined,
): Action | undefined {
  const generated = objectIn(event['generated']);
  if (verb === 'searched') {
    const text = searchText(objectIn(generated['query'])['searchTerms']);
    return text === undefined ? undefined : { verb, text };
  }
  const name = idIn(event['object']);
  if (name === undefined) return undefined;
  const object = fromProduct?.courseKey(name) ?? name;
  if (verb !== 'rated') return { verb, object };
  const rating = statedRating(generated);
  return rating === undefined ? undefined : { verb, object, rating };
}

/** The place of the first selection among the scale's values (Likert scale), or one of five. */
function statedRating(rating: Readonly<Record<string, unknown>>) {
  const scale = objectIn(objectIn(rating['question'])['scale']);
  const values = Array.isArray(scale['itemValues']) ? scale['itemValues'].map(String) : [...'12345'];
  const [selection] = Array.isArray(rating['selections']) ? rating['selections'] : [];
  const place = values.indexOf(String(selection));
  return place < 0 ? undefined : toRating(place / Math.max(1, values.length - 1));
}

/** An entity may stand for itself by its id alone. */
function idIn(entity: unknown): string | undefined {
  return textIn(entity) ?? textIn(objectIn(entity)['id']);
}

/** `urn:example:user:21` → `21`, `https://lms.example/users/21` → `21` */
function lastPart(id: string | undefined): string | undefined {
  return id === undefined ? undefined : textIn(withoutTrailingSlashes(id).replace(/^.*[/:=]/, ''));
}
