import type { Session } from '../../models/session.ts';
import type { ProfileMatches } from '../answering/profile-matches.ts';
import type { Recommendation } from '../answering/recommendation.ts';
import { type Purpose, purposes } from '../answering/recommendation.ts';
import type { Words } from '../words/words.ts';
import { type CourseCard, toCourseCard } from './course-card.ts';
import { type GoalView, toGoalView } from './goal-view.ts';
import type { LearnerRef } from './learner-ref.ts';
import { ownerMark } from './page-owner.ts';
import { type PanelView, panelAddress } from './panel-address.ts';
import type { PanelRecords, TakenCourse } from './panel-records.ts';
import type { LearnerProfile, ProfileField, ProfileInput } from './profile-input.ts';

/**
 * Who looks at the panel. It is not about staff, nor about observers (parents). `off`: a learner who objects to being
 * profiled.
 */
export type Audience = 'learner' | 'anonymous' | 'observer' | 'staff' | 'off';

/** What has just happened; it is shown above the cards, or with the profile. */
export interface Notice {
  text: string;
  /** Key of the course that was dismissed: the notice offers to take it back. */
  undo?: string;
  /** Key of the course that was rated: the page keeps the person at its buttons. */
  rated?: string;
  /** It is about the profile, and stands there. */
  isOfProfile?: boolean;
}

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
  problem: { field: ProfileField; text: string } | undefined;
}

/** What only a learner sees. */
export interface LearnerTools {
  /** The searches that count, in words; undefined where there is none. */
  searches: string | undefined;
  profile: ProfileForm;
  /** Undefined without a goal that a taxonomy knows. */
  goal: GoalView | undefined;
  taken: TakenCourse[];
}

/** Everything that `views/panel/panel.ejs` shows. */
export interface PanelPage {
  audience: Audience;
  purpose: Purpose;
  title: string;
  introduction: string;
  /** The links that choose a purpose; undefined where there is no choice. */
  purposes: { href: string; text: string; current: boolean }[] | undefined;
  cards: CourseCard[];
  /** Why there are no cards. */
  empty: string | undefined;
  /** There are none because of the languages that the learner has picked, who can drop them. */
  canDropLanguages: boolean;
  notice: Notice | undefined;
  /** The reader may open the page that checks the installation. */
  canCheck: boolean;
  learner: LearnerTools | undefined;
  updated: { iso: string; date: string } | undefined;
  /** How the page looks, and whether that has just been chosen: the focus is where it was chosen. */
  colours: { dark: boolean; haveChanged: boolean };
  /** Address of an action of this page; it says whom the page was made for. */
  address: (action: string, parameters?: Readonly<Record<string, string>>) => string;
}

export interface PanelPageOptions {
  session: Session;
  /** The visitor objects to being profiled. */
  isOff: boolean;
  view: PanelView;
  recommendations: Recommendation[];
  /** How many courses there would be besides, if it were not for their language. */
  inOtherLanguages: number;
  records: PanelRecords;
  words: Words;
  notice?: Notice | undefined;
  /** The profile that was sent and refused, for the learner to correct. */
  refused?: ProfileInput | undefined;
  /** What is searched among all goals; empty: nothing is. */
  goals?: string;
  /** The reader has just chosen between dark and light. */
  haveColoursChanged?: boolean;
}

export async function panelPage(options: PanelPageOptions): Promise<PanelPage> {
  const { session, isOff, view, recommendations, records, words } = options;
  const { purpose } = view;
  const of = ownerMark(session);
  const learner = isOff ? undefined : panelLearner(session);
  const [tools, updated, empty] = await Promise.all([
    learner && learnerTools(learner, options),
    records.lastUpdated(session.institutionId),
    recommendations.length > 0 ? undefined : reasonForNone(options),
  ]);
  // A link shows what was chosen for it. Who is in no known course has nothing to supplement.
  const canChoose = view.link === undefined && (learner !== undefined || view.course !== undefined);
  const purposeName = (one: Purpose) =>
    learner === undefined && one === 'supplement' ? 'supplementOfCourse' : one;
  const audience = findAudience(session, isOff);
  return {
    audience,
    purpose,
    title: view.title ?? words.say(`purpose.${purposeName(purpose)}.title`),
    introduction: words.say(
      purpose === 'next' && tools && tools.taken.length === 0 && view.course === undefined
        ? `panel.introduction.next.${toldAnything(tools) ? 'told' : 'newcomer'}`
        : `panel.introduction.${purpose}.${audience}`,
    ),
    purposes: canChoose
      ? purposes.map((one) => ({
          href: panelAddress({ purpose: one }),
          text: words.say(`purpose.${purposeName(one)}.choice`),
          current: one === purpose,
        }))
      : undefined,
    cards: recommendations.map((recommendation) => toCourseCard(recommendation, words)),
    empty,
    canDropLanguages:
      options.inOtherLanguages > 0 && (tools?.profile.languages.some(({ picked }) => !picked) ?? false),
    notice: options.notice,
    canCheck: session.role === 'administrator',
    learner: tools,
    colours: {
      dark: session.look?.dark === true,
      haveChanged: options.haveColoursChanged === true,
    },
    updated: updated && { iso: updated.toISOString(), date: words.date(updated) },
    address: (action, parameters) => panelAddress(view, action, { ...parameters, of }),
  };
}

/** The learner that the panel is about; undefined for staff, for observers and for an anonymous launch. */
export function panelLearner(session: Session): LearnerRef | undefined {
  return session.role === 'learner' && session.learner !== undefined
    ? { institutionId: session.institutionId, learner: session.learner }
    : undefined;
}

function findAudience(session: Session, isOff: boolean): Audience {
  if (session.role === 'observer') return 'observer';
  if (session.role !== 'learner') return 'staff';
  if (isOff) return 'off';
  return session.learner === undefined ? 'anonymous' : 'learner';
}

async function learnerTools(
  learner: LearnerRef,
  { session, records, refused, goals, words }: PanelPageOptions,
): Promise<LearnerTools> {
  const { locale } = session;
  const [categories, languages, stored, searches, taken, suggestions, found] = await Promise.all([
    records.categories(learner.institutionId),
    records.languages(learner.institutionId),
    records.profile(learner),
    records.searches(learner),
    records.taken(learner, locale),
    records.goalSuggestions(learner.institutionId, locale),
    goals ? records.findGoals(goals, locale) : undefined,
  ]);
  const known = stored.goal ? await records.goal(learner, stored.goal, locale) : undefined;
  // A goal is called as the reader calls it, whoever wrote it in which language.
  const saved = { ...stored, goal: known?.name ?? stored.goal };
  const { interests, goal, skills, languages: picked } = refused?.profile ?? saved;
  const quoted = searches.map((text) => words.say('panel.quoted', { text }));
  return {
    searches: quoted.length > 0 ? words.say('search.lately', { searches: words.list(quoted) }) : undefined,
    taken,
    goal: known && toGoalView(known, words),
    profile: {
      saved: savedWords(saved, words),
      picks: categories.map((category) => ({ category, picked: interests.includes(category) })),
      typed: interests.filter((interest) => !categories.includes(interest)).join(', '),
      goal,
      goals: suggestions,
      goalSearch: goals && found ? { text: goals, found } : undefined,
      skills: skills.join(', '),
      languages: languages.length < 2 ? [] : languages.map((tag) => languageChoice(tag, picked, words)),
      problem: refused?.problem && {
        field: refused.problem.field,
        text: words.tell(refused.problem.message),
      },
    },
  };
}

function savedWords({ interests, goal, skills, languages }: LearnerProfile, words: Words): string[] {
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
    name: words.languageName(tag),
    picked: picked.length === 0 || picked.includes(tag),
  };
}

/** Whether there is anything that suggestions for somebody without courses can follow. */
function toldAnything({ searches, profile }: LearnerTools): boolean {
  const { picks, typed, goal, skills } = profile;
  return searches !== undefined || picks.some(({ picked }) => picked) || [typed, goal, skills].some(Boolean);
}

/** That a profile is saved, and what it does. */
export function savedProfileWords({ courses, isAtLeast, unmatched }: ProfileMatches, words: Words): string {
  const quoted = unmatched.map((text) => words.say('panel.quoted', { text }));
  return [
    words.say('notice.profileSaved'),
    ...(courses > 0
      ? [words.say(isAtLeast ? 'notice.profileMatches.atLeast' : 'notice.profileMatches', { courses })]
      : []),
    ...(quoted.length > 0
      ? [words.say('notice.profileWithout', { texts: words.list(quoted, 'disjunction') })]
      : []),
  ].join(' ');
}

async function reasonForNone(options: PanelPageOptions): Promise<string> {
  const { session, isOff, view, records, inOtherLanguages, words } = options;
  if (!(await records.hasCourses(session.institutionId))) return words.say('empty.noCatalogue');
  if (inOtherLanguages > 0) return words.say('empty.otherLanguages', { courses: inOtherLanguages });
  if (view.purpose === 'next') return words.say('empty.noCandidates');
  return isOff || !panelLearner(session)
    ? words.say('empty.noSupplementsOfCourse')
    : words.say('empty.noSupplements');
}
