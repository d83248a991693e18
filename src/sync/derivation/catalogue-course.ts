import type { CourseFacts } from '../../../models/course.ts';

/** What is held of each course in memory while a whole catalogue is derived: everything but its description. */
export interface CatalogueCourse {
  key: string;
  facts: CourseFacts;
  categories: readonly string[];
  /** As sources state it. */
  group?: string | undefined;
  /** As sources state them; keys. */
  prerequisites: readonly string[];
  isRemoved: boolean;
}

/** The items by their keys; items without a key are left out. */
export function groupBy<Item>(
  items: Iterable<Item>,
  getKey: (item: Item) => string | undefined,
): Map<string, Item[]> {
  const grouped = new Map<string, Item[]>();
  for (const item of items) {
    const key = getKey(item);
    if (key === undefined) continue;
    const known = grouped.get(key);
    if (known) known.push(item);
    else grouped.set(key, [item]);
  }
  return grouped;
}
