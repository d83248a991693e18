import { mayBeOfOnePart } from '../../../sync/failing-parts.ts';
import { rejectionOf } from '../../../sync/rejection-of.ts';
import type { PullOptions } from '../../../sync/source.ts';
import { callMany } from './call-many.ts';
import { isLocalRefusal } from './moodle-refusal.ts';
import type { MoodleService } from './service.ts';
import type { MoodleSite } from './site.ts';
import { objectOf, textOf } from './values.ts';

const asked = 'core_competency_list_course_competencies';
/** What identifies a competency elsewhere: an address, such as ESCO's or one of a CASE framework. */
const address = /^https?:\/\/\S{1,200}$/;

/** What courses teach, as the competencies of Moodle that they are linked to. */
export class Competencies {
  readonly #service: MoodleService;
  readonly #functions: MoodleSite['functions'];
  readonly #signal: AbortSignal;
  readonly #onReject: PullOptions['onReject'];
  #isOff = false;

  constructor(
    service: MoodleService,
    functions: MoodleSite['functions'],
    { signal, onReject }: Pick<PullOptions, 'signal' | 'onReject'>,
  ) {
    this.#service = service;
    this.#functions = functions;
    this.#signal = signal;
    this.#onReject = onReject;
  }

  /**
   * The skills that each course teaches, by its id: the names of its competencies, and their ID numbers where these are addresses.
   * Absent where Moodle does not tell them. A Moodle in which competencies are switched off refuses each course alike, so the first
   * refusals end the asking.
   * @throws SourceError what is about Moodle and not about one course
   */
  async of(ids: readonly number[]): Promise<ReadonlyMap<number, string[]>> {
    const found = new Map<number, string[]>();
    if (this.#isOff || !this.#functions.has(asked)) return found;
    const together = this.#functions.has('tool_mobile_call_external_functions');
    const calls = { name: asked, args: ids.map((id) => ({ id })), together } as const;
    const answers = await callMany(this.#service, calls, this.#signal);
    for (const [i, answer] of answers.entries())
      if (Array.isArray(answer)) found.set(ids[i] as number, answer.flatMap(skillsOf));
      else if (mayBeOfOnePart(answer))
        this.#onReject({ origin: `competencies of course ${ids[i]}`, ...rejectionOf(answer) });
    const refusal = answers.find(isLocalRefusal);
    this.#isOff = refusal !== undefined && found.size === 0;
    if (refusal) this.#onReject({ origin: 'competencies of courses', ...rejectionOf(refusal) });
    return found;
  }
}

function skillsOf(line: unknown): string[] {
  const { shortname, idnumber } = objectOf(objectOf(line)['competency']);
  const id = textOf(idnumber).trim();
  return [textOf(shortname).trim(), address.test(id) ? id : ''].filter(Boolean);
}
