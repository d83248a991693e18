import type { EventDetail } from '../../models/event.ts';
import type { RunningComparison } from '../../models/institution.ts';
import type { Learner } from '../../models/learner.ts';
import type { TermLoad } from '../../models/trained-model.ts';
import type { FilterChoices } from '../../src/answering/course-filter.ts';
import type { CoursePlan } from '../../src/answering/course-plan.ts';
import { type CourseRow, shownRow } from '../../src/answering/course-rows.ts';
import { stateGroup } from '../../src/answering/course-state.ts';
import type { CourseExplanation } from '../../src/answering/explain-course.ts';
import type { GoalPath } from '../../src/answering/goal-path.ts';
import { hiddenCourses } from '../../src/answering/hidden-courses.ts';
import type { KnownLearner } from '../../src/answering/known-learner.ts';
import type { Overview, OverviewRequest } from '../../src/answering/recommend.ts';
import type { Purpose, Recommendation, RecommendationRequest } from '../../src/answering/recommendation.ts';
import type { FoundAnswer, SearchAnswer } from '../../src/answering/search-courses.ts';
import type { GoalStanding } from '../../src/panel/panel-goals.ts';
import type { PanelRecords, TakenCourse } from '../../src/panel/panel-records.ts';
import type { LearnerProfile } from '../../src/panel/profile-input.ts';
import type { OwnData } from '../../src/panel/your-data-routes.ts';
import type { StoredSettings } from '../../src/panel-settings/stored-settings.ts';

/** An institution in memory: what the panel records changes what `recommend` answers, as in the real service. */
export class FakeCollege implements PanelRecords, OwnData {
  courses: Recommendation[];
  learnerProfile: LearnerProfile = { interests: [], goal: '', skills: [], languages: [] };
  takenCourses: TakenCourse[] = [];
  goals: GoalStanding[] = [];
  languageTags: string[] = ['en'];
  events: (EventDetail & { learner: string })[] = [];
  /** Keys of the courses that are kept for later. */
  saves: string[] = [];
  /** In which a saved course is planned. */
  terms = new Map<string, string>();
  planned: CoursePlan = { courses: [], nodes: [], terms: [] };
  coursePlan = async () => this.planned;

  subjectNames = ['Life Sciences', 'Environment', 'Mathematics', 'History', 'Computing', 'Philosophy'];
  isDark = false;
  isHighContrast = false;
  /** The database is away. */
  isAway = false;
  /** How many courses a filter by languages leaves out. */
  otherLanguageCourses = 0;
  updated: Date | undefined = new Date('2026-11-23T09:00:00Z');

  /** Settles at the first event. */
  readonly recorded: Promise<void>;
  private settle: () => void = () => {};

  constructor(courses: Recommendation[]) {
    this.courses = courses;
    this.recorded = new Promise((resolve) => {
      this.settle = resolve;
    });
  }

  recommend = async (request: { learner?: string; purpose: Purpose; count: number; stillShown?: string }) => {
    const { learner, purpose, count, stillShown } = request;
    const hidden = learner === undefined ? [] : (await this.hidden({ learner })).map(({ course }) => course);
    const open = this.courses.filter(({ course: { key } }) => !hidden.includes(key) || key === stillShown);
    if (purpose === 'supplement') return open.slice(0, Math.min(2, count)).map(supplement);
    if (learner === undefined) return open.slice(0, count).map(popular);
    return open.slice(0, count).map((offer) => this.kept(this.interested(offer) ?? offer));
  };

  /** What can be picked, and the rows that stand below, whatever is picked. */
  choices: FilterChoices = { subject: [], level: [], starts: [], language: [] };
  rows: CourseRow<Recommendation>[] = [];

  /** A filter leaves the courses of its subject; any other leaves all. */
  overviewOf(recommend: FakeCollege['recommend']) {
    return async ({ filter, openRow, ...request }: OverviewRequest): Promise<Overview> => {
      const all = await recommend({ purpose: 'next', ...request });
      const { subject } = filter ?? {};
      return {
        recommendations: all.filter(({ course }) => subject === undefined || course.subject === subject),
        rows:
          request.learner === undefined
            ? []
            : this.rows.map((row) => shownRow(row, row.theme.kind === openRow)),
        choices: this.choices,
        way: request.learner !== undefined && request.purpose === 'next' ? this.way : undefined,
        comparing: request.learner === undefined ? undefined : this.comparing,
        known: await this.known(request.learner ?? request.withoutCoursesOf),
      };
    };
  }

  private async known(learner: string | undefined): Promise<KnownLearner | undefined> {
    if (learner === undefined) return undefined;
    const { goal } = this.learnerProfile;
    return {
      ...{ saved: new Set(this.saves), hidden: await this.hidden({ learner }) },
      ...{ searches: await this.searches(), hasTaken: this.takenCourses.length > 0 },
      profile: { ...this.learnerProfile, goal: (await this.goal(learner, goal))?.name ?? goal },
      hasSkippedPicker: this.hasSkipped,
    };
  }

  private kept(offer: Recommendation): Recommendation {
    return this.saves.includes(offer.course.key) ? { ...offer, isSaved: true } : offer;
  }

  /** Whatever has a word of the search in its title. */
  search = async ({ text }: { text: string }): Promise<SearchAnswer> => {
    const found = this.courses
      .filter(({ course }) => course.title.toLowerCase().includes(text.toLowerCase()))
      .map(({ course }) => foundCourse({ course, matched: [text] }));
    return searchAnswer(text, found);
  };

  way: GoalPath | undefined;
  goalPath = async () => this.way;

  explained: CourseExplanation | undefined;
  explain = async (_request: { about: string }) => this.explained;

  /** An interest means the courses of its category; nothing else means any. */
  matches = async ({ told }: Pick<RecommendationRequest, 'told'> = {}) => {
    const { interests, goal, skills } = told ?? this.learnerProfile;
    const meant = (text: string) => this.courses.filter(({ course }) => course.categories.includes(text));
    const said = [...interests, ...(goal ? [goal] : []), ...skills];
    return {
      courses: new Set(said.flatMap(meant)).size,
      isAtLeast: false,
      unmatched: said.filter((text) => meant(text).length === 0),
    };
  };

  inOtherLanguages = async () => this.otherLanguageCourses;
  /** The languages that a learner can follow as far as it shows. */
  shownLanguages: string[] = ['en'];
  presumedLanguages = async () => this.shownLanguages;

  private interested(offer: Recommendation): Recommendation | undefined {
    const interest = this.learnerProfile.interests.find((word) => offer.course.categories.includes(word));
    return interest === undefined
      ? undefined
      : { ...offer, reasons: [{ kind: 'matches-interest', interest }] };
  }

  sightings: { course: string; panel: string; openedAt?: Date }[] = [];
  compared: { courses: string[] }[] = [];
  off = new Set<string>();

  async isOff({ learner }: { learner: string }) {
    return this.off.has(learner);
  }

  async *everything(who: { learner: string }) {
    yield JSON.stringify(await this.overview(who));
  }

  async countEvents() {
    return this.events.length;
  }

  async overview({ learner }: { learner: string }) {
    const at = new Date('2026-11-20T10:00:00Z');
    const enrolments = this.takenCourses.map(({ key: course }) => ({ course, state: 'completed', at }));
    return {
      ...{ exportedAt: at, pseudonym: learner },
      courseTitles: Object.fromEntries(
        [...this.takenCourses, ...this.courses.map(({ course }) => course)].map((one) => [
          one.key,
          one.title,
        ]),
      ),
      stored: {
        profile: this.off.has(learner) ? [] : [{ ...this.learnerProfile }],
        enrolments,
        events: this.events.map((event) => ({ ...event, at })),
        saves: await this.saved(),
        shown: this.sightings.map((sighting) => ({ ...sighting, shownAt: at })),
        compared: this.compared,
      },
    };
  }

  async forgetTold() {
    this.events = [];
    this.learnerProfile = { interests: [], goal: '', skills: [], languages: [] };
  }

  async turnOff({ learner }: { learner: string }) {
    await this.forgetTold();
    this.takenCourses = [];
    this.off.add(learner);
  }

  paused = new Set<string>();

  async told({ learner }: { learner: string }) {
    return this.paused.has(learner) ? ({ paused: true } as Learner) : null;
  }

  async pause({ learner }: { learner: string }) {
    this.paused.add(learner);
  }

  async resume({ learner }: { learner: string }) {
    this.paused.delete(learner);
  }

  async turnOn({ learner }: { learner: string }) {
    this.off.delete(learner);
  }

  async course(_tenant: unknown, key: string) {
    return this.courses.find(({ course }) => course.key === key)?.course;
  }

  panelSettings: StoredSettings = {};

  async settings() {
    return this.panelSettings;
  }

  async hasCourses() {
    return this.courses.length > 0;
  }

  async categories() {
    return [...new Set(this.courses.flatMap(({ course }) => course.categories))];
  }

  load: TermLoad | undefined;
  async termLoad() {
    return this.load;
  }

  async subjects() {
    return this.subjectNames;
  }

  async saved() {
    return this.saves.map((course) => {
      const term = this.terms.get(course);
      return { course, at: new Date('2026-11-20T10:00:00Z'), ...(term === undefined ? {} : { term }) };
    });
  }

  async save(_who: unknown, course: string, term?: string) {
    this.saves = [...new Set([...this.saves, course])];
    if (term !== undefined) this.terms.set(course, term);
  }

  async plan(_who: unknown, course: string, term: string | undefined) {
    if (term === undefined) this.terms.delete(course);
    else this.terms.set(course, term);
  }

  async unsave(_who: unknown, course: string) {
    this.saves = this.saves.filter((key) => key !== course);
  }

  async keptCourses(_who: unknown, keys: readonly string[]) {
    return keys.flatMap((key) => {
      const course = this.courses.find((one) => one.course.key === key)?.course;
      const { title, url, language } = course ?? {};
      if (title === undefined) return [];
      return { key, title, isGone: false, ...(url && { url }), ...(language && { language }) };
    });
  }

  async hidden({ learner }: { learner: string }) {
    const at = new Date();
    const own = this.events.filter((event) => event.learner === learner);
    return hiddenCourses(
      own.map((event) => ({ ...event, at })),
      at,
    ).reverse();
  }

  async countShown(_tenant: unknown, keys: readonly string[]) {
    return keys.length;
  }

  async lastUpdated() {
    return this.updated;
  }

  async languages() {
    return this.languageTags;
  }

  async profile() {
    return this.learnerProfile;
  }

  /** The learner has been here before. */
  hasSkipped = true;

  async skipPicker() {
    this.hasSkipped = true;
  }

  async subjectCounts() {
    return this.subjectNames.map((name, i) => ({ name, courses: i + 1 }));
  }

  async languageCounts() {
    return this.languageTags.map((name, i) => ({ name, courses: 9 - i }));
  }

  async saveProfile(_who: unknown, profile: LearnerProfile) {
    this.learnerProfile = profile;
  }

  async saveGoal(_who: unknown, goal: string) {
    this.learnerProfile = { ...this.learnerProfile, goal };
  }

  async saveDark(_visit: string, _who: unknown, dark: boolean) {
    this.isDark = dark;
  }

  async goal(_who: unknown, text: string) {
    return this.goals.find(({ name }) => name.toLowerCase() === text.toLowerCase());
  }

  async goalSuggestions() {
    return this.goals.map(({ name }) => name);
  }

  async findGoals(text: string) {
    return this.goals.flatMap(({ name }) => (name.toLowerCase().includes(text.toLowerCase()) ? name : []));
  }

  async taken() {
    const ratings = new Map(
      this.events.flatMap((event) => (event.type === 'rated' ? [[event.course, event.rating] as const] : [])),
    );
    return this.takenCourses.map(({ key, title }) => {
      const rating = ratings.get(key);
      return { key, title, ...(rating && { rating }) };
    });
  }

  async searches() {
    const last = this.events.findLastIndex(({ type }) => type === 'searches-forgotten');
    return this.events
      .slice(last + 1)
      .flatMap((event) => (event.type === 'searched' ? event.text : []))
      .reverse();
  }

  async forgetSearches({ learner }: { learner: string }) {
    this.events = this.events.filter(({ type }) => type !== 'searched');
    this.events.push({ learner, type: 'searches-forgotten' });
  }

  async courseNames(_who: unknown, keys: readonly string[]) {
    const known = this.courses.map(({ course }) => course);
    return new Map(
      keys.flatMap((key) => {
        const { title, language } = known.find((one) => one.key === key) ?? {};
        return title === undefined ? [] : [[key, { title, ...(language && { language }) }] as const];
      }),
    );
  }

  /** What was remembered of looks at panels; without a panel outside any course. */
  seen: { panel: string | undefined; courses: readonly string[] }[] = [];

  async recordSightings(_who: object, panel: string | undefined, courses: readonly string[]) {
    this.seen.push({ panel, courses });
  }

  comparing: RunningComparison | undefined;

  /** What was told of suggestions that were shown, as a comparison of models counts them. */
  shownSuggestions: { learner: string; courses: readonly string[]; comparing: RunningComparison }[] = [];

  async recordCompared(
    { learner }: { learner: string },
    courses: readonly string[],
    comparing: RunningComparison,
  ) {
    this.shownSuggestions.push({ learner, courses, comparing });
  }

  async recordEvents({ learner }: { learner: string }, events: readonly EventDetail[]) {
    for (const event of events) this.events.push({ learner, ...event });
    this.settle();
  }
}

function supplement({ course }: Recommendation): Recommendation {
  return { course, reasons: [{ kind: 'goes-with', course: 'Botany for Beginners' }] };
}

function popular({ course }: Recommendation): Recommendation {
  return { course, reasons: [{ kind: 'popular' }] };
}

/** A course that a search found, as it is where nothing else is said. */
export function foundCourse(one: Pick<FoundAnswer, 'course'> & Partial<FoundAnswer>): FoundAnswer {
  return {
    ...{
      strength: 'teaches',
      matched: [],
      missing: [],
      titleMarks: [],
      state: { kind: 'open' },
      isSaved: false,
    },
    ...one,
  };
}

/** @param found nothing, or `nothingFits` with what is nearest */
export function searchAnswer(
  text: string,
  found: FoundAnswer[],
  nothingFits = found.length === 0,
): SearchAnswer {
  const groups = { open: 0, step: 0, later: 0, had: 0, hidden: 0, shut: 0 };
  for (const { state } of found) groups[stateGroup(state)]++;
  return { ...{ text, found, nothingFits, groups }, searched: 172, isAtLeast: false };
}
