import { setImmediate as othersTurn } from 'node:timers/promises';
import { inCircles } from './circles.ts';
import type { Entry } from './entry.ts';
import { Prerequisites, type ReadPrerequisites } from './prerequisites.ts';

/**
 * What descriptions say where no source states prerequisites, less what would make two courses wait for each other: by key.
 * @param unitOf the same for all sections of a course
 */
export async function readPrerequisites(
  entries: readonly Entry[],
  unitOf: (entry: Entry) => string,
): Promise<Map<string, ReadPrerequisites>> {
  const index = new Prerequisites(entries, unitOf);
  await othersTurn();
  const asking = entries.filter(({ facts, prerequisites }) => facts.asks && prerequisites.length === 0);
  const read = new Map(asking.map((entry) => [entry.key, index.readOf(entry)]));
  await othersTurn();
  const units = new Map(entries.map((entry) => [entry.key, unitOf(entry)]));
  const edges = edgesOf(entries, units, read);
  await othersTurn();
  const circles = inCircles(edges);
  const isCircular = (key: string) => circles.has(units.get(key) ?? '');
  for (const { key } of asking) {
    const found = read.get(key);
    if (!found || !isCircular(key)) continue;
    const circular = found.courses.filter(isCircular).map((text) => ({ text, why: 'circle' as const }));
    read.set(key, {
      courses: found.courses.filter((course) => !isCircular(course)),
      unclear: [...found.unclear, ...circular],
    });
  }
  return read;
}

/** From each course, its sections taken together, to those that come before it: stated and read. */
function edgesOf(
  entries: readonly Entry[],
  units: ReadonlyMap<string, string>,
  read: ReadonlyMap<string, ReadPrerequisites>,
): Map<string, string[]> {
  const edges = new Map<string, string[]>();
  for (const { key, prerequisites } of entries) {
    const before = [...prerequisites, ...(read.get(key)?.courses ?? [])].flatMap(
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
