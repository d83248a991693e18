import type { ProfileMatches } from '../answering/profile-matches.ts';
import type { SearchAnswer } from '../answering/search-courses.ts';
import { collatorFor } from '../values/collator.ts';
import type { Words } from '../words/words.ts';
import { type Cover, coverOf } from './cover.ts';
import type { LearnerRef } from './learner-ref.ts';
import type { PanelRecords } from './panel-records.ts';
import type { LearnerProfile } from './profile-input.ts';
import { titleList } from './title-list.ts';

/** What somebody is asked of whom nothing is known yet. */
export interface Picker {
  subjects: { value: string; cover: Cover; count: string; picked: boolean }[];
  goal: string;
  /** Goals to pick from; others can be typed. */
  goals: readonly string[];
  /** What the goal means here, where that was asked. */
  answer: { isGood: boolean; text: string } | undefined;
  /** Empty where all courses are in one language. */
  languages: { tag: string; name: string; count: string; picked: boolean }[];
}

export interface PickerOptions {
  learner: LearnerRef;
  records: PanelRecords;
  locale: string | undefined;
  words: Words;
  /** What was picked and typed to be checked; undefined: nothing yet. */
  draft: LearnerProfile | undefined;
  /** The languages that are ticked before any are picked. */
  presumed: readonly string[];
  /** How many courses a goal means. */
  matches(goal: string): Promise<ProfileMatches>;
  search(text: string): Promise<SearchAnswer>;
}

const mostNearest = 2;

export async function readPicker(options: PickerOptions): Promise<Picker> {
  const { learner, records, locale, words, draft, presumed } = options;
  const { institutionId } = learner;
  const [counts, subjects, languages, goals] = await Promise.all([
    records.subjectCounts(institutionId),
    records.subjects(institutionId),
    records.languageCounts(institutionId),
    records.goalSuggestions(institutionId, locale),
  ]);
  const order = collatorFor(locale).compare;
  const picked = draft && draft.languages.length > 0 ? draft.languages : presumed;
  return {
    subjects: counts
      .map(({ name, courses }) => ({
        value: name,
        cover: coverOf({ key: name, title: name, subject: name }, subjects),
        count: words.say('picker.count', { count: courses }),
        picked: draft?.interests.includes(name) === true,
      }))
      .sort((a, b) => order(a.value, b.value)),
    goal: draft?.goal ?? '',
    goals,
    answer: draft?.goal ? await answerTo(draft.goal, options) : undefined,
    languages:
      languages.length < 2
        ? []
        : languages.map(({ name, courses }) => ({
            ...{ tag: name, name: words.languageLabel(name), count: `${courses}` },
            picked: picked.includes(name),
          })),
  };
}

/** How many courses a goal means; where none, those that are nearest to its words. */
async function answerTo(goal: string, { matches, search, words }: PickerOptions): Promise<Picker['answer']> {
  const { courses: count } = await matches(goal);
  if (count > 0) return { isGood: true, text: words.say('picker.goalMatches', { goal, count }) };
  const { found } = await search(goal);
  const nearest = found.slice(0, mostNearest).map(({ course }) => course.title);
  const text =
    nearest.length === 0
      ? words.say('picker.goalWithout', { goal })
      : words.say('picker.goalNearest', { goal, courses: titleList(nearest, words) });
  return { isGood: false, text };
}
