import { byOrder, byPresence } from './source-order.ts';
import type { Fields, View, Views } from './views.ts';

const courseFields = [
  ...['code', 'title', 'description', 'categories', 'level', 'language', 'url'],
  ...['prerequisites', 'group', 'audience', 'opensAt', 'closesAt', 'term'],
] as const;
const enrolmentFields = ['role', 'at', 'completedAt', 'progress', 'gradeBand', 'weight'] as const;

/**
 * A course as the sources say it together. Whether it is still there says the one whose word counts first. Whatever has
 * changed is to be looked at again beside the rest of the catalogue.
 */
export function mergeCourse(views: Views): Fields {
  const names = Object.keys(views).sort(byOrder);
  return known({
    ...firstSaid(courseFields, views, names),
    removedAt: views[names[0] ?? '']?.['removedAt'],
    source: names[0],
    toDerive: true,
  });
}

/**
 * An enrolment as the sources say it together. Completed is completed, whoever says so, by the state or by a date: to be
 * in a course again, or to be no longer in its roster, undoes nothing.
 */
export function mergeEnrolment(views: Views): Fields {
  const names = Object.keys(views).sort(byOrder);
  return known({ ...firstSaid(enrolmentFields, views, names), state: stateOf(views), source: names[0] });
}

function stateOf(views: Views): unknown {
  const isCompleted = ({ state, completedAt }: View) => state === 'completed' || completedAt !== undefined;
  if (Object.values(views).some(isCompleted)) return 'completed';
  const states = Object.keys(views)
    .sort(byPresence)
    .map((name) => ownStateOf(views[name] as View));
  return states.find((state) => state !== undefined);
}

function ownStateOf({ state, removedAt }: View): unknown {
  return removedAt === undefined ? state : 'withdrawn';
}

function firstSaid(fields: readonly string[], views: Views, names: readonly string[]): Fields {
  const first = (field: string) => names.find((name) => views[name]?.[field] !== undefined);
  return Object.fromEntries(fields.map((field) => [field, views[first(field) ?? '']?.[field]]));
}

function known(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
