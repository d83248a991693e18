import type { Session } from '../../models/session.ts';
import type { CourseFilter, FilterChoices, FilterName } from '../answering/course-filter.ts';
import type { Words } from '../words/words.ts';
import { levelWords } from './course-card.ts';
import { type PanelView, panelAddress } from './panel-address.ts';
import { isLearner } from './visitor.ts';

/** The links above the cards that leave only some courses. */
export interface FilterBar {
  open: { href: string; text: string; isChosen: boolean };
  /** Those with a choice. */
  menus: {
    name: FilterName;
    /** What is chosen, or what can be. */
    text: string;
    isChosen: boolean;
    /** The address without this filter. */
    any: string;
    choices: { href: string; text: string; isChosen: boolean }[];
  }[];
}

type MenuName = Exclude<FilterName, 'open'>;
const menuNames = ['subject', 'level', 'starts', 'language'] as const satisfies readonly MenuName[];

/** Whom the filters are shown, and in which words. */
export interface FilterReader {
  session: Pick<Session, 'role'>;
  words: Words;
}

export function filterBar(
  view: PanelView,
  choices: FilterChoices,
  { session, words }: FilterReader,
): FilterBar {
  const { filter } = view;
  const address = (changed: CourseFilter) => panelAddress({ ...view, filter: changed });
  const { open, ...others } = filter;
  return {
    open: {
      href: address(open ? others : { ...filter, open: true }),
      text: openWords({ session, words }),
      isChosen: open === true,
    },
    menus: menuNames.flatMap((name) => {
      const values = choices[name].map((choice) => (typeof choice === 'string' ? choice : choice.value));
      const chosen = filter[name];
      if (values.length < 2 && chosen === undefined) return [];
      const { [name]: _, ...without } = filter;
      return {
        name,
        text: chosen === undefined ? words.say(`filter.${name}`) : valueWords(name, chosen, choices, words),
        isChosen: chosen !== undefined,
        any: address(without),
        choices: values.map((value) => ({
          href: address({ ...filter, [name]: value }),
          text: valueWords(name, value, choices, words),
          isChosen: value === chosen,
        })),
      };
    }),
  };
}

/** A filter that is set, as a reader calls it. */
export function filterWords(
  name: FilterName,
  filter: CourseFilter,
  choices: FilterChoices,
  { session, words }: FilterReader,
): string {
  return name === 'open'
    ? openWords({ session, words })
    : valueWords(name, filter[name] ?? '', choices, words);
}

/** Nothing is open to who does not enrol, and what is open to students is worth knowing all the same. */
function openWords({ session, words }: FilterReader): string {
  return words.say(isLearner(session) ? 'filter.open' : 'filter.open.students');
}

function valueWords(name: MenuName, value: string, choices: FilterChoices, words: Words): string {
  switch (name) {
    case 'subject':
      return choices.subject.find((choice) => choice.value === value)?.label ?? value;
    case 'level':
      return levelWords(value, words)[0] ?? value;
    case 'starts':
      return /^\d{4}-\d\d$/.test(value) ? words.month(new Date(`${value}-01`)) : value;
    case 'language':
      return words.languageLabel(value);
  }
}
