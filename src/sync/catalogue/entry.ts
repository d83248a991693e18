import type { CourseFacts } from '../../../models/course.ts';

/** What is held of each course in memory while a catalogue is looked at as a whole: no description. */
export interface Entry {
  key: string;
  facts: CourseFacts;
  categories: readonly string[];
  /** As sources state it. */
  group?: string | undefined;
  prerequisites: readonly string[];
  isRemoved: boolean;
}

/** The entries by what `keyOf` says of them; those of which it says nothing are left out. */
export function groupedBy<Item>(
  items: Iterable<Item>,
  keyOf: (item: Item) => string | undefined,
): Map<string, Item[]> {
  const grouped = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key === undefined) continue;
    const known = grouped.get(key);
    if (known) known.push(item);
    else grouped.set(key, [item]);
  }
  return grouped;
}
