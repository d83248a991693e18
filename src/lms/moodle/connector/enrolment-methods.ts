import { rejectionOf } from '../../../sync/rejection-of.ts';
import type { PullOptions } from '../../../sync/source.ts';
import { SourceError } from '../../../sync/source-error.ts';
import { callMany } from './call-many.ts';
import type { MoodleFunction } from './functions.ts';
import type { MoodleService } from './service.ts';
import { isSet, numberOf, objectOf, textOf } from './values.ts';

/** A method of enrolment of one course, as Moodle tells it to somebody who is not in the course. */
export interface Method {
  id: number;
  /** Name of the plugin: `self`, `guest`, … */
  type: string;
  /** `true`: this person can enter by it. A text says why not. */
  status: unknown;
  /** There is more to be asked of it. */
  hasMore: boolean;
  /** Of guest access; undefined: it is not known. */
  needsPassword?: boolean | undefined;
}

export interface MethodQuestion extends Pick<PullOptions, 'signal' | 'onReject'> {
  service: MoodleService;
  /** Those of the token's service. */
  functions: ReadonlySet<string>;
}

/**
 * The methods of each course, by its id; of a course that is left out Moodle did not tell them.
 * @throws SourceError what is about Moodle and not about one course
 */
export async function askMethods(
  courses: readonly number[],
  question: MethodQuestion,
): Promise<ReadonlyMap<number, readonly Method[]>> {
  const name = 'core_enrol_get_course_enrolment_methods';
  const found = new Map<number, readonly Method[]>();
  const answers = await askAll(
    name,
    courses.map((courseid) => ({ courseid })),
    question,
  );
  for (const [i, answer] of answers.entries()) {
    const course = courses[i] as number;
    if (Array.isArray(answer)) found.set(course, answer.map(methodOf));
    else {
      const why =
        answer instanceof SourceError ? rejectionOf(answer) : { reason: `no usable answer to ${name}` };
      question.onReject({ origin: `course ${course}`, ...why });
    }
  }
  await addPasswords(found, question);
  return found;
}

async function addPasswords(
  found: ReadonlyMap<number, readonly Method[]>,
  question: MethodQuestion,
): Promise<void> {
  const guests = [...found].flatMap(([course, methods]) =>
    methods.flatMap((method) => (method.type === 'guest' && isSet(method.status) ? { course, method } : [])),
  );
  const answers = await askAll(
    'enrol_guest_get_instance_info',
    guests.map(({ method: { id } }) => ({ instanceid: id })),
    question,
  );
  for (const [i, { course, method }] of guests.entries()) {
    const answer = answers[i];
    if (answer instanceof SourceError)
      question.onReject({ origin: `guest access of course ${course}`, ...rejectionOf(answer) });
    const needed = objectOf(objectOf(answer)['instanceinfo'])['passwordrequired'];
    method.needsPassword = needed === undefined ? undefined : isSet(needed);
  }
}

/** Nothing where the service does not hold the function. */
async function askAll(
  name: MoodleFunction,
  args: readonly { readonly [name: string]: number }[],
  { service, functions, signal }: MethodQuestion,
): Promise<readonly unknown[]> {
  if (!functions.has(name)) return [];
  const together = functions.has('tool_mobile_call_external_functions');
  return callMany(service, { name, args, together }, signal);
}

function methodOf(line: unknown): Method {
  const { id, type, status, wsfunction } = objectOf(line);
  return { id: numberOf(id) ?? 0, type: textOf(type), status, hasMore: textOf(wsfunction) !== '' };
}
