import { setImmediate as yieldToOthers } from 'node:timers/promises';
import type { UnclearReason } from '../../../models/course.ts';
import type { CatalogueCourse } from './catalogue-course.ts';
import { findCircles } from './circles.ts';
import type { PrerequisiteClause } from './prerequisite-clauses.ts';

/** A title of one word ("Calculus") may be knowledge as well as a course. */
const leastWords = 2;

export interface FoundPrerequisites {
  /** Keys. For a course with sections, one section stands for all. */
  courses: string[];
  unclear: { text: string; why: UnclearReason }[];
}

/**
 * Finds prerequisites in descriptions, for courses of which no source states any. A prerequisite is left out, and named as
 * unclear, where a guess would keep people from a course wrongly: it could be several courses, it is one of several ways, no
 * course of the catalogue has this name, nobody can take it any more, or two courses would wait for each other.
 * @param unitOf what names a course together with its other sections
 * @returns by the course's key
 */
export async function findPrerequisites(
  courses: readonly CatalogueCourse[],
  unitOf: (course: CatalogueCourse) => string,
): Promise<Map<string, FoundPrerequisites>> {
  const index = new CourseIndex(courses, unitOf);
  await yieldToOthers();
  const asking = courses.filter(({ facts, prerequisites }) => facts.asks && prerequisites.length === 0);
  const found = new Map(asking.map((course) => [course.key, index.find(course)]));
  await yieldToOthers();
  const units = new Map(courses.map((course) => [course.key, unitOf(course)]));
  const edges = findEdges(courses, units, found);
  await yieldToOthers();
  const circles = findCircles(edges);
  const isCircular = (key: string) => circles.has(units.get(key) ?? '');
  for (const { key } of asking) {
    const own = found.get(key);
    if (!own || !isCircular(key)) continue;
    const circular = own.courses.filter(isCircular).map((text) => ({ text, why: 'circle' as const }));
    found.set(key, {
      courses: own.courses.filter((course) => !isCircular(course)),
      unclear: [...own.unclear, ...circular],
    });
  }
  return found;
}

/** From each unit to the units that must come before it, stated or found. */
function findEdges(
  courses: readonly CatalogueCourse[],
  units: ReadonlyMap<string, string>,
  found: ReadonlyMap<string, FoundPrerequisites>,
): Map<string, string[]> {
  const edges = new Map<string, string[]>();
  for (const { key, prerequisites } of courses) {
    const before = [...prerequisites, ...(found.get(key)?.courses ?? [])].flatMap(
      (one) => units.get(one) ?? [],
    );
    if (before.length === 0) continue;
    const unit = units.get(key) as string;
    const known = edges.get(unit);
    if (known) known.push(...before);
    else edges.set(unit, before);
  }
  return edges;
}

/** Either a course of the catalogue, or the reason why the name is none. */
type Named = { unit: string; course: string } | { why: UnclearReason };

/** The courses of a catalogue by the codes and titles that a description may name. */
class CourseIndex {
  readonly #unitOf: (course: CatalogueCourse) => string;
  readonly #byCode = new Map<string, Set<string>>();
  readonly #byTitle = new Map<string, Set<string>>();
  /** The course that stands for a unit: the first one that is not removed. */
  readonly #courses = new Map<string, string | undefined>();

  /** @param unitOf the name of a section's group, or of a course by itself */
  constructor(courses: readonly CatalogueCourse[], unitOf: (course: CatalogueCourse) => string) {
    this.#unitOf = unitOf;
    for (const course of courses) {
      const { base, title } = course.facts.name;
      const unit = unitOf(course);
      if (base !== undefined) addTo(this.#byCode, base, unit);
      if (title.split(' ').length >= leastWords) addTo(this.#byTitle, title, unit);
      const known = this.#courses.get(unit);
      if (known === undefined || (!course.isRemoved && course.key < known))
        this.#courses.set(unit, course.isRemoved ? undefined : course.key);
    }
  }

  find(course: CatalogueCourse): FoundPrerequisites {
    const own = this.#unitOf(course);
    const found: FoundPrerequisites = { courses: [], unclear: [] };
    for (const clause of course.facts.asks ?? []) {
      const codes = clause.codes.filter((code) => !isOwn(code, course));
      if (clause.codes.length > 0 && codes.length === 0) continue;
      const named = clause.isOptional
        ? [{ why: 'alternatives' as const }]
        : this.#named({ ...clause, codes });
      for (const one of named) {
        if ('why' in one) found.unclear.push({ text: clause.text, why: one.why });
        else if (one.unit !== own) found.courses.push(one.course);
      }
    }
    return { courses: [...new Set(found.courses)].sort(), unclear: onceEach(found.unclear) };
  }

  #named({ codes, titles }: PrerequisiteClause): Named[] {
    if (codes.length > 0) return codes.map((code) => this.#course(this.#byCode.get(code)));
    const [whole = '', ...parts] = titles;
    if (parts.length === 0 || this.#byTitle.has(whole)) return [this.#course(this.#byTitle.get(whole))];
    return parts.map((part) => this.#course(this.#byTitle.get(part)));
  }

  #course(units: ReadonlySet<string> | undefined): Named {
    // Not all of them: every course of a catalogue may have one code, and then each looks at all the others.
    const [unit] = units ?? [];
    if (unit === undefined) return { why: 'unknown' };
    if (units && units.size > 1) return { why: 'several' };
    const course = this.#courses.get(unit);
    return course === undefined ? { why: 'removed' } : { unit, course };
  }
}

/** "Ask for BIO101 by a form" means the course itself, or its laboratory. */
function isOwn(code: string, { facts }: CatalogueCourse): boolean {
  return facts.name.base?.startsWith(code) === true;
}

function addTo(index: Map<string, Set<string>>, name: string, unit: string): void {
  const known = index.get(name);
  if (known) known.add(unit);
  else index.set(name, new Set([unit]));
}

function onceEach(unclear: FoundPrerequisites['unclear']): FoundPrerequisites['unclear'] {
  return [...new Map(unclear.map((one) => [`${one.why} ${one.text}`, one])).values()];
}
