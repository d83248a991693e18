import { type ConceptName, ConceptNameModel } from '../../models/concept-name.ts';
import { conceptsNamed } from '../taxonomy/concept-id.ts';
import { foldName } from '../taxonomy/fold-name.ts';
import type { LinkedCourse } from './linked-course.ts';

const namesAtOnce = 500;
/** Another name that more concepts share than these says nothing. */
const mostConcepts = 5;

/**
 * What sources state of courses, by skill: the places of the courses. A statement is the identifier of a skill, or one of its names in
 * whatever language; a skill that is called so counts before skills that are also called so.
 */
export async function readStated(courses: readonly LinkedCourse[]): Promise<Map<string, Set<number>>> {
  const stated = new Map<string, Set<number>>();
  const add = (skill: string, places: Iterable<number>) => {
    const known = stated.get(skill) ?? new Set();
    for (const place of places) known.add(place);
    stated.set(skill, known);
  };
  const byName = new Map<string, Set<number>>();
  for (const [place, { skills = [] }] of courses.entries())
    for (const text of skills) {
      const concepts = conceptsNamed(text);
      for (const concept of concepts) add(concept, [place]);
      if (concepts.length > 0) continue;
      const name = foldName(text);
      byName.set(name, (byName.get(name) ?? new Set()).add(place));
    }
  byName.delete('');
  const names = [...byName.keys()];
  for (let from = 0; from < names.length; from += namesAtOnce) {
    const some = names.slice(from, from + namesAtOnce);
    for (const [name, concepts] of await conceptsByName(some))
      for (const concept of concepts) add(concept, byName.get(name) ?? []);
  }
  return stated;
}

/** Of what a source states of a course, the names; the others are identifiers. */
export function statedInWords(skills: readonly string[]): string[] {
  return skills.filter((text) => conceptsNamed(text).length === 0);
}

async function conceptsByName(names: readonly string[]): Promise<Map<string, Set<string>>> {
  const wanted = new Set(names);
  const called = new Map<string, Set<string>>();
  const alsoCalled = new Map<string, Set<string>>();
  const found = ConceptNameModel.find(
    { kind: 'skill', names: { $in: names } },
    { _id: 0, concept: 1, names: 1 },
  )
    .lean<Pick<ConceptName, 'concept' | 'names'>[]>()
    .cursor();
  for await (const { concept, names: own } of found)
    for (const [i, name] of own.entries()) {
      if (!wanted.has(name)) continue;
      const list = i === 0 ? called : alsoCalled;
      list.set(name, (list.get(name) ?? new Set()).add(concept));
    }
  for (const [name, concepts] of alsoCalled)
    if (!called.has(name) && concepts.size <= mostConcepts) called.set(name, concepts);
  return called;
}
