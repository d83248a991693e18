import type { Session } from '../../models/session.ts';
import type { FilterChoices, FilterName } from '../answering/course-filter.ts';
import type { ShownRow } from '../answering/course-rows.ts';
import type { GoalPath } from '../answering/goal-path.ts';
import type { Hiding } from '../answering/hidden-courses.ts';
import type { KnownLearner } from '../answering/known-learner.ts';
import type { Recommendation } from '../answering/recommendation.ts';
import { type Purpose, purposes } from '../answering/recommendation.ts';
import type { Words } from '../words/words.ts';
import { type CourseCard, toCourseCard } from './course-card.ts';
import { type FilterBar, filterBar, filterWords } from './filter-bar.ts';
import { type HidingView, toHidingView } from './hiding-view.ts';
import type { LearnerRef } from './learner-ref.ts';
import type { Notice } from './notice.ts';
import { ownerMark } from './page-owner.ts';
import { type PanelView, panelAddress } from './panel-address.ts';
import type { PanelRecords } from './panel-records.ts';
import { goalPathLine } from './path-view.ts';
import type { Picker } from './picker.ts';
import { savedWords } from './profile-page.ts';
import { type RowView, toRowViews } from './row-view.ts';
import { isStaff, panelLearner } from './visitor.ts';

/** Of what somebody has told, so much fits into a line. */
const mostTold = 4;

/**
 * Who looks at the panel. It is not about staff, nor about observers (parents) or test students. `off`: a learner who objects to
 * being profiled.
 */
export type Audience = 'learner' | 'anonymous' | 'observer' | 'testStudent' | 'staff' | 'off';

/** What only a learner sees. */
export interface LearnerTools {
  /** The searches that count, in words; undefined where there is none. */
  searches: string | undefined;
  /** What they have told, in one line; empty: nothing. */
  told: string;
  /** They have told something that suggestions follow, or searched for something. */
  hasToldAnything: boolean;
  hasTaken: boolean;
  hasSkippedPicker: boolean;
}

/** What somebody keeps here, whether or not suggestions are made for them. */
export interface OwnLists {
  /** How many courses they keep for later. */
  savedCount: number;
  /** How many they have hidden, in words; empty: none. */
  hiddenCount: string;
}

/** Everything that `views/panel/panel.ejs` shows. */
export interface PanelPage {
  audience: Audience;
  purpose: Purpose;
  /** `PanelView.link` */
  link: string | undefined;
  title: string;
  introduction: string;
  /** The links that choose a purpose; undefined where there is no choice. */
  purposes: { href: string; text: string; current: boolean }[] | undefined;
  /** What is asked of somebody of whom nothing is known yet. */
  picker: Picker | undefined;
  cards: CourseCard[];
  /** What has just been hidden, in the place of its card; above the cards where it has none. */
  hiding: HidingView | undefined;
  filters: FilterBar;
  /** The link that drops the filter that leaves no course, or all of them; undefined where none does. */
  drop: { href: string; text: string } | undefined;
  rows: RowView[];
  /** Why there are no cards. */
  empty: string | undefined;
  /** There are none because of the languages that the learner has picked or seems to follow, who may want any. */
  canDropLanguages: boolean;
  notice: Notice | undefined;
  /** What staff say to the students. */
  line: string | undefined;
  /** The reader may open the page that checks the installation. */
  canCheck: boolean;
  /** The platform has said who the reader is. */
  isNamed: boolean;
  /** Where the reader, who is staff of the course, may steer its panel. */
  steering: string | undefined;
  /** Staff alone see it. */
  isSwitchedOff: boolean;
  learner: LearnerTools | undefined;
  /** Undefined where there is nobody whose lists they are. */
  lists: OwnLists | undefined;
  /** The beginning of the way to the learner's goal; undefined where there is none. */
  way: { text: string } | undefined;
  updated: { iso: string; date: string } | undefined;
  /** How the page looks, and whether that has just been chosen: the focus is where it was chosen. */
  colours: { dark: boolean; haveChanged: boolean };
  /** Address of an action of this page; it says whom the page was made for. */
  address: (action: string, parameters?: Readonly<Record<string, string>>) => string;
}

function wayTo(path: GoalPath, words: Words): PanelPage['way'] {
  if (path.steps.length === 0) return undefined;
  return { text: goalPathLine(path, words) ?? words.say('path.goal.title', { goal: path.goal }) };
}

export interface PanelPageOptions {
  session: Session;
  /** The visitor objects to being profiled. */
  isOff: boolean;
  /** They are off because the learner has paused them. */
  isPaused: boolean;
  view: PanelView;
  /** Students see no suggestions here. */
  isSwitchedOff?: boolean;
  recommendations: Recommendation[];
  rows: ShownRow<Recommendation>[];
  choices: FilterChoices;
  /** The filter without which there would be courses. */
  emptying: FilterName | undefined;
  /** How many courses there would be besides, if it were not for their language. */
  inOtherLanguages: number;
  /** Asks for it. */
  readPicker(learner: LearnerRef): Promise<Picker>;
  /** What has just been hidden. */
  hiding?: { hiding: Hiding; title: string } | undefined;
  /** What the answer has read of the person; undefined where it is about nobody. */
  known: KnownLearner | undefined;
  records: PanelRecords;
  /** The way to the learner's goal. */
  way?: GoalPath | undefined;
  words: Words;
  notice?: Notice | undefined;
  /** The reader has just chosen between dark and light. */
  haveColoursChanged?: boolean;
}

export async function panelPage(options: PanelPageOptions): Promise<PanelPage> {
  const { session, isOff, isPaused, view, recommendations, records, words } = options;
  const { purpose } = view;
  const of = ownerMark(session);
  const learner = isOff ? undefined : panelLearner(session);
  const owner = isOff && !isPaused ? undefined : panelLearner(session);
  const tools = learner && options.known && learnerTools(options.known, words);
  const [lists, updated, empty, subjects] = await Promise.all([
    owner && options.known && ownLists(owner, options.known, options),
    records.lastUpdated(session.institutionId),
    recommendations.length > 0 ? undefined : reasonForNone(options),
    records.subjects(session.institutionId),
  ]);
  // A link shows what was chosen for it. Who is in no known course has nothing to supplement.
  const canChoose = !view.isDecided && (learner !== undefined || view.course !== undefined);
  const purposeName = (one: Purpose) =>
    learner === undefined && one === 'supplement' ? 'supplementOfCourse' : one;
  const audience = findAudience(session, isOff);
  const isNew = purpose === 'next' && tools !== undefined && !tools.hasTaken && view.course === undefined;
  /** What they have studied decides alone. */
  const hasOnlyStudied = purpose === 'next' && tools !== undefined && !isNew && !tools.hasToldAnything;
  const asks = isNew && !tools.hasToldAnything && !tools.hasSkippedPicker;
  return {
    audience,
    purpose,
    link: view.link,
    title: view.title ?? words.say(`purpose.${purposeName(purpose)}.title`),
    introduction: isNew
      ? newcomerWords(tools, recommendations, words)
      : words.say(
          hasOnlyStudied
            ? 'panel.introduction.next.studied'
            : `panel.introduction.${purpose}.${audience === 'off' && isPaused ? 'paused' : audience}`,
        ),
    purposes: canChoose
      ? purposes.map((one) => ({
          href: panelAddress({ purpose: one }),
          text: words.say(`purpose.${purposeName(one)}.choice`),
          current: one === purpose,
        }))
      : undefined,
    cards: recommendations.map((recommendation) => toCourseCard(recommendation, subjects, words)),
    picker: asks && learner ? await options.readPicker(learner) : undefined,
    hiding: options.hiding && toHidingView(options.hiding.hiding, options.hiding.title, words),
    filters: filterBar(view, options.choices, options),
    drop: recommendations.length > 0 ? undefined : dropLink(options),
    rows: toRowViews(options.rows, { view, subjects, words }),
    empty,
    canDropLanguages: options.inOtherLanguages > 0 && canChooseLanguages(options),
    notice: options.notice,
    line: view.line,
    canCheck: session.role === 'administrator',
    isNamed: session.learner !== undefined,
    steering:
      isStaff(session) && session.course !== undefined
        ? steeringAddress(session.course, view.link)
        : undefined,
    isSwitchedOff: options.isSwitchedOff === true,
    learner: tools,
    lists,
    way: options.way && wayTo(options.way, words),
    colours: {
      dark: session.look?.dark === true,
      haveChanged: options.haveColoursChanged === true,
    },
    updated: updated && { iso: updated.toISOString(), date: words.date(updated) },
    address: (action, parameters) => panelAddress(view, action, { ...parameters, of }),
  };
}

/** Whether the reader has a profile, and suggestions that follow it. */
function canChooseLanguages({ session, isOff, known }: PanelPageOptions): boolean {
  return !isOff && panelLearner(session) !== undefined && known !== undefined;
}

/** What suggestions to somebody rest on of whom no course is known. */
function newcomerWords(
  { hasToldAnything }: LearnerTools,
  recommendations: readonly Recommendation[],
  words: Words,
): string {
  if (hasToldAnything) return words.say('panel.introduction.next.told');
  const ofFellows = recommendations.flatMap(({ reasons }) =>
    reasons.flatMap((reason) => (reason.kind === 'often-taken-by' ? reason : [])),
  );
  const [first] = ofFellows;
  return first && 2 * ofFellows.length > recommendations.length
    ? words.say('panel.introduction.next.newcomerOfProgramme', { programme: first.programme })
    : words.say('panel.introduction.next.newcomer');
}

/**
 * Of the teacher's face (src/teaching/).
 * @param link reference of the link that the panel was opened by: it goes before what can be set there
 */
export function steeringAddress(course: string, link?: string): string {
  return `/teaching/panel?${new URLSearchParams({ course, ...(link === undefined ? {} : { link }) })}`;
}

function findAudience(session: Session, isOff: boolean): Audience {
  if (session.role === 'observer' || session.role === 'testStudent') return session.role;
  if (isStaff(session)) return 'staff';
  if (isOff) return 'off';
  return session.learner === undefined ? 'anonymous' : 'learner';
}

function learnerTools(
  { profile, searches, hasTaken, hasSkippedPicker }: KnownLearner,
  words: Words,
): LearnerTools {
  const { interests, goal, skills } = profile;
  const quoted = searches.map((text) => words.say('panel.quoted', { text }));
  return {
    searches: quoted.length > 0 ? words.say('search.lately', { searches: words.list(quoted) }) : undefined,
    told: words.aside(savedWords(profile, words).slice(0, mostTold)),
    hasToldAnything: goal !== '' || [searches, interests, skills].some(({ length }) => length > 0),
    ...{ hasTaken, hasSkippedPicker },
  };
}

async function ownLists(
  { institutionId }: LearnerRef,
  { saved, hidden }: KnownLearner,
  { records, words }: PanelPageOptions,
): Promise<OwnLists> {
  return {
    savedCount: await records.countShown(institutionId, [...saved]),
    hiddenCount: hidden.length === 0 ? '' : words.say('hiding.count', { count: hidden.length }),
  };
}

function dropLink(options: PanelPageOptions): PanelPage['drop'] {
  const { view, emptying, choices, words } = options;
  const { filter } = view;
  if (Object.keys(filter).length === 0) return undefined;
  if (emptying === undefined)
    return { href: panelAddress({ ...view, filter: {} }), text: words.say('empty.dropAll') };
  const { [emptying]: _, ...without } = filter;
  const text = words.say('empty.drop', { filter: filterWords(emptying, filter, choices, options) });
  return { href: panelAddress({ ...view, filter: without }), text };
}

async function reasonForNone(options: PanelPageOptions): Promise<string> {
  const { session, isOff, view, records, inOtherLanguages, emptying, choices, words } = options;
  if (emptying !== undefined)
    return words.say('empty.filteredBy', { filter: filterWords(emptying, view.filter, choices, options) });
  if (Object.keys(view.filter).length > 0) return words.say('empty.filtered');
  if (!(await records.hasCourses(session.institutionId))) return words.say('empty.noCatalogue');
  if (inOtherLanguages > 0)
    return words.say(canChooseLanguages(options) ? 'empty.otherLanguages' : 'empty.otherLanguages.offered', {
      courses: inOtherLanguages,
    });
  if (view.purpose === 'next') return words.say('empty.noCandidates');
  return isOff || !panelLearner(session)
    ? words.say('empty.noSupplementsOfCourse')
    : words.say('empty.noSupplements');
}
