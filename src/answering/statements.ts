import type { Catalogue, CatalogueCourse } from './catalogue.ts';
import type { Statement } from './choose-reasons.ts';
import type { CourseLink, LinkCourses } from './course-links.ts';
import type { LearnerState } from './learner-state.ts';
import type { Cause, Reason } from './reasons.ts';

/** A cause with a smaller part of the strongest one's share is true, and still not why the course is there. */
const leastShare = 0.2;
/** What a statement is worth to a reader; that about a course is worth its nearness. */
const worths = {
  topic: 1.1,
  /** What has only something to do with what is looked for. */
  related: 0.6,
  popularIn: 0.4,
  popular: 0.25,
  /** A course that has nothing to do with the recommended one, as far as a reader can see. */
  unlike: 0.05,
  buildsOn: 1.2,
  manyWentOn: 0.55,
  someWentOn: 0.3,
  /** That it is said which category two courses share. */
  category: 0.1,
  liked: 1.15,
  removed: 0.7,
};
/** Where none of the courses taken has to do with the recommended one as far as a reader can see. */
const wholeHistory: Statement = { reason: { kind: 'your-courses' }, worth: 0.2, says: ['whole history'] };
/** What was taken one course earlier is remembered a little less. */
const forgetting = 0.98;
const leastRemembered = 0.75;

/** A reason that names a course as such, without saying what it has to do with the recommended one. */
type NamingReason = Extract<
  Reason,
  { kind: `because-you-${'took' | 'take' | 'liked' | 'looked-at'}` | 'goes-with' }
>;

/** For whom statements are made. */
export interface Listener {
  catalogue: Catalogue;
  learner: Pick<LearnerState, 'history'>;
}

/** Every way in which the causes of a recommended course can be told, with what each is worth. */
export function statements(
  causes: readonly Cause[],
  recommended: CatalogueCourse,
  { catalogue, learner: { history } }: Listener,
  link: LinkCourses,
): Statement[] {
  const strongest = causes.reduce((most, { share }) => Math.max(most, share), 0);
  const telling = causes.filter(({ share }) => share >= leastShare * strongest);
  return telling.flatMap(({ reason, share, about }) => {
    const strength = strongest > 0 ? Math.sqrt(share / strongest) : 1;
    const named = about === undefined ? undefined : catalogue.courses.get(about);
    if (named === undefined || !namesCourse(reason))
      return { reason, worth: strength * worthOf(reason), says: [sayingOf(reason)] };
    const place = history.lastIndexOf(named.key);
    const age = place < 0 ? 0 : history.length - 1 - place;
    const memory = Math.max(leastRemembered, forgetting ** age);
    const presence = named.removedAt ? worths.removed : 1;
    const liking = reason.kind === 'because-you-liked' ? worths.liked : 1;
    const naming = courseStatements(reason, link(recommended, named)).map(({ worth, says, ...rest }) => ({
      ...rest,
      worth: worth * strength * memory * presence * liking,
      says: [`course ${named.key}`, ...says],
    }));
    return isTaken(reason) ? [...naming, { ...wholeHistory, worth: wholeHistory.worth * strength }] : naming;
  });
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
function courseStatements(
  reason: NamingReason,
  { nearness, buildsOn, wentOn, category }: CourseLink,
): Statement[] {
  const { course } = reason;
  const isKnown = isTaken(reason);
  const plain = Math.max(worths.unlike, nearness);
  return [
    { reason, worth: plain, says: [] },
    ...(category === undefined
      ? []
      : [
          { reason: { ...reason, category }, worth: plain + worths.category, says: [`category ${category}`] },
        ]),
    ...(buildsOn && isKnown
      ? [{ reason: { kind: 'builds-on', course } as const, worth: worths.buildsOn, says: ['builds on'] }]
      : []),
    ...(wentOn && isKnown
      ? [
          {
            reason: { kind: 'others-went-on', course, many: wentOn === 'many' } as const,
            worth: wentOn === 'many' ? Math.max(worths.manyWentOn, nearness) : worths.someWentOn,
            says: ['others'],
          },
        ]
      : []),
  ];
}

function worthOf({ kind }: Reason): number {
  if (kind === 'popular') return worths.popular;
  if (kind.startsWith('related-to-')) return worths.related;
  return kind === 'popular-in' ? worths.popularIn : worths.topic;
}

function sayingOf(reason: Reason): string {
  return reason.kind.startsWith('popular') ? 'popular' : `topic ${JSON.stringify(reason)}`;
}
