import { plainText } from '../../../sync/plain-text.ts';
import { inEnglish } from './call-many.ts';
import { isLocalRefusal } from './moodle-refusal.ts';
import type { MoodleService } from './service.ts';
import { listOf, objectOf, textOf } from './values.ts';

/**
 * The sentences of the language pack `enrol_self` with which Moodle says why somebody cannot enrol (Moodle 4.5 and 5.1;
 * `@` stands for what a sentence is about). A site may have reworded them.
 */
const packaged = {
  canntenrol: 'Enrolment is disabled or inactive',
  canntenrolearly: 'You cannot enrol yet; enrolment starts on @.',
  canntenrollate: 'You cannot enrol any more, since enrolment ended on @.',
  maxenrolledreached: 'Maximum number of users allowed to self-enrol was already reached.',
  cohortnonmemberinfo: "Only members of cohort '@' can self-enrol.",
} as const;
type SentenceId = keyof typeof packaged;

/** What a sentence says, and what it is about. */
export interface Understood {
  id: SentenceId;
  /** The date of `canntenrolearly` and `canntenrollate` in words, the name of `cohortnonmemberinfo`. */
  about: string;
}

/** Understands the sentences of one Moodle. @returns undefined for one that is none of them */
export type Understand = (sentence: string) => Understood | undefined;

/** @param isAllowed the service holds `core_get_strings`; without it the packaged sentences count */
export async function askSentences(
  service: MoodleService,
  isAllowed: boolean,
  signal: AbortSignal,
): Promise<Understand> {
  return understanding(isAllowed ? { ...packaged, ...(await ownSentences(service, signal)) } : packaged);
}

async function ownSentences(service: MoodleService, signal: AbortSignal): Promise<Record<string, string>> {
  const name = 'core_get_strings';
  const strings = Object.keys(packaged).map((stringid) => ({
    ...{ stringid, component: 'enrol_self', lang: 'en' },
    stringparams: [{ value: mark }],
  }));
  try {
    const answers = listOf(name, await service.call(name, { strings, ...inEnglish }, signal)).map(objectOf);
    return Object.fromEntries(
      answers.map(({ stringid, string }) => [textOf(stringid), textOf(string).replaceAll(mark, '@')]),
    );
  } catch (error) {
    if (isLocalRefusal(error)) return {};
    throw error;
  }
}

/** Stands for the parameter of a sentence when Moodle is asked for its wording. */
const mark = '@@';

export function understanding(wording: Readonly<Record<SentenceId, string>>): Understand {
  const sentences = (Object.keys(packaged) as SentenceId[]).map((id) => {
    const [before = '', after] = wording[id].split('@', 2);
    return { id, before: plainText(before), after: after === undefined ? undefined : plainText(after) };
  });
  return (sentence) => {
    const text = plainText(sentence);
    for (const { id, before, after } of sentences) {
      if (after === undefined ? text === before : isAround(text, before, after))
        return { id, about: text.slice(before.length, text.length - (after ?? '').length).trim() };
    }
    return undefined;
  };
}

/** A wording that is nothing but its parameter would fit everything. */
function isAround(text: string, before: string, after: string): boolean {
  return (
    before + after !== '' &&
    text.length > before.length + after.length &&
    text.startsWith(before) &&
    text.endsWith(after)
  );
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/**
 * The time of a date in Moodle's English (`strftimedaydatetime`): "Saturday, 19 December 2026, 6:47 PM".
 * @returns undefined where it is written in another way, or in another calendar
 */
export function timeInWords(words: string): Date | undefined {
  const [, day, name = '', year, hour, minute, half] =
    /(\d{1,2}) ([A-Za-z]{3,9}) (\d{4}),? (\d{1,2}):(\d{2})(?: ?([AP])M)?/i.exec(words) ?? [];
  const month = months.indexOf(name.slice(0, 3).toLowerCase());
  if (day === undefined || month === -1) return undefined;
  const hours = half ? (Number(hour) % 12) + (half.toUpperCase() === 'P' ? 12 : 0) : Number(hour);
  const time = new Date(Date.UTC(Number(year), month, Number(day), hours, Number(minute)));
  return time.getUTCDate() === Number(day) ? time : undefined;
}
