import type { PersonExport } from '../privacy/export-person.ts';
import type { Notice } from './panel-page.ts';
import { dateWords, type PanelWords } from './panel-words.ts';

export const shownEvents = 50;

/** Everything that `views/panel/your-data.ejs` shows. */
export interface YourDataPage {
  /** `anonymous`: nothing is stored of an unknown visitor. `off`: nothing is stored of somebody who objects. */
  state: 'on' | 'off' | 'anonymous';
  told: string[];
  courses: { title: string; facts: string }[];
  /** The latest first. */
  events: { iso: string; date: string; words: string }[];
  /** How many older events are not shown. */
  moreEvents: number;
  notice: Notice | undefined;
  /** The box that confirms a deletion was not ticked. */
  unsure: boolean;
  /** Address of the panel or of an action below it; it says whom the page was made for. */
  address: (action: string) => string;
  words: PanelWords;
}

type Documents = readonly Readonly<Record<string, unknown>>[];

/** What is stored, in words. The download holds it as it is stored. */
export function storedWords(
  { stored, courseTitles }: PersonExport,
  words: PanelWords,
): Pick<YourDataPage, 'told' | 'courses' | 'events'> {
  const courseTitle = (course: unknown) => courseTitles[`${course}`] ?? `${course}`;
  const events = [...(stored['events'] ?? [])].sort((a, b) => Number(b['at']) - Number(a['at']));
  return {
    told: (stored['profile'] ?? []).flatMap(toldTexts),
    courses: courseLines(stored['enrolments'] ?? [], courseTitle, words),
    events: events.slice(0, shownEvents).map((event) => eventLine(event, courseTitle, words)),
  };
}

function toldTexts(profile: Documents[number]): string[] {
  return ['goal', 'interests', 'skills', 'languages', 'groups'].flatMap((field) =>
    [profile[field]].flat().filter((value) => typeof value === 'string'),
  );
}

function courseLines(enrolments: Documents, courseTitle: (course: unknown) => string, words: PanelWords) {
  return enrolments.map(({ course, state, role, at, completedAt, gradeBand }) => {
    const since = completedAt ?? at;
    const facts = [
      role === 'staff' ? words.yourData.staff : words.yourData.states[state as 'active'],
      ...(since instanceof Date ? [dateWords(since, words)] : []),
      ...(typeof gradeBand === 'string' ? [words.yourData.gradeBand(gradeBand)] : []),
    ];
    return { title: courseTitle(course), facts: facts.join(' · ') };
  });
}

function eventLine(event: Documents[number], courseTitle: (course: unknown) => string, words: PanelWords) {
  const { type, at, text, course, rating } = event;
  const about = [
    ...(text === undefined ? [] : [`“${text}”`]),
    ...(course === undefined ? [] : [courseTitle(course)]),
    ...(rating === undefined ? [] : [words.yourData.ratedAs(Number(rating))]),
  ];
  const label = words.yourData.events[type as 'opened'];
  return {
    iso: (at as Date).toISOString(),
    date: dateWords(at as Date, words),
    words: about.length === 0 ? label : `${label}: ${about.join(', ')}`,
  };
}
