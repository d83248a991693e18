import { type Field, fields, fieldWeights, lengthShares } from './searched-course.ts';

/** Of a word that stands in a course as part of a compound only. */
const partWeight = 0.5;

/** Where a term stands: courses ascending, with how much it counts there. */
export interface TermPostings {
  courses: Int32Array;
  /** Frequency over the fields, each weighed and made comparable by the field's length (BM25F). */
  frequencies: Float32Array;
  /** 1 where it stands in more than the description and the area. */
  named: Uint8Array;
}

interface Occurrence {
  course: number;
  field: number;
  count: number;
}

/** Collects where terms stand, course after course, and weighs them when all are known. */
export class PostingsBuilder {
  readonly #occurrences: Occurrence[][] = [];
  readonly #lengths: Float32Array[];

  constructor(courseCount: number) {
    this.#lengths = fields.map(() => new Float32Array(courseCount));
  }

  /** Courses must come in ascending order. */
  add(term: number, course: number, field: number, isPart = false): void {
    this.#occurrences[term] ??= [];
    const list = this.#occurrences[term] as Occurrence[];
    const count = isPart ? partWeight : 1;
    if (!isPart) this.#lengths[field]![course]! += 1;
    for (let i = list.length - 1; i >= 0 && list[i]!.course === course; i--)
      if (list[i]!.field === field) {
        list[i]!.count += count;
        return;
      }
    list.push({ course, field, count });
  }

  build(): TermPostings[] {
    const means = this.#lengths.map((lengths) => {
      const filled = lengths.filter((length) => length > 0);
      return filled.reduce((sum, length) => sum + length, 0) / Math.max(1, filled.length) || 1;
    });
    return Array.from({ length: this.#occurrences.length }, (_, term) =>
      this.#weigh(this.#occurrences[term] ?? [], means),
    );
  }

  #weigh(list: readonly Occurrence[], means: readonly number[]): TermPostings {
    const courses: number[] = [];
    const frequencies: number[] = [];
    const named: number[] = [];
    for (const { course, field, count } of list) {
      const name = fields[field] as Field;
      const share = lengthShares[name];
      const length = this.#lengths[field]![course]! / means[field]!;
      const frequency = (fieldWeights[name] * count) / (1 - share + share * length);
      const isNamed = name === 'description' || name === 'area' ? 0 : 1;
      if (courses.at(-1) === course) {
        frequencies[frequencies.length - 1]! += frequency;
        named[named.length - 1]! |= isNamed;
      } else {
        courses.push(course);
        frequencies.push(frequency);
        named.push(isNamed);
      }
    }
    return {
      courses: Int32Array.from(courses),
      frequencies: Float32Array.from(frequencies),
      named: Uint8Array.from(named),
    };
  }
}
