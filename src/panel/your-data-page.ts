import type { EnrolmentState, GradeBand } from '../../models/enrolment.ts';
import type { Event } from '../../models/event.ts';
import type { PersonExport } from '../privacy/export-person.ts';
import type { Words } from '../words/words.ts';
import type { Notice } from './notice.ts';

export const shownEvents = 50;

/** Everything that `views/panel/your-data.ejs` shows. */
export interface YourDataPage {
  /** `anonymous`: nothing is stored of an unknown visitor. `off`: nothing is stored of somebody who objects. */
  state: 'on' | 'off' | 'anonymous';
  /** Personal suggestions are paused: everything is still stored. */
  isPaused: boolean;
  introduction: string;
  told: string[];
  /** What they study, as the institution says. */
  studies: string[];
  courses: { title: string; facts: string }[];
  /** The latest first. */
  events: { iso: string; date: string; text: string }[];
  /** How many older events are not shown. */
  moreEvents: number;
  notice: Notice | undefined;
  /** The deletion whose box, which confirms it, was not ticked. */
  unsure: 'forgotten' | 'stopped' | undefined;
  /** Address of the panel or of an action below it; it says whom the page was made for. */
  address: (action: string) => string;
}

type Documents = readonly Readonly<Record<string, unknown>>[];

/** What is stored, in words. The download holds it as it is stored. */
export function storedWords(
  { stored, courseTitles }: PersonExport,
  words: Words,
): Pick<YourDataPage, 'told' | 'studies' | 'courses' | 'events'> {
  const courseTitle = (course: unknown) => courseTitles[`${course}`] ?? `${course}`;
  const events = [...(stored['events'] ?? [])].sort((a, b) => Number(b['at']) - Number(a['at']));
  return {
    told: (stored['profile'] ?? []).flatMap((profile) => toldTexts(profile, words)),
    studies: (stored['studies'] ?? []).flatMap(({ programme, year }) => [
      ...(typeof programme === 'string' ? [programme] : []),
      ...(typeof year === 'number' ? [words.say('yourData.studies.year', { year })] : []),
    ]),
    courses: courseLines(stored['enrolments'] ?? [], courseTitle, words),
    events: events.slice(0, shownEvents).map((event) => eventLine(event, courseTitle, words)),
  };
}

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

function courseLines(enrolments: Documents, courseTitle: (course: unknown) => string, words: Words) {
  return enrolments.map(({ course, state, role, at, completedAt, gradeBand }) => {
    const since = completedAt ?? at;
    const facts = [
      words.say(`yourData.state.${role === 'staff' ? 'staff' : (state as EnrolmentState)}`),
      ...(since instanceof Date ? [words.date(since)] : []),
      ...(typeof gradeBand === 'string' ? [words.say(`yourData.result.${gradeBand as GradeBand}`)] : []),
    ];
    return { title: courseTitle(course), facts: words.aside(facts) };
  });
}

function eventLine(event: Documents[number], courseTitle: (course: unknown) => string, words: Words) {
  const at = event['at'] as Date;
  return {
    iso: at.toISOString(),
    date: words.date(at),
    text: eventWords(event as unknown as Event, courseTitle(event['course']), words),
  };
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
