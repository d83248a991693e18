import { allProducts } from '../../lms/all-products.ts';
import type { ProductEvent } from '../../lms/product.ts';
import { ApiError } from '../api-error.ts';
import {
  type Deed,
  type Doing,
  objectIn,
  type Reading,
  ratingOf,
  searchText,
  textIn,
  timeOf,
} from '../deed.ts';

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
 * Reads one event (Caliper 1.2 §2.3). The person is the `sub` of the LTI session that it happened in, else the id that a
 * product's own form of events has, else the last part of `actor.id`. Names, e-mail addresses and extensions are not read
 * here.
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
  const sender = senderOf(event);
  const by = actorOf(event, sender);
  if ('invalid' in by || 'ignored' in by) return by;
  const did = doingOf(kind, event, sender?.said);
  return did === undefined
    ? { ignored: 'what was rated or searched for is not said' }
    : { deed: { id, ...by, at, did } };
}

type By = Pick<Deed, 'learner' | 'idOf'> | Exclude<Reading, { deed: Deed }>;

/** The product that has sent the event in a form of its own, and what it says. */
function senderOf(event: Readonly<Record<string, unknown>>) {
  for (const product of allProducts) {
    const said = product.readEvent?.(event);
    if (said) return { name: product.name, said };
  }
  return undefined;
}

function actorOf(event: Readonly<Record<string, unknown>>, sender: ReturnType<typeof senderOf>): By {
  const session = objectIn(objectIn(event['federatedSession'])['messageParameters']);
  const subject = textIn(session['sub']);
  if (subject !== undefined) return { learner: subject };
  if (sender?.said.isMasquerade) return { ignored: 'an administrator acts as this person' };
  if (sender)
    return sender.said.learner === undefined
      ? { ignored: `${sender.name} does not say of which school the number of the person is` }
      : { learner: sender.said.learner, idOf: sender.said.source };
  const type = textIn(objectIn(event['actor'])['type']) ?? 'Person';
  if (!/(?:^|[/#])Person$/.test(type)) return { ignored: 'the actor is no person' };
  const learner = lastPartOf(idIn(event['actor']));
  return learner === undefined ? { invalid: 'actor is missing (Caliper 1.2 §2.3)' } : { learner };
}

function doingOf(
  kind: Doing['verb'],
  event: Readonly<Record<string, unknown>>,
  said: ProductEvent | undefined,
): Doing | undefined {
  const generated = objectIn(event['generated']);
  if (kind === 'searched') {
    const text = searchText(objectIn(generated['query'])['searchTerms']);
    return text === undefined ? undefined : { verb: kind, text };
  }
  const name = idIn(event['object']);
  if (name === undefined) return undefined;
  const object = said?.courseKey(name) ?? name;
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
