import type { EnrolmentState, GradeBand } from '../../models/enrolment.ts';
import type { Event } from '../../models/event.ts';
import type { CourseName } from '../answering/course-words.ts';
import type { PersonExport } from '../privacy/export-person.ts';
import type { Words } from '../words/words.ts';
import type { Notice } from './notice.ts';
import { later } from './plan-placement.ts';
import { termWords } from './plan-terms.ts';

export const shownEvents = 50;

/** Everything that `views/panel/your-data.ejs` shows. */
export interface YourDataPage {
  /** `anonymous`, `testStudent`: nothing is stored of these visitors. `off`: nothing is stored of somebody who objects. */
  state: 'on' | 'off' | 'anonymous' | 'testStudent';
  /** Personal suggestions are paused: everything is still stored. */
  isPaused: boolean;
  introduction: string;
  told: string[];
  /** What they study, as the institution says. */
  studies: string[];
  /** Each list has the latest first. */
  courses: CourseLine[];
  /** What they have saved, their plan with it. */
  saved: CourseLine[];
  events: { iso: string; date: string; text: TitledText }[];
  /** What they were shown, where that is remembered. */
  shown: CourseLine[];
  moreShown: number;
  /** How many older events are not shown. */
  moreEvents: number;
  notice: Notice | undefined;
  /** The deletion whose box, which confirms it, was not ticked. */
  unsure: 'forgotten' | 'stopped' | undefined;
  /** Address of the panel or of an action below it; it says whom the page was made for. */
  address: (action: string) => string;
}

/** A course of a list, and what is stored of it. */
export interface CourseLine extends TitledText {
  facts: string;
}

/** A text with the title of a course in it, which has a language of its own. */
export interface TitledText {
  before: string;
  title: string;
  /** BCP 47 tag of the title's language, where it is known. */
  language: string | undefined;
  after: string;
}

/** What a course is called where the reader's language has a title of its own for it. @param key `Course.key` */
export type NameOf = (key: string) => Pick<CourseName, 'title' | 'language'> | undefined;

type Documents = readonly Readonly<Record<string, unknown>>[];

/** What is stored, in words. The download holds it as it is stored. */
export function storedWords(
  { stored, courseTitles }: PersonExport,
  nameOf: NameOf,
  words: Words,
): Pick<YourDataPage, 'told' | 'studies' | 'courses' | 'saved' | 'events' | 'shown' | 'moreShown'> {
  const named = (course: unknown) => {
    const key = `${course}`;
    return nameOf(key) ?? { title: courseTitles[key] ?? key };
  };
  const shown = shownLines(stored, named, words);
  return {
    told: (stored['profile'] ?? []).flatMap((profile) => toldTexts(profile, words)),
    studies: (stored['studies'] ?? []).flatMap(({ programme, year }) => [
      ...(typeof programme === 'string' ? [programme] : []),
      ...(typeof year === 'number' ? [words.say('yourData.studies.year', { year })] : []),
    ]),
    courses: courseLines(stored['enrolments'] ?? [], named, words),
    saved: newestFirst(stored['saves'] ?? [], 'at').map((save) => savedLine(save, named, words)),
    events: newestFirst(stored['events'] ?? [], 'at')
      .slice(0, shownEvents)
      .map((event) => eventLine(event, named, words)),
    shown: shown.slice(0, shownEvents),
    moreShown: Math.max(0, shown.length - shownEvents),
  };
}

function newestFirst(documents: Documents, field: string): Documents {
  return [...documents].sort((a, b) => Number(b[field] ?? 0) - Number(a[field] ?? 0));
}

type Named = (course: unknown) => { title: string; language?: string };

function toldTexts(profile: Documents[number], words: Words): string[] {
  const texts = (field: string) => [profile[field]].flat().filter((value) => typeof value === 'string');
  return [
    ...['goal', 'interests', 'skills'].flatMap(texts),
    ...texts('languages').map((tag) => words.languageName(tag)),
    ...texts('groups'),
    ...(profile['dark'] === true ? [words.say('about.dark')] : []),
    ...(profile['skippedPicker'] === true ? [words.say('yourData.skippedPicker')] : []),
  ];
}

function courseLines(enrolments: Documents, named: Named, words: Words): CourseLine[] {
  const since = ({ completedAt, at }: Documents[number]) => completedAt ?? at;
  const dated = enrolments.map((one) => ({ ...one, since: since(one) }) as Documents[number]);
  return newestFirst(dated, 'since').map(({ course, state, role, since: from, gradeBand }) => {
    const facts = [
      words.say(`yourData.state.${role === 'staff' ? 'staff' : (state as EnrolmentState)}`),
      ...(from instanceof Date ? [words.date(from)] : []),
      ...(typeof gradeBand === 'string' ? [words.say(`yourData.result.${gradeBand as GradeBand}`)] : []),
    ];
    return courseLine(named(course), facts, words);
  });
}

function savedLine({ course, term, at }: Documents[number], named: Named, words: Words): CourseLine {
  const planned =
    typeof term === 'string' ? [term === later ? words.say('plan.later') : termWords(term, words)] : [];
  return courseLine(named(course), [...planned, ...(at instanceof Date ? [words.date(at)] : [])], words);
}

/** What staff and administrators are told of by number (`sighting.ts`), and what two models are compared by (`compared-learner.ts`). */
function shownLines(stored: PersonExport['stored'], named: Named, words: Words): CourseLine[] {
  const sightings = newestFirst(stored['shown'] ?? [], 'shownAt').map(
    ({ course, panel, shownAt, openedAt, hiddenAt }) =>
      courseLine(
        named(course),
        [
          panel === undefined
            ? words.say('yourData.shown.outside')
            : words.say('yourData.shown.inPanel', { panel: named(panel).title }),
          ...(shownAt instanceof Date ? [words.date(shownAt)] : []),
          ...(openedAt ? [words.say('yourData.shown.opened')] : []),
          ...(hiddenAt ? [words.say('yourData.shown.hidden')] : []),
        ],
        words,
      ),
  );
  const compared = (stored['compared'] ?? []).flatMap(({ courses }) => [courses ?? []].flat());
  return [
    ...sightings,
    ...compared.map((course) => courseLine(named(course), [words.say('yourData.shown.compared')], words)),
  ];
}

function courseLine(
  { title, language }: ReturnType<Named>,
  facts: readonly string[],
  words: Words,
): CourseLine {
  return { before: '', title, language, after: '', facts: words.aside(facts) };
}

function eventLine(event: Documents[number], named: Named, words: Words) {
  const at = event['at'] as Date;
  const course = named(event['course']);
  const text = eventWords(event as unknown as Event, course.title, words);
  return { iso: at.toISOString(), date: words.date(at), text: cutAtTitle(text, course) };
}

/** @returns the whole text before a title of nothing where the title does not stand in it */
function cutAtTitle(text: string, { title, language }: ReturnType<Named>): TitledText {
  const at = text.indexOf(title);
  if (at < 0) return { before: text, title: '', language: undefined, after: '' };
  return { before: text.slice(0, at), title, language, after: text.slice(at + title.length) };
}

function eventWords({ type, text = '', rating, why }: Event, course: string, words: Words): string {
  switch (type) {
    case 'searched':
      return words.say('yourData.event.searched', { text });
    case 'searches-forgotten':
      return words.say('yourData.event.searchesForgotten');
    case 'rated':
      return rating === undefined
        ? words.say('yourData.event.ratingTakenBack', { course })
        : words.say('yourData.event.rated', { course, rating });
    case 'dismissed':
      return why === undefined
        ? words.say('yourData.event.dismissed', { course })
        : words.say('yourData.event.dismissedBecause', { course, why: words.say(`hiding.${why}`) });
    case 'restored':
    case 'opened':
    case 'shown':
      return words.say(`yourData.event.${type}`, { course });
  }
}
