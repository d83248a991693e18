import type { Catalogue, CatalogueCourse } from './catalogue.ts';
import type { Statement } from './choose-reasons.ts';
import type { CourseLink, LinkCourses } from './course-links.ts';
import { categoriesIn } from './course-words.ts';
import type { LearnerState } from './learner-state.ts';
import type { Cause, Reason } from './reasons.ts';
import type { TakenInCategories } from './taken-in-categories.ts';

/** A cause with a smaller part of the strongest one's share is true, and still not why the course is there. */
const leastShare = 0.2;
/** What a statement is worth to a reader; that about a course is worth its nearness. */
const worths = {
  topic: 1.1,
  /** What has only something to do with what is looked for. */
  related: 0.6,
  popularIn: 0.4,
  /** What one's fellow students do says more than what everybody does. */
  oftenTakenBy: 0.8,
  popular: 0.25,
  different: 0.1,
  /** That a popular course opens others. */
  opens: 0.15,
  buildsOn: 1.4,
  /** That it is said how many went on to the course. */
  wentOn: 0.05,
  /** That it is said which category two courses share. */
  category: 0.1,
  /** That it is one of several courses there: a subject somebody has taken up says more than a course. */
  several: 0.2,
  liked: 1.15,
  removed: 0.7,
};
/** Where none of the courses taken has to do with the recommended one as far as a reader can see, but people took both. */
const wholeHistory: Statement = { reason: { kind: 'your-courses' }, worth: 0.2, says: ['whole history'] };
const somethingElse: Statement = {
  reason: { kind: 'different' },
  worth: worths.different,
  says: ['different'],
};
/** Of several courses of a subject one is named whose text is at least so near as a share of the nearest one's. */
const leastLikeness = 0.6;
/** A course that is less near has nothing to do with the recommended one, as far as a reader can see. */
const leastNear = 0.5;
/** What was taken one course earlier is remembered a little less. */
const forgetting = 0.98;
const leastRemembered = 0.75;

/** A reason that names a course as such, without saying what it has to do with the recommended one. */
type NamingReason = Extract<
  Reason,
  { kind: `because-you-${'took' | 'take' | 'liked' | 'looked-at'}` | 'goes-with' }
>;

/** For whom statements about one course are made, and what they rest on. */
export interface Listener {
  catalogue: Catalogue;
  learner: Pick<LearnerState, 'history'>;
  link: LinkCourses;
  takenIn: TakenInCategories;
  /** What the score would lose without all of some courses of the history; absent: nothing is said of several at once. */
  shareOfAll?: ((taken: ReadonlySet<string>) => number) | undefined;
  /** BCP 47 tag of the reader's language. */
  locale?: string | undefined;
}

/** A cause that names a course, with what that course has to do with the recommended one. */
interface LinkedCause {
  reason: NamingReason;
  key: string;
  link: CourseLink;
  /** 0 to 1: how strong a cause it is and how fresh in memory. */
  presence: number;
}

/** Every way in which the causes of a recommended course can be told, with what each is worth. */
export function statements(
  causes: readonly Cause[],
  recommended: CatalogueCourse,
  listener: Listener,
): Statement[] {
  const strongest = causes.reduce((most, { share }) => Math.max(most, share), 0);
  const strengthOf = (share: number) => (strongest > 0 ? Math.min(1, Math.sqrt(share / strongest)) : 1);
  const linked: LinkedCause[] = [];
  const said: Statement[] = [];
  for (const { reason, share, about } of causes) {
    if (share < leastShare * strongest) continue;
    const strength = strengthOf(share);
    const named = about === undefined ? undefined : listener.catalogue.courses.get(about);
    if (named === undefined || !namesCourse(reason)) {
      said.push({ reason, worth: strength * worthOf(reason), says: [sayingOf(reason)] });
      continue;
    }
    const presence = strength * remembrance(named, listener.learner.history);
    const link = listener.link(recommended, named);
    if (isTaken(reason) && link.someWentOn)
      said.push({
        reason: wholeHistory.reason,
        worth: wholeHistory.worth * strength,
        says: wholeHistory.says,
      });
    // To be sent back is no reason, and nothing different either.
    if (isTaken(reason) && link.isStepBack) continue;
    if (isTaken(reason) && !isSayable(link)) said.push(somethingElse);
    else linked.push({ reason, key: named.key, link, presence });
  }
  const inWords = (category: string) => categoryIn(category, recommended, listener.locale);
  for (const cause of linked) addCourseStatements(cause, inWords, said);
  said.push(...subjectStatements(linked, listener, strengthOf, inWords));
  return said;
}

/** A reader sees that the two have to do with each other, or is told what. */
function isSayable({ nearness, category, wentOn, isPlain }: CourseLink): boolean {
  return nearness >= leastNear && (category !== undefined || isPlain || wentOn !== undefined);
}

/** How much a course that was taken is still present: the later, the more. */
function remembrance(named: CatalogueCourse, history: readonly string[]): number {
  const place = history.lastIndexOf(named.key);
  const age = place < 0 ? 0 : history.length - 1 - place;
  return Math.max(leastRemembered, forgetting ** age) * (named.removedAt ? worths.removed : 1);
}

function namesCourse(reason: Reason): reason is NamingReason {
  const { kind } = reason;
  return kind.startsWith('because-you-') || kind === 'goes-with';
}

/** Whether the course is one of the history. */
function isTaken({ kind }: NamingReason): boolean {
  return kind !== 'because-you-looked-at' && kind !== 'goes-with';
}

/** The ways to name a course that the learner knows. */
function addCourseStatements(
  { reason, key, link: { nearness, buildsOn, wentOn, category, isPlain }, presence }: LinkedCause,
  inWords: (category: string) => string,
  to: Statement[],
): void {
  const { course } = reason;
  const isKnown = isTaken(reason);
  const liking = reason.kind === 'because-you-liked' ? worths.liked : 1;
  const naming = `course ${key}`;
  const say = (statement: Reason, worth: number, says: string[]) =>
    to.push({ reason: statement, worth: worth * presence * liking, says });
  if (category !== undefined)
    say(inCategory(reason, inWords(category)), nearness + worths.category, [naming, `category ${category}`]);
  else if (isPlain || !isKnown) say(reason, Math.max(leastNear, nearness), [naming]);
  if (buildsOn && isKnown)
    say({ kind: 'builds-on', course }, worths.buildsOn, [naming, 'prerequisite known']);
  if (wentOn !== undefined && isKnown) {
    const oneIn = Math.ceil(1 / wentOn);
    say({ kind: 'others-went-on', course, oneIn }, nearness + worths.wentOn, [naming, 'others went-on']);
  }
}

/** The same reason, naming the category too. Not by copying it whole, which takes longer and lets the copies grow old. */
function inCategory(reason: NamingReason, category: string): NamingReason {
  const named: NamingReason = { kind: reason.kind, course: reason.course, category };
  if (named.kind === 'goes-with' && reason.kind === 'goes-with' && reason.isEasier) named.isEasier = true;
  return named;
}

/**
 * That the course belongs to a subject of which the learner has taken several courses, by the strongest of them. It is told when two
 * of them are causes, and says how many there are.
 */
function subjectStatements(
  linked: readonly LinkedCause[],
  { takenIn, shareOfAll }: Listener,
  strengthOf: (share: number) => number,
  inWords: (category: string) => string,
): Statement[] {
  if (shareOfAll === undefined) return [];
  const subjects = new Map<string, LinkedCause[]>();
  for (const cause of linked) {
    const { category, isArea } = cause.link;
    if (category === undefined || isArea || !isTaken(cause.reason)) continue;
    const causes = subjects.get(category);
    if (causes) causes.push(cause);
    else subjects.set(category, [cause]);
  }
  const several = [...subjects].filter(([, causes]) => causes.length > 1);
  if (several.length === 0) return [];
  return several.flatMap(([category, causes]) => {
    const { keys, titles } = takenIn(category);
    const share = titles < 2 ? 0 : shareOfAll(keys);
    if (share <= 0) return [];
    const strength = strengthOf(share);
    // Any of them would be true: one that a reader sees to be like the course is named.
    const likest = Math.max(...causes.map(({ link }) => link.likeness));
    const examples = causes.filter(({ link }) => link.likeness >= leastLikeness * likest);
    return examples.map(({ reason: { course }, key, link: { nearness }, presence }) => ({
      reason: { kind: 'more-in', category: inWords(category), course, count: titles } as const,
      // Whichever is named, all of them are the cause.
      worth: ((nearness + worths.category + worths.several) * (presence + strength)) / 2,
      says: [`course ${key}`, `category ${category}`],
    }));
  });
}

/** A category of a course in the reader's language. */
function categoryIn(category: string, course: CatalogueCourse, locale: string | undefined): string {
  return categoriesIn(course, locale)[course.categories.indexOf(category)] ?? category;
}

function worthOf(reason: Reason): number {
  if (reason.kind.startsWith('related-to-')) return worths.related;
  if (reason.kind === 'often-taken-by') return worths.oftenTakenBy;
  if (reason.kind !== 'popular' && reason.kind !== 'popular-in') return worths.topic;
  return (reason.kind === 'popular' ? worths.popular : worths.popularIn) + (reason.opens ? worths.opens : 0);
}

function sayingOf(reason: Reason): string {
  if (reason.kind === 'often-taken-by') return 'fellow students';
  return reason.kind.startsWith('popular') ? 'popular here' : `topic ${JSON.stringify(reason)}`;
}
