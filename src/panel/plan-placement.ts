import type { TermLoad } from '../../models/trained-model.ts';
import type { PlannedCourse } from '../answering/course-plan.ts';
import { type StateGroup, stateGroup } from '../answering/course-state.ts';
import { halfYearOf } from './plan-terms.ts';

/** Where a course stands that has no term: what the learner put off, or what nobody can say a term for. */
export const later = '';

export interface PlacementContext {
  /** Terms by the key of a course, as the learner has said; `later`: they have put it off. */
  chosen: ReadonlyMap<string, string>;
  /** All terms of the plan, in their order. */
  terms: readonly string[];
  /** Those that can be planned for. */
  offered: readonly string[];
  /** How much people take in a term; undefined where that is not known. */
  load: TermLoad | undefined;
}

/**
 * The term in which each saved course stands, by its key. What the learner has chosen counts, then the course's own term; any other
 * stands in the first term in which it can be taken, after what it needs, and where it is not too much.
 * @param courses in the order in which they were saved: who comes first finds more room
 */
export function placeCourses(
  courses: readonly PlannedCourse[],
  { chosen, terms, offered, load }: PlacementContext,
): ReadonlyMap<string, string> {
  const placed = new Map<string, string>();
  const credits = new Map<string, number>();
  const byKey = new Map(courses.map((one) => [one.course.key, one]));
  const put = ({ course }: PlannedCourse, term: string) => {
    placed.set(course.key, term);
    credits.set(term, (credits.get(term) ?? 0) + (course.credits ?? 0));
  };

  for (const one of courses) {
    const term = chosen.get(one.course.key) ?? one.ownTerm;
    if (term === later || (term !== undefined && terms.includes(term))) put(one, term);
  }
  for (const one of courses) place(one, new Set());
  return placed;

  function place(one: PlannedCourse, onTheWay: ReadonlySet<string>): void {
    const { key } = one.course;
    if (placed.has(key) || onTheWay.has(key)) return;
    for (const need of one.needs) {
      const before = byKey.get(need);
      if (before) place(before, new Set([...onTheWay, key]));
    }
    const first = earliest(one);
    const found = first === undefined ? undefined : offered.slice(first).find((term) => hasRoom(term, one));
    put(one, found ?? later);
  }

  /** Place among the offered terms; undefined where nothing says when it can be taken. */
  function earliest({ state, needs, from }: PlannedCourse): number | undefined {
    const group: StateGroup = stateGroup(state);
    if (group === 'open' || state.kind === 'other-language') return 0;
    if (state.kind === 'opens') return Math.max(0, offered.indexOf(halfYearOf(from ?? state.opensAt)));
    if (group !== 'step' || needs.length === 0) return undefined;
    const before = needs.map((key) => placed.get(key));
    if (before.some((term) => term === undefined || term === later)) return undefined;
    return Math.max(...before.map((term) => offered.indexOf(term as string) + 1));
  }

  /** One course alone is never too much. */
  function hasRoom(term: string, { course: { credits: own = 0 } }: PlannedCourse): boolean {
    const there = credits.get(term) ?? 0;
    return load === undefined || there === 0 || there + own <= load.most;
  }
}
