import type { TermLoad } from '../../models/trained-model.ts';
import type { CoursePlan, PlanNode, PlannedCourse, PlannedName } from '../answering/course-plan.ts';
import { stateGroup } from '../answering/course-state.ts';
import type { Words } from '../words/words.ts';
import { creditWords, webAddress } from './course-card.ts';
import { stateWords } from './course-state-words.ts';
import { type Cover, coverOf } from './cover.ts';
import { drawPlan, type PlanGraph } from './plan-graph.ts';
import { later, placeCourses } from './plan-placement.ts';
import { offeredTerms, termWords } from './plan-terms.ts';
import type { SavedCourse } from './saved-courses.ts';
import { titleList } from './title-list.ts';

/** A learner's plan, as `views/panel/plan.ejs` shows it. All texts are plain; the view escapes them. */
export interface PlanView {
  count: number;
  /** Those that the learner has taken since, or is taking. */
  had: PlanItem[];
  terms: PlanTerm[];
  /** Undefined where there is nothing to draw, or too much. */
  graph: PlanGraph | undefined;
  /** By the key of a node: what stands below its title, and the colour of its subject. */
  captions: ReadonlyMap<string, { text: string; colour: string }>;
  /** The same as the picture; empty where nothing builds on anything. */
  list: { title: string; language: string | undefined; caption: string; after: string }[];
}

export interface PlanTerm {
  /** Empty for what has no term yet. */
  term: string;
  name: string;
  /** How many courses, and how much they count together, in words. */
  sum: string;
  /** That it is much for one term; empty where it is not, or nobody knows. */
  warning: string;
  courses: PlanItem[];
}

export interface PlanItem {
  key: string;
  title: string;
  language: string | undefined;
  url: string | undefined;
  cover: Cover;
  /** How much it counts, in words; empty where it is not known. */
  credits: string;
  note: { kind: 'good' | 'warn' | 'plain'; text: string };
  /** The terms that it can be moved to. */
  moves: { term: string; name: string; isCurrent: boolean }[];
}

export interface PlanContext {
  saved: readonly SavedCourse[];
  /** `Institution.subjects` */
  subjects: readonly string[];
  /** How much people take in a term; undefined where that is not known. */
  load: TermLoad | undefined;
  now: Date;
  words: Words;
}

/** Coming terms that stand there even where nothing is planned for them. */
const shownTerms = 2;

/** The names of the terms that a plan has, in their order: those that can be planned for, and those that were. */
export function planTerms(
  { terms }: Pick<CoursePlan, 'terms'>,
  saved: readonly SavedCourse[],
  now: Date,
): string[] {
  const offered = offeredTerms(terms, now);
  const past = saved.flatMap(({ term }) => (!term || offered.includes(term) ? [] : term));
  return [...[...new Set(past)].sort(), ...offered];
}

/** The term in which each saved course stands, by its key. */
export function planPlacement(
  { courses, terms }: CoursePlan,
  { saved, load, now }: Pick<PlanContext, 'saved' | 'load' | 'now'>,
): ReadonlyMap<string, string> {
  return placeCourses(courses, {
    chosen: new Map(
      saved.flatMap(({ course, term }) => (term === undefined ? [] : [[course, term] as const])),
    ),
    ...{ terms: planTerms({ terms }, saved, now), offered: offeredTerms(terms, now), load },
  });
}

function isHad({ state: { kind } }: PlannedCourse): boolean {
  return kind === 'taking' || kind === 'taken' || kind === 'other-section';
}

export function toPlanView(plan: CoursePlan, context: PlanContext): PlanView {
  const { saved, subjects, load, now, words } = context;
  const terms = planTerms(plan, saved, now);
  const offered = new Set(offeredTerms(plan.terms, now));
  const placed = planPlacement(plan, context);
  const termOf = ({ course: { key } }: PlannedCourse) => placed.get(key) ?? later;
  const had = plan.courses.filter((one) => isHad(one) && termOf(one) === later);
  const placeOf = new Map(plan.courses.map((one) => [one.course.key, orderOf(termOf(one))]));
  const names = new Map(plan.nodes.map(({ course }) => [course.key, course]));
  const wanted = [...terms.filter((term) => offered.has(term)).slice(0, shownTerms), later];
  const columns = [...terms, later].map((term) => {
    const courses = plan.courses.filter((one) => termOf(one) === term && !had.includes(one));
    return {
      ...{ term, name: term === later ? words.say('plan.later') : termWords(term, words) },
      sum: words.aside([words.say('plan.count', { count: courses.length }), ...creditSum(courses, words)]),
      warning:
        term !== later && load && creditsOf(courses) > load.most ? words.say('plan.much', { ...load }) : '',
      courses: courses.map((one) => toItem(one, term)),
    };
  });
  const graph = drawPlan(plan.nodes, words.direction);
  return {
    count: plan.courses.length,
    had: had.map((one) => ({ ...toItem(one, later), moves: [] })),
    terms: columns.filter(({ term, courses }) => courses.length > 0 || wanted.includes(term)),
    graph: plan.nodes.some(({ after }) => after.length > 0) ? graph : undefined,
    captions: new Map(
      plan.nodes.map((node) => [
        node.course.key,
        { text: captionOf(node), colour: colourOf(node.course, subjects) },
      ]),
    ),
    list: plan.nodes.flatMap((node) => {
      if (node.after.length === 0) return [];
      const titles = titleList(
        node.after.map((key) => names.get(key)?.title ?? key),
        words,
      );
      return {
        ...{ title: node.course.title, language: node.course.language, caption: captionOf(node) },
        after: words.say('plan.after', { courses: titles }),
      };
    }),
  };

  /** What has no term comes last. */
  function orderOf(term: string): number {
    return term === later ? terms.length : terms.indexOf(term);
  }

  function toItem(one: PlannedCourse, term: string): PlanItem {
    const { course } = one;
    return {
      ...{ key: course.key, title: course.title, language: course.language, url: webAddress(course.url) },
      cover: coverOf(course, subjects),
      credits: words.aside(creditWords(course.credits, words)),
      note: noteOn(one, orderOf(term)),
      moves: [...terms.filter((other) => offered.has(other) || other === term), later].map((other) => ({
        ...{ term: other, isCurrent: other === term },
        name: other === later ? words.say('plan.later') : termWords(other, words),
      })),
    };
  }

  function noteOn({ state, needs }: PlannedCourse, place: number): PlanItem['note'] {
    const titles = (keys: readonly string[]) =>
      titleList(
        keys.map((key) => names.get(key)?.title ?? key),
        words,
      );
    const unplanned = needs.filter((key) => !placeOf.has(key));
    const tooLate = needs.filter((key) => {
      const before = placeOf.get(key);
      return before !== undefined && before >= place && place < terms.length;
    });
    if (stateGroup(state) !== 'step')
      return {
        kind: state.kind === 'open' ? 'good' : stateGroup(state) === 'shut' ? 'warn' : 'plain',
        text: state.kind === 'open' ? words.say('plan.ready') : stateWords(state, words),
      };
    if (unplanned.length > 0)
      return { kind: 'warn', text: words.say('plan.first', { courses: titles(unplanned) }) };
    return tooLate.length > 0
      ? { kind: 'warn', text: words.say('plan.tooEarly', { courses: titles(tooLate) }) }
      : { kind: 'plain', text: words.say('plan.after', { courses: titles(needs) }) };
  }

  function captionOf({ role, course }: PlanNode): string {
    if (role !== 'planned') return words.say(`plan.role.${role}`);
    const one = plan.courses.find(({ course: { key } }) => key === course.key);
    const term = one === undefined ? later : termOf(one);
    return term === later ? words.say('plan.later') : termWords(term, words);
  }
}

/** Where the credits of some are not known, so many at least. */
function creditsOf(courses: readonly PlannedCourse[]): number {
  return courses.reduce((sum, { course: { credits = 0 } }) => sum + credits, 0);
}

/** Where the credits of some are not known, so many at least; nothing where none are. */
function creditSum(courses: readonly PlannedCourse[], words: Words): string[] {
  const known = courses.flatMap(({ course: { credits } }) => credits ?? []);
  if (known.length === 0) return [];
  const credits = creditsOf(courses);
  return known.length === courses.length
    ? creditWords(credits, words)
    : [words.say('plan.creditsAtLeast', { credits })];
}

function colourOf(course: PlannedName, subjects: readonly string[]): string {
  return /\bs\d\d?\b/.exec(coverOf(course, subjects).look)?.[0] ?? '';
}
