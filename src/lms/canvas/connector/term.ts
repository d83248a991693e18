import type { Term } from '../../../sync/record.ts';
import { dateIn, fieldsOf, textIn } from './fields.ts';

export interface Terms {
  /** By number. */
  readonly known: ReadonlyMap<string, Term>;
  /** Number of the term that Canvas makes for an account, where it has no dates: no term. Its name is in the reader's language. */
  readonly none: string | undefined;
}

/** Maps a term, alone or inside a course. Canvas's "Default Term" without dates does not count as a term (`Terms.none`). */
export function termOf(found: unknown): Term | undefined {
  const { name, start_at: start, end_at: end } = fieldsOf(found);
  const [startsAt, endsAt] = [dateIn(start), dateIn(end)];
  const title = textIn(name);
  if (title === undefined || (title === 'Default Term' && !startsAt && !endsAt)) return undefined;
  return { name: title, ...(startsAt && { startsAt }), ...(endsAt && { endsAt }) };
}
