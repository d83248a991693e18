import type { Session } from '../../models/session.ts';
import type { Hiding } from '../answering/hidden-courses.ts';
import type { Recommendation } from '../answering/recommendation.ts';
import { type Purpose, purposes } from '../answering/recommendation.ts';
import type { SearchAnswer } from '../answering/search-courses.ts';
import type { Words } from '../words/words.ts';
import { type CourseCard, toCourseCard } from './course-card.ts';
import { type HidingView, toHidingView } from './hiding-view.ts';
import type { LearnerRef } from './learner-ref.ts';
import type { Notice } from './notice.ts';
import { ownerMark } from './page-owner.ts';
import { type PanelView, panelAddress } from './panel-address.ts';
import type { PanelRecords } from './panel-records.ts';
import { readToldProfile, savedWords } from './profile-page.ts';
import { type SearchResults, toSearchResults } from './search-results.ts';

/** Of what somebody has told, so much fits into a line. */
const mostTold = 4;

/**
 * Who looks at the panel. It is not about staff, nor about observers (parents). `off`: a learner who objects to being
 * profiled.
 */
export type Audience = 'learner' | 'anonymous' | 'observer' | 'staff' | 'off';

/** What only a learner sees. */
export interface LearnerTools {
  /** The searches that count, in words; undefined where there is none. */
  searches: string | undefined;
  /** What they have told, in one line; empty: nothing. */
  told: string;
  /** They have told something that suggestions follow, or searched for something. */
  hasToldAnything: boolean;
  hasTaken: boolean;
  /** Only courses in some languages are suggested to them. */
  hasPickedLanguages: boolean;
  /** How many courses they keep for later. */
  savedCount: number;
  /** How many they have hidden, in words; empty: none. */
  hiddenCount: string;
}

/** Everything that `views/panel/panel.ejs` shows. */
export interface PanelPage {
  audience: Audience;
  purpose: Purpose;
  title: string;
  introduction: string;
  /** The links that choose a purpose; undefined where there is no choice. */
  purposes: { href: string; text: string; current: boolean }[] | undefined;
  /** What the search just made has found. */
  results: SearchResults | undefined;
  cards: CourseCard[];
  /** What has just been hidden, in the place of its card; above the cards where it has none. */
  hiding: HidingView | undefined;
  /** Why there are no cards. */
  empty: string | undefined;
  /** There are none because of the languages that the learner has picked, who can drop them. */
  canDropLanguages: boolean;
  notice: Notice | undefined;
  /** What staff say to the students. */
  line: string | undefined;
  /** The reader may open the page that checks the installation. */
  canCheck: boolean;
  /** Where the reader, who is staff of the course, may steer its panel. */
  steering: string | undefined;
  /** Staff alone see it. */
  isSwitchedOff: boolean;
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
  /** Students see no suggestions here. */
  isSwitchedOff?: boolean;
  recommendations: Recommendation[];
  /** How many courses there would be besides, if it were not for their language. */
  inOtherLanguages: number;
  found?: SearchAnswer | undefined;
  /** What has just been hidden. */
  hiding?: { hiding: Hiding; title: string } | undefined;
  hiddenCount: number;
  records: PanelRecords;
  words: Words;
  notice?: Notice | undefined;
  /** The reader has just chosen between dark and light. */
  haveColoursChanged?: boolean;
}

export async function panelPage(options: PanelPageOptions): Promise<PanelPage> {
  const { session, isOff, view, recommendations, records, words } = options;
  const { purpose } = view;
  const of = ownerMark(session);
  const learner = isOff ? undefined : panelLearner(session);
  const [tools, updated, empty, subjects] = await Promise.all([
    learner && learnerTools(learner, options),
    records.lastUpdated(session.institutionId),
    recommendations.length > 0 ? undefined : reasonForNone(options),
    records.subjects(session.institutionId),
  ]);
  // A link shows what was chosen for it. Who is in no known course has nothing to supplement.
  const canChoose = !view.isDecided && (learner !== undefined || view.course !== undefined);
  const purposeName = (one: Purpose) =>
    learner === undefined && one === 'supplement' ? 'supplementOfCourse' : one;
  const audience = findAudience(session, isOff);
  return {
    audience,
    purpose,
    title: view.title ?? words.say(`purpose.${purposeName(purpose)}.title`),
    introduction: words.say(
      purpose === 'next' && tools && !tools.hasTaken && view.course === undefined
        ? `panel.introduction.next.${tools.hasToldAnything ? 'told' : 'newcomer'}`
        : `panel.introduction.${purpose}.${audience}`,
    ),
    purposes: canChoose
      ? purposes.map((one) => ({
          href: panelAddress({ purpose: one }),
          text: words.say(`purpose.${purposeName(one)}.choice`),
          current: one === purpose,
        }))
      : undefined,
    results: options.found && toSearchResults(options.found, words),
    cards: recommendations.map((recommendation) => toCourseCard(recommendation, subjects, words)),
    hiding: options.hiding && toHidingView(options.hiding.hiding, options.hiding.title, words),
    empty,
    canDropLanguages: options.inOtherLanguages > 0 && tools?.hasPickedLanguages === true,
    notice: options.notice,
    line: view.line,
    canCheck: session.role === 'administrator',
    steering:
      isStaff(session) && session.course !== undefined
        ? steeringAddress(session.course, view.link)
        : undefined,
    isSwitchedOff: options.isSwitchedOff === true,
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

export function isStaff({ role }: Pick<Session, 'role'>): boolean {
  return role === 'instructor' || role === 'administrator';
}

/**
 * Of the teacher's face (src/teaching/).
 * @param link reference of the link that the panel was opened by: it goes before what can be set there
 */
export function steeringAddress(course: string, link?: string): string {
  return `/teaching/panel?${new URLSearchParams({ course, ...(link === undefined ? {} : { link }) })}`;
}

function findAudience(session: Session, isOff: boolean): Audience {
  if (session.role === 'observer') return 'observer';
  if (isStaff(session)) return 'staff';
  if (isOff) return 'off';
  return session.learner === undefined ? 'anonymous' : 'learner';
}

async function learnerTools(
  learner: LearnerRef,
  { session: { locale }, hiddenCount, records, words }: PanelPageOptions,
): Promise<LearnerTools> {
  const [{ stored }, searches, taken, savedCount] = await Promise.all([
    readToldProfile(learner, records, locale),
    records.searches(learner),
    records.taken(learner, locale),
    records.countSaved(learner),
  ]);
  const { interests, goal, skills, languages } = stored;
  const quoted = searches.map((text) => words.say('panel.quoted', { text }));
  return {
    searches: quoted.length > 0 ? words.say('search.lately', { searches: words.list(quoted) }) : undefined,
    told: words.aside(savedWords(stored, words).slice(0, mostTold)),
    hasToldAnything: goal !== '' || [searches, interests, skills].some(({ length }) => length > 0),
    hasTaken: taken.length > 0,
    hasPickedLanguages: languages.length > 0,
    savedCount,
    hiddenCount: hiddenCount === 0 ? '' : words.say('hiding.count', { count: hiddenCount }),
  };
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
