import type { MessageKey } from '../../messages/message.ts';
import type { Words } from '../../words/words.ts';

const longestValue = 200;

/** What forms call the values that an entry has; of any other its name in the data is said, the same in every language. */
const formNames: Readonly<Record<string, MessageKey>> = {
  isOn: 'steer.isOn',
  purpose: 'steer.purpose',
  cards: 'steer.cards',
  heading: 'steer.heading',
  line: 'steer.line',
  ownLanguagesOnly: 'steer.languages',
  exploration: 'steer.exploration',
  note: 'steer.note',
};

/** "Show suggestions to students: no" */
export function auditValue(name: string, value: unknown, words: Words): string {
  const key = formNames[name];
  return words.say('administration.audit.value', {
    name: key === undefined ? name : words.tell({ key }),
    value: valueWords(name, value, words),
  });
}

function valueWords(name: string, value: unknown, words: Words): string {
  if (typeof value === 'boolean')
    return words.say(value ? 'administration.audit.yes' : 'administration.audit.no');
  if (name === 'purpose' && (value === 'next' || value === 'supplement'))
    return words.say(`steer.purpose.${value}`);
  if (name === 'exploration' && typeof value === 'number') return words.number(value, { style: 'percent' });
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > longestValue ? `${text.slice(0, longestValue)}…` : text;
}
