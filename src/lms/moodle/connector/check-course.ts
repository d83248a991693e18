import { message } from '../../../messages/message.ts';
import type { ConnectorCheck } from '../../../sync/connector.ts';
import { type FoundCourse, hasCompletion } from './catalogue.ts';
import { checkCapability, howToAllow } from './check-capability.ts';
import { askCompletion } from './completion.ts';
import type { MoodleFunction } from './functions.ts';
import { askMemberPage, isStaff, rolesOf } from './members.ts';
import type { MoodleService } from './service.ts';
import { Teachers } from './teachers.ts';
import { numberOf } from './values.ts';

/** The first courses with members are enough. */
const coursesTried = 10;
const membersTried = 20;
/** The number of no group. Moodle checks the right before it looks for the group. */
const noGroup = 2 ** 31 - 1;

interface Grants {
  functions: ReadonlySet<string>;
  staffRoles: readonly string[];
}

/** Tries what may be known of the people in a course. */
export async function courseChecks(
  service: MoodleService,
  courses: readonly FoundCourse[],
  { functions, staffRoles }: Grants,
  signal: AbortSignal,
): Promise<readonly ConnectorCheck[]> {
  if (courses.length === 0 || !functions.has('core_enrol_get_enrolled_users')) return [];
  // More can be tried in courses with completion, so they come first.
  const some = courses
    .toSorted((a, b) => Number(hasCompletion(b)) - Number(hasCompletion(a)))
    .slice(0, coursesTried);
  const [first] = some as [FoundCourse, ...FoundCourse[]];
  const members: Answer[] = [];
  const staff = new Set<Answer>();
  const isLearner = (member: Answer) => !staff.has(member);
  const asked = new Teachers(service);
  let isToldWhoTeaches = false;
  let inhabited: FoundCourse | undefined;

  const participants = await checkCapability('moodle/course:enrolreview', async () => {
    for (const course of some) {
      const page = { standing: 'active', number: membersTried } as const;
      const found = await askMemberPage(service, course.id, page, signal);
      const teachers = await asked.of(course.id, signal);
      isToldWhoTeaches = teachers !== undefined;
      members.push(...found);
      for (const member of found) if (isStaff(member, { staffRoles, teachers })) staff.add(member);
      // The others are looked at too, for the roles that there are.
      if (found.some(isLearner)) inhabited ??= course;
    }
    return { found: message('moodle.participants.good') };
  });
  if (participants.state === 'bad') return [participants];
  const { id } = inhabited ?? first;
  const checks = [
    participants,
    seenCheck(members.some(isLearner)),
    await checkCapability('moodle/site:accessallgroups', async () => {
      await askMemberPage(service, id, { group: noGroup, number: 1 }, signal);
      return { found: message('moodle.groups.good') };
    }),
    accessCheck(members),
    reviewCheck(isToldWhoTeaches),
    roleCheck(members, staff, isToldWhoTeaches),
  ];
  const learner = members.find(isLearner);
  const has = (name: MoodleFunction) => learner !== undefined && functions.has(name);
  const person = `${numberOf(learner?.['id']) ?? ''}`;
  if (has('core_completion_get_course_completion_status'))
    checks.push(await completionCheck(service, inhabited ?? first, person, signal));
  if (has('gradereport_user_get_grade_items')) checks.push(await gradesCheck(service, id, person, signal));
  return checks;
}

type Answer = Readonly<Record<string, unknown>>;

/**
 * Moodle leaves people out of an answer, without saying so, when the account may not see their profile. Teachers are
 * shown to everybody.
 */
function seenCheck(isAnyLearnerSeen: boolean): ConnectorCheck {
  const title = 'moodle/user:viewdetails';
  if (isAnyLearnerSeen) return { title, state: 'good', found: message('moodle.seen.good') };
  return {
    ...{ title, state: 'bad', found: message('moodle.seen.bad', { count: coursesTried }) },
    cure: [howToAllow(title), message('moodle.seen.cure')],
  };
}

function accessCheck(members: readonly Answer[]): ConnectorCheck {
  const title = 'moodle/course:viewhiddenuserfields';
  if (members.length === 0) return { title, state: 'unknown', found: message('moodle.nobody') };
  if (members.every((member) => member['lastcourseaccess'] !== undefined))
    return { title, state: 'good', found: message('moodle.access.good') };
  return { title, state: 'bad', found: message('moodle.access.bad'), cure: howToAllow(title) };
}

/** Optional: without it roles of the house are judged by their names. */
function reviewCheck(isTold: boolean): ConnectorCheck {
  const title = 'moodle/role:review';
  if (isTold)
    return {
      title,
      state: 'good',
      found: message('moodle.review.good'),
    };
  return {
    ...{ title, state: 'unknown', found: message('moodle.review.untold') },
    cure: [message('moodle.review.cure'), howToAllow(title)],
  };
}

/** The roles that were found, and how each is judged. */
function roleCheck(
  members: readonly Answer[],
  staff: ReadonlySet<Answer>,
  isToldWhoTeaches: boolean,
): ConnectorCheck {
  const roles = [...new Set(members.flatMap(rolesOf))].sort();
  const judgements = roles.map((role) => {
    // Somebody with two roles says little about either.
    const having = members.filter((member) => rolesOf(member).includes(role));
    const alone = having.filter((member) => rolesOf(member).length === 1);
    const judged = alone.length > 0 ? alone : having;
    const teaching = judged.filter((member) => staff.has(member)).length;
    const verdict = teaching === judged.length ? 'teaches' : teaching === 0 ? 'learns' : 'inPart';
    return message(`moodle.role.${verdict}`, { role });
  });
  return {
    ...{ title: message('moodle.roles'), state: judgements.length > 0 ? 'good' : 'unknown' },
    found:
      judgements.length > 0
        ? message(`moodle.roles.${isToldWhoTeaches ? 'byRight' : 'byName'}`, { roles: judgements })
        : message('moodle.roles.none'),
    ...(judgements.length > 0 && { cure: message('moodle.roles.cure') }),
  };
}

function completionCheck(service: MoodleService, course: FoundCourse, learner: string, signal: AbortSignal) {
  return checkCapability('report/completion:view', async () => {
    if (!hasCompletion(course)) return { state: 'unknown', found: message('moodle.completion.untried') };
    await askCompletion(service, course.id, learner, signal);
    return { found: message('moodle.completion.good') };
  });
}

function gradesCheck(service: MoodleService, course: number, learner: string, signal: AbortSignal) {
  const attempt = async () => {
    const args = { courseid: course, userid: learner };
    await service.call('gradereport_user_get_grade_items', args, signal);
    return { found: message('moodle.grades.good') };
  };
  return checkCapability('gradereport/user:view, moodle/grade:viewall', attempt, message('moodle.grades'));
}
