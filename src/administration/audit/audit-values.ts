import type { MessageKey } from '../../messages/message.ts';
import type { Words } from '../../words/words.ts';

const longestValue = 200;

/** What the values that an entry has are called, mostly as forms call them; of any other its name in the data is said. */
const formNames: Readonly<Record<string, MessageKey>> = {
  isOn: 'steer.isOn',
  purpose: 'steer.purpose',
  cards: 'steer.cards',
  heading: 'steer.heading',
  line: 'steer.line',
  ownLanguagesOnly: 'steer.languages',
  exploration: 'steer.exploration',
  note: 'steer.note',
  before: 'administration.audit.name.before',
  now: 'administration.audit.name.now',
  opened: 'administration.audit.name.opened',
  openedAsBefore: 'administration.audit.name.openedAsBefore',
  days: 'administration.audit.name.days',
  documents: 'administration.audit.name.documents',
  source: 'administration.audit.name.source',
  categories: 'administration.audit.name.categories',
  offers: 'administration.audit.name.offers',
  name: 'administration.audit.name.name',
  rights: 'administration.audit.name.rights',
  homes: 'administration.audit.name.homes',
  language: 'administration.audit.name.language',
  webhook: 'administration.audit.name.webhook',
  loss: 'administration.audit.name.loss',
  dimensions: 'administration.audit.name.dimensions',
  attentionDimensions: 'administration.audit.name.attentionDimensions',
  without: 'administration.audit.name.without',
  serving: 'administration.audit.name.serving',
  compared: 'administration.audit.name.compared',
};

/** What the words of such a value are called, where they are words of ours. */
const valueNames: Readonly<Record<string, (value: string) => string>> = {
  purpose: (value) => `steer.purpose.${value}`,
  offers: (value) => `administration.audit.offers.${value}`,
  rights: (value) => `administration.access.right.${value}`,
  loss: (value) => `administration.model.loss.${value}`,
  without: (value) => `scorer.${value}`,
  source: (value) => `source.${value}`,
};
/** Values from 0 to 1. */
const shares: ReadonlySet<string> = new Set(['exploration', 'opened', 'openedAsBefore']);
const isoTime = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;

/** "Show suggestions to students: no" */
export function auditValue(name: string, value: unknown, words: Words): string {
  const key = Object.hasOwn(formNames, name) ? formNames[name] : undefined;
  return words.say('administration.audit.value', {
    name: key === undefined ? name : words.tell({ key }),
    value: valueWords(name, value, words),
  });
}

function valueWords(name: string, value: unknown, words: Words): string {
  if (typeof value === 'boolean')
    return words.say(value ? 'administration.audit.yes' : 'administration.audit.no');
  if (Array.isArray(value))
    return value.length === 0 ? '–' : words.list(value.map((one) => valueWords(name, one, words)));
  if (shares.has(name) && typeof value === 'number') return words.number(value, { style: 'percent' });
  if (typeof value === 'number') return words.number(value);
  if (typeof value === 'string') {
    const key = Object.hasOwn(valueNames, name) ? valueNames[name]?.(value) : undefined;
    if (key !== undefined && words.has(key)) return words.tell({ key });
    if (name === 'language') return words.languageName(value);
    if (isoTime.test(value)) return words.moment(new Date(value));
    if (value === '') return '–';
  }
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > longestValue ? `${text.slice(0, longestValue)}…` : text;
}
