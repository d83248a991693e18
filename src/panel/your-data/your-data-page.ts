import type { PersonExport } from '../../privacy/export-person.ts';
import { dateWords } from '../date-words.ts';
import type { Words } from '../english.ts';
import type { Notice } from '../panel-page.ts';

const mostEvents = 50;

/** Everything that `views/panel/your-data.ejs` shows. */
export interface YourDataPage {
  /** `anonymous`: nothing is stored of somebody unknown. `off`: nor of somebody who objects. */
  state: 'on' | 'off' | 'anonymous';
  told: string[];
  courses: { title: string; facts: string }[];
  /** The latest first. */
  events: { iso: string; date: string; words: string }[];
  /** Older ones than are shown. */
  moreEvents: number;
  notice: Notice | undefined;
  /** The box that confirms a deletion was not ticked. */
  unsure: boolean;
  /** Address of the panel, or of an action below it, by whom it was made for. */
  address: (action: string) => string;
  words: Words;
}

type Documents = readonly Readonly<Record<string, unknown>>[];

/** What is stored, in words; the download has it as it is stored. */
export function storedWords(
  { stored, courseTitles }: PersonExport,
  words: Words,
): Pick<YourDataPage, 'told' | 'courses' | 'events' | 'moreEvents'> {
  const titleOf = (course: unknown) => courseTitles[`${course}`] ?? `${course}`;
  const events = [...(stored['events'] ?? [])].sort((a, b) => Number(b['at']) - Number(a['at']));
  return {
    told: (stored['profile'] ?? []).flatMap(toldIn),
    courses: coursesIn(stored['enrolments'] ?? [], titleOf, words),
    events: events.slice(0, mostEvents).map((event) => eventWords(event, titleOf, words)),
    moreEvents: Math.max(0, events.length - mostEvents),
  };
}

function toldIn(profile: Documents[number]): string[] {
  return ['goal', 'interests', 'skills', 'languages', 'groups'].flatMap((field) =>
    [profile[field]].flat().filter((value) => typeof value === 'string'),
  );
}

function coursesIn(enrolments: Documents, titleOf: (course: unknown) => string, words: Words) {
  return enrolments.map(({ course, state, role, at, completedAt, gradeBand }) => {
    const since = completedAt ?? at;
    const facts = [
      role === 'staff' ? words.yourData.staff : words.yourData.states[state as 'active'],
      ...(since instanceof Date ? [dateWords(since, words)] : []),
      ...(typeof gradeBand === 'string' ? [words.yourData.gradeBand(gradeBand)] : []),
    ];
    return { title: titleOf(course), facts: facts.join(' · ') };
  });
}

function eventWords(event: Documents[number], titleOf: (course: unknown) => string, words: Words) {
  const { type, at, text, course, rating } = event;
  const about = [
    ...(text === undefined ? [] : [`“${text}”`]),
    ...(course === undefined ? [] : [titleOf(course)]),
    ...(rating === undefined ? [] : [words.yourData.ratedAs(Number(rating))]),
  ];
  const label = words.yourData.events[type as 'opened'];
  return {
    iso: (at as Date).toISOString(),
    date: dateWords(at as Date, words),
    words: about.length === 0 ? label : `${label}: ${about.join(', ')}`,
  };
}
