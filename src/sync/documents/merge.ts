import { addressKey, readAddress } from '../../values/read-address.ts';
import { byOrder, byPresence } from '../source-order.ts';
import { type BySource, type Fields, type FromSource, isStatement } from './by-source.ts';

const courseFields = [
  ...['code', 'title', 'description', 'categories', 'level', 'credits', 'language', 'url'],
  ...[
    'prerequisites',
    'skills',
    'group',
    'audience',
    'opensAt',
    'closesAt',
    'endsAt',
    'term',
    'startsAt',
    'entry',
  ],
] as const;
const enrolmentFields = ['role', 'at', 'endsAt', 'completedAt', 'progress', 'gradeBand', 'weight'] as const;

/**
 * A course's own fields. For each field the first source that knows it counts; whether the course is still there, the first
 * source alone says. It is hidden as soon as one source says so. Translations are of the title that counts. A course that has
 * changed is derived again (`derivation/`).
 */
export function mergeCourse(bySource: BySource): Fields {
  const names = Object.keys(bySource).sort(byOrder);
  const fields = firstKnown(courseFields, bySource, names);
  const address = readAddress(fields['url']);
  const named = names.find((name) => bySource[name]?.['title'] !== undefined);
  const isHiddenIn = ({ hidden, removedAt }: FromSource) => hidden === true && removedAt === undefined;
  return known({
    ...fields,
    address: address && addressKey(address),
    translations: bySource[named ?? '']?.['translations'],
    hidden: Object.values(bySource).some(isHiddenIn) || undefined,
    removedAt: bySource[names[0] ?? '']?.['removedAt'],
    source: names[0],
    toDerive: true,
  });
}

/**
 * An enrolment's own fields. Who is in the course the first source that has looked says, unless a statement is of a later time
 * than its look. It is completed as soon as one source says so, by the state or by a date: a learner who is in
 * the course again, or no longer in its roster, has completed it all the same.
 */
export function mergeEnrolment(bySource: BySource): Fields {
  const names = Object.keys(bySource).sort(byOrder);
  const fields = firstKnown(enrolmentFields, bySource, names);
  return known({ ...fields, state: mergeState(bySource), source: names[0] });
}

/** What a person studies: of each field the first source that knows it counts. */
export function mergeStudy(bySource: BySource): Fields {
  const names = Object.keys(bySource).sort(byOrder);
  return known({ ...firstKnown(['programme', 'year'], bySource, names), source: names[0] });
}

function mergeState(bySource: BySource): unknown {
  const isCompleted = ({ state, completedAt }: FromSource) =>
    state === 'completed' || completedAt !== undefined;
  if (Object.values(bySource).some(isCompleted)) return 'completed';
  const all = Object.keys(bySource)
    .sort(byPresence)
    .map((name) => bySource[name] as FromSource);
  const looked = all.find((said) => !isStatement(said) && stateIn(said) !== undefined);
  const [statement] = all.filter(isStatement).sort((a, b) => timeOf(b) - timeOf(a));
  const isNewer = statement && (!looked || timeOf(statement) > timeOf(looked));
  return stateIn((isNewer ? statement : looked) ?? {});
}

/** Of what time a source's word on the state is. */
function timeOf({ stateAt, removedAt, seenAt }: FromSource): number {
  return ((stateAt ?? removedAt ?? seenAt) as Date | undefined)?.getTime() ?? 0;
}

function stateIn({ state, removedAt }: FromSource): unknown {
  return removedAt === undefined ? state : 'withdrawn';
}

function firstKnown(fields: readonly string[], bySource: BySource, names: readonly string[]): Fields {
  const first = (field: string) => names.find((name) => bySource[name]?.[field] !== undefined);
  return Object.fromEntries(fields.map((field) => [field, bySource[first(field) ?? '']?.[field]]));
}

function known(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
