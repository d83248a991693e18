import { MoodleRefusal } from './moodle-refusal.ts';
import type { MoodleService } from './service.ts';
import { listOf, numberOf, objectOf } from './values.ts';

/**
 * Numbers of the categories that are hidden themselves; the categories inside them are hidden too. Moodle tells `visible` only to
 * who may change categories, but it can be asked for those that are not visible (tried on 4.5 and 5.1). An account that may not
 * see hidden categories is refused, and is not shown their courses either.
 * @throws SourceError
 */
export async function askHiddenCategories(
  service: MoodleService,
  signal: AbortSignal,
): Promise<ReadonlySet<number>> {
  const name = 'core_course_get_categories';
  const args = { criteria: [{ key: 'visible', value: 0 }], addsubcategories: 0 };
  try {
    const answers = listOf(name, await service.call(name, args, signal));
    return new Set(answers.flatMap((answer) => numberOf(objectOf(answer)['id']) ?? []));
  } catch (error) {
    if (error instanceof MoodleRefusal && error.isLocal) return new Set();
    throw error;
  }
}
