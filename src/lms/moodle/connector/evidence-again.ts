import type { PullOptions } from '../../../sync/source.ts';

/** What is read of a course besides who is in it. */
const parts = ['grades', 'completion'] as const;
export type EvidencePart = (typeof parts)[number];

/**
 * Where Moodle gives no grades at all, a pull of changes must not become one of everything: of what earlier pulls have missed so
 * much is asked for again in one, that which has waited longest first.
 */
const mostAgain = 20;

/** Since when changes are asked for, and what becomes of it, in one course. */
export interface CourseEvidence {
  /** Undefined: all there is. */
  since: Readonly<Record<EvidencePart, Date | undefined>>;
  /** To be called where Moodle could not give all of it, and perhaps the next time. */
  missed(part: EvidencePart): void;
  /** To be called when the course was read. */
  end(): void;
}

/**
 * Grades and completion that could not be read, while the course's members could. The next pull of changes asks for them again from
 * when the pull asked that missed them. What a pull of everything has missed is asked for once as a whole; what fails then too comes
 * with the next pull of everything, but for what changes meanwhile.
 */
export class EvidenceAgain {
  readonly #since: Date | undefined;
  readonly #unread: Set<string>;
  /** By what was missed, since when; of one that broke off a pull may have left two. */
  readonly #marks = new Map<string, string[]>();
  /** What is asked for again in this pull. */
  readonly #again: ReadonlySet<string>;

  /** @param listed ids of the courses that there are */
  constructor(
    { since, unread }: Pick<PullOptions, 'since'> & { unread: Set<string> },
    listed: ReadonlySet<string>,
  ) {
    this.#since = since;
    this.#unread = unread;
    for (const mark of unread) {
      if (courseOfPart(mark) === mark || !listed.has(courseOfPart(mark))) continue;
      const [missed = ''] = mark.split(' since ');
      this.#marks.set(missed, [...(this.#marks.get(missed) ?? []), mark]);
    }
    this.#again = new Set([...this.#marks.keys()].slice(0, mostAgain));
  }

  /** @param isWhole whatever is wanted, this course is read from the beginning */
  of(course: number, isWhole: boolean): CourseEvidence {
    const wanted = isWhole ? undefined : this.#since;
    const sinceOf = (part: EvidencePart) => {
      const name = nameOf(part, course);
      return wanted && this.#again.has(name) ? earliest(wanted, this.#marks.get(name) ?? []) : wanted;
    };
    const since = { grades: sinceOf('grades'), completion: sinceOf('completion') };
    const missed = new Set<EvidencePart>();
    const settle = (part: EvidencePart) => {
      const name = nameOf(part, course);
      const marks = this.#marks.get(name) ?? [];
      // What this pull did not come to stays as it is.
      if (wanted && marks.length > 0 && !this.#again.has(name)) return;
      for (const mark of marks) this.#unread.delete(mark);
      if (missed.has(part)) this.#unread.add(nameOf(part, course, wanted && (since[part] ?? wanted)));
    };
    return {
      since,
      missed: (part) => void missed.add(part),
      end: () => parts.forEach(settle),
    };
  }
}

const nameOf = (part: EvidencePart, course: number, since?: Date) =>
  `${part} of course ${course}${since ? ` since ${since.toISOString()}` : ''}`;

/** The id of the course that a part of it is unread of, as `nameOf` writes it; every other name as it is. */
export function courseOfPart(name: string): string {
  return /^(?:grades|completion) of course (\d+)(?: |$)/.exec(name)?.[1] ?? name;
}

/** Undefined: all there is. */
function earliest(wanted: Date, marks: readonly string[]): Date | undefined {
  const times = marks.map((mark) => mark.split(' since ')[1]);
  if (times.includes(undefined)) return undefined;
  return new Date(Math.min(wanted.getTime(), ...times.map((time) => Date.parse(`${time}`))));
}
