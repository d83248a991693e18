import type { UnclearReason } from '../../../models/course.ts';
import type { Entry } from './entry.ts';
import type { PrerequisiteClause } from './prerequisite-clauses.ts';

/** A title of one word ("Calculus") may be knowledge as well as a course. */
const leastWords = 2;

/** Either a course of the catalogue, or why it is none. */
type Named = { unit: string; course: string } | { why: UnclearReason };

export interface ReadPrerequisites {
  /** Keys; of a course with sections one of them stands for all. */
  courses: string[];
  unclear: { text: string; why: UnclearReason }[];
}

/**
 * Prerequisites that descriptions state, as courses of the catalogue. One that could be another course, that is one of
 * several ways, that nobody can take any more or that would close a circle keeps people from a course wrongly: it is
 * unclear, and left to people.
 */
export class Prerequisites {
  readonly #unitOf: (entry: Entry) => string;
  readonly #byCode = new Map<string, Set<string>>();
  readonly #byTitle = new Map<string, Set<string>>();
  /** The course that stands for a unit: the first that is still there. */
  readonly #courses = new Map<string, string | undefined>();

  /** @param unitOf the group of a section, else the course's own */
  constructor(entries: readonly Entry[], unitOf: (entry: Entry) => string) {
    this.#unitOf = unitOf;
    for (const entry of entries) {
      const { base, title } = entry.facts.name;
      const unit = unitOf(entry);
      if (base !== undefined) addTo(this.#byCode, base, unit);
      if (title.split(' ').length >= leastWords) addTo(this.#byTitle, title, unit);
      const known = this.#courses.get(unit);
      if (known === undefined || (!entry.isRemoved && entry.key < known))
        this.#courses.set(unit, entry.isRemoved ? undefined : entry.key);
    }
  }

  readOf(entry: Entry): ReadPrerequisites {
    const own = this.#unitOf(entry);
    const read: ReadPrerequisites = { courses: [], unclear: [] };
    for (const clause of entry.facts.asks ?? []) {
      const codes = clause.codes.filter((code) => !isOwn(code, entry));
      if (clause.codes.length > 0 && codes.length === 0) continue;
      const named = clause.isOptional
        ? [{ why: 'alternatives' as const }]
        : this.#named({ ...clause, codes });
      for (const one of named) {
        if ('why' in one) read.unclear.push({ text: clause.text, why: one.why });
        else if (one.unit !== own) read.courses.push(one.course);
      }
    }
    return { courses: [...new Set(read.courses)].sort(), unclear: onceEach(read.unclear) };
  }

  #named({ codes, titles }: PrerequisiteClause): Named[] {
    if (codes.length > 0) return codes.map((code) => this.#course(this.#byCode.get(code)));
    const [whole = '', ...parts] = titles;
    if (parts.length === 0 || this.#byTitle.has(whole)) return [this.#course(this.#byTitle.get(whole))];
    return parts.map((part) => this.#course(this.#byTitle.get(part)));
  }

  #course(units: ReadonlySet<string> | undefined): Named {
    const [unit, ...others] = units ?? [];
    if (unit === undefined) return { why: 'unknown' };
    if (others.length > 0) return { why: 'several' };
    const course = this.#courses.get(unit);
    return course === undefined ? { why: 'removed' } : { unit, course };
  }
}

/** "Ask for BIO101 by a form": of the course itself, perhaps of its laboratory. */
function isOwn(code: string, { facts }: Entry): boolean {
  return facts.name.base?.startsWith(code) === true;
}

function addTo(index: Map<string, Set<string>>, name: string, unit: string): void {
  const known = index.get(name);
  if (known) known.add(unit);
  else index.set(name, new Set([unit]));
}

function onceEach(unclear: ReadPrerequisites['unclear']): ReadPrerequisites['unclear'] {
  return [...new Map(unclear.map((one) => [`${one.why} ${one.text}`, one])).values()];
}
