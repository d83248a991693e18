import { allProducts } from '../../lms/all-products.ts';
import type { ProductEvent } from '../../lms/product.ts';
import { type Fields, readList, readObject } from '../../values/read-object.ts';
import { readId } from '../../values/read-text.ts';
import { readTime } from '../../values/read-time.ts';
import { sheetFault } from '../../values/spoilt-id.ts';
import {
  type Action,
  type Activity,
  idOfMany,
  lastPart,
  longestName,
  type ReadMessage,
  searchText,
  toRating,
} from '../activity.ts';
import { ApiError } from '../api-error.ts';

/** What is done with a course, by Caliper's action; other actions are of no use here (Caliper 1.2 §C, actions). */
const verbs: ReadonlyMap<string, Action['verb']> = new Map([
  ['navigatedto', 'opened'],
  ['viewed', 'opened'],
  ['launched', 'opened'],
  ['completed', 'completed'],
  ['ranked', 'rated'],
  ['searched', 'searched'],
]);
/** Parameters of an address that name a person: Moodle's `/user/view.php?id=41&course=3`. */
const personParameters = ['id', 'user', 'userid', 'user_id'];

export interface Envelope {
  /** The program that sends. */
  sensor: string;
  data: readonly unknown[];
}

/**
 * Reads an envelope (Caliper 1.2 §3). Its data may hold described entities and bare ids too, which are not events.
 * @throws ApiError for what is no envelope
 */
export function readEnvelope(envelope: unknown): Envelope {
  const fields = readObject(envelope);
  const [sensor, version] = [textIn(fields['sensor']), textIn(fields['dataVersion'])];
  const { data } = fields;
  if (sensor === undefined || !(readTime(fields['sendTime']) instanceof Date) || !Array.isArray(data))
    throw new ApiError(
      400,
      'envelope-invalid',
      'An envelope has sensor, sendTime and data (Caliper 1.2 §3).',
    );
  if (!/^http:\/\/purl\.imsglobal\.org\/ctx\/caliper\/v1p[0-9]+$/.test(version ?? ''))
    throw new ApiError(
      422,
      'data-version-unknown',
      'dataVersion is none of Caliper 1: http://purl.imsglobal.org/ctx/caliper/v1p2.',
    );
  return { sensor, data };
}

/**
 * Reads one event (Caliper 1.2 §2.3). The person is the `sub` of the LTI session that it happened in, else the id that a
 * product's own form of events has, else the last part of `actor.id`. Names, e-mail addresses and extensions are not read
 * here.
 */
export function readEvent(value: unknown, sensor: string): ReadMessage {
  const event = readObject(value);
  const type = textIn(event['type']);
  if (type === undefined || !type.endsWith('Event'))
    return { ignored: 'it describes an entity, and is no event' };
  const id = textIn(event['id']);
  if (id === undefined) return { invalid: 'id is missing (Caliper 1.2 §2.3)' };
  const at = readTime(event['eventTime']);
  if (!(at instanceof Date)) return { invalid: 'eventTime is no ISO 8601 time (Caliper 1.2 §2.3)' };
  const name = textIn(event['action']);
  if (name === undefined) return { invalid: 'action is missing (Caliper 1.2 §2.3)' };
  const verb = verbs.get(lastPart(name).toLowerCase());
  if (verb === undefined) return { ignored: 'the action is none that says something about a course' };
  const sender = findSender(event);
  const actor = readActor(event, sender, sensor);
  if ('invalid' in actor || 'ignored' in actor) return actor;
  const action = readAction(verb, event, sender?.event);
  return action === undefined
    ? { ignored: 'what was rated or searched for is not said' }
    : { activity: { id, ...actor, at, action } };
}

type Actor = Pick<Activity, 'learner' | 'home' | 'idFrom'> | { ignored: string } | { invalid: string };

/** A product that sends events in a form of its own, and what it says in this one. */
interface Sender {
  name: string;
  event: ProductEvent;
}

function findSender(event: Fields): Sender | undefined {
  for (const product of allProducts) {
    const read = product.readEvent?.(event);
    if (read) return { name: product.name, event: read };
  }
  return undefined;
}

function readActor(event: Fields, sender: Sender | undefined, sensor: string): Actor {
  const near = [sensor, idIn(event['object']), idIn(event['edApp'])].filter((one) => one !== undefined);
  const { sub, iss } = readObject(readObject(event['federatedSession'])['messageParameters']);
  const subject = readId(sub);
  const platform = textIn(iss);
  if (subject !== undefined && sheetFault(subject) !== undefined) return { ignored: idOfMany };
  if (subject !== undefined)
    return { learner: subject, ...(platform !== undefined && { home: { address: platform, near } }) };
  if (sender?.event.isMasquerade) return { ignored: 'an administrator acts as this person' };
  if (sender)
    return sender.event.learner === undefined
      ? { ignored: `${sender.name} does not say of which school the number of the person is` }
      : { learner: sender.event.learner, idFrom: sender.event.source };
  const type = textIn(readObject(event['actor'])['type']) ?? 'Person';
  if (lastPart(type) !== 'Person') return { ignored: 'the actor is no person' };
  const address = idIn(event['actor']);
  if (address === undefined) return { invalid: 'actor is missing (Caliper 1.2 §2.3)' };
  const learner = personIn(address);
  if (learner !== undefined && sheetFault(learner) !== undefined) return { ignored: idOfMany };
  if (learner === undefined) return { ignored: 'which part of the actor’s id is the person’s is not clear' };
  return { learner, ...(/^https?:/i.test(address) && { home: { address, near } }) };
}

/** `urn:example:user:21` → `21`, `https://lms.example/users/21` → `21` */
function personIn(id: string): string | undefined {
  if (!/^https?:/i.test(id) || !URL.canParse(id)) return readId(lastPart(id));
  const { pathname, searchParams } = new URL(id);
  const named = personParameters.map((name) => searchParams.get(name)).find((one) => one !== null);
  if (named !== undefined) return readId(named);
  if (searchParams.size > 1) return undefined;
  const [only] = searchParams.values();
  return readId(only ?? decoded(lastPart(pathname)));
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function readAction(
  verb: Action['verb'],
  event: Fields,
  fromProduct: ProductEvent | undefined,
): Action | undefined {
  const generated = readObject(event['generated']);
  if (verb === 'searched') {
    const text = searchText(readObject(generated['query'])['searchTerms']);
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
function statedRating(rating: Fields) {
  const { itemValues } = readObject(readObject(rating['question'])['scale']);
  const values = Array.isArray(itemValues) ? itemValues.map((one) => readId(one)) : [...'12345'];
  const selection = readId(readList(rating['selections'])[0]);
  const place = selection === undefined ? -1 : values.indexOf(selection);
  return place < 0 ? undefined : toRating(place / Math.max(1, values.length - 1));
}

/** An entity may stand for itself by its id alone. */
function idIn(entity: unknown): string | undefined {
  return textIn(entity) ?? textIn(readObject(entity)['id']);
}

function textIn(value: unknown): string | undefined {
  return typeof value === 'string' ? readId(value, longestName) : undefined;
}
