import type { Session } from '../../models/session.ts';
import type { KnownLearner } from '../answering/known-learner.ts';
import type { ProfileMatches } from '../answering/profile-matches.ts';
import { message } from '../messages/message.ts';
import type { Words } from '../words/words.ts';
import { type GoalView, toGoalView } from './goal-view.ts';
import type { LearnerRef } from './learner-ref.ts';
import type { Notice } from './notice.ts';
import { ownerMark } from './page-owner.ts';
import { type PanelView, panelAddress } from './panel-address.ts';
import type { GoalStanding } from './panel-goals.ts';
import type { PanelRecords, TakenCourse } from './panel-records.ts';
import type { LearnerProfile, ProfileField, ProfileInput } from './profile-input.ts';

export interface ProfileForm {
  /** What is stored, in words: interests, the goal, skills. */
  saved: string[];
  picks: { category: string; picked: boolean }[];
  /** Interests that are no category, as the person would type them. */
  typed: string;
  goal: string;
  /** Goals to pick from; others can be typed. */
  goals: readonly string[];
  skills: string;
  /** What was searched among all goals, and was found; undefined: nothing was searched. */
  goalSearch: { text: string; found: readonly string[] } | undefined;
  /** Empty where all courses are in one language. */
  languages: { tag: string; name: string; picked: boolean }[];
  /** They have picked none: those that are ticked are what seems to suit. */
  arePresumed: boolean;
  problem: { field: ProfileField; text: string } | undefined;
}

/** Everything that `views/panel/profile.ejs` shows. */
export interface ProfilePage {
  profile: ProfileForm;
  /** Undefined without a goal that a taxonomy knows. */
  goal: GoalView | undefined;
  taken: TakenCourse[];
  notice: Notice | undefined;
  /** Address of the panel or of an action below it; it says whom the page was made for. */
  address: (action: string, parameters?: Readonly<Record<string, string>>) => string;
}

export interface ProfilePageOptions {
  session: Session;
  learner: LearnerRef;
  view: PanelView;
  records: PanelRecords;
  words: Words;
  /** The languages that are ticked for who has picked none. */
  presumed: readonly string[];
  notice?: Notice | undefined;
  /** The profile that was sent and refused, for the learner to correct. */
  refused?: ProfileInput | undefined;
  /** What is searched among all goals; empty: nothing is. */
  goals?: string;
}

export async function profilePage(options: ProfilePageOptions): Promise<ProfilePage> {
  const { session, learner, view, records, words, refused, goals, notice, presumed } = options;
  const { locale } = session;
  const of = ownerMark(session);
  const [categories, languages, { stored, known }, taken, suggestions, found] = await Promise.all([
    records.categories(learner.institutionId),
    records.languages(learner.institutionId),
    readToldProfile(learner, records, locale),
    records.taken(learner, locale),
    records.goalSuggestions(learner.institutionId, locale),
    goals ? records.findGoals(goals, locale) : undefined,
  ]);
  const { interests, goal, skills, languages: picked } = refused?.profile ?? stored;
  return {
    taken,
    notice,
    goal: known && toGoalView(known, words),
    profile: {
      saved: savedWords(stored, words),
      picks: categories.map((category) => ({ category, picked: interests.includes(category) })),
      typed: interests.filter((interest) => !categories.includes(interest)).join(', '),
      goal,
      goals: suggestions,
      goalSearch: goals && found ? { text: goals, found } : undefined,
      skills: skills.join(', '),
      arePresumed: picked.length === 0,
      languages:
        languages.length < 2
          ? []
          : languages.map((tag) => languageChoice(tag, picked.length > 0 ? picked : presumed, words)),
      problem: refused?.problem && {
        field: refused.problem.field,
        text: words.tell(refused.problem.message),
      },
    },
    address: (action, parameters) => panelAddress(view, action, { ...parameters, of }),
  };
}

/** A goal is called as the reader calls it, whoever wrote it in which language. `known`: what a taxonomy knows of it. */
export async function readToldProfile(
  learner: LearnerRef,
  records: Pick<PanelRecords, 'profile' | 'goal'>,
  locale: string | undefined,
): Promise<{ stored: LearnerProfile; known: GoalStanding | undefined }> {
  const stored = await records.profile(learner);
  const known = stored.goal ? await records.goal(learner, stored.goal, locale) : undefined;
  return { stored: { ...stored, goal: known?.name ?? stored.goal }, known };
}

/** What is stored, a text each: the goal, interests, skills, languages. */
export function savedWords(
  { interests, goal, skills, languages }: KnownLearner['profile'],
  words: Words,
): string[] {
  return [
    ...(goal ? [words.say('profile.savedGoal', { goal })] : []),
    ...interests,
    ...skills,
    ...languages.map((tag) => words.languageName(tag)),
  ];
}

function languageChoice(tag: string, picked: readonly string[], words: Words) {
  return {
    tag,
    name: words.languageLabel(tag),
    picked: picked.includes(tag),
  };
}

/** That a profile is saved, and what it does. */
export function savedProfileWords({ courses, isAtLeast, unmatched }: ProfileMatches, words: Words): string {
  const quoted = unmatched.map((text) => words.say('panel.quoted', { text }));
  return words.tell([
    message('notice.profileSaved'),
    ...(courses > 0
      ? [message(isAtLeast ? 'notice.profileMatches.atLeast' : 'notice.profileMatches', { courses })]
      : []),
    ...(quoted.length > 0
      ? [message('notice.profileWithout', { texts: words.list(quoted, 'disjunction') })]
      : []),
  ]);
}
