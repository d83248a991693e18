import type { Types } from 'mongoose';

type Ask<Answer> = (institutionId: Types.ObjectId) => Promise<Answer>;

const milliseconds = 60_000;

/**
 * Remembers for a minute what is asked about an institution's catalogue. Every view of the panel needs it, reading it
 * takes most of a view's time (counting categories: 37 ms at 8,000 courses), and only a sync or an import changes it.
 * Institutions that nobody asks about take no memory: each new answer drops those that are older than a minute.
 */
export function rememberForAMinute<Answer>(ask: Ask<Answer>, now: () => number = Date.now): Ask<Answer> {
  const known = new Map<string, { until: number; answer: Promise<Answer> }>();
  return (institutionId) => {
    const key = institutionId.toHexString();
    const kept = known.get(key);
    if (kept && now() < kept.until) return kept.answer;
    for (const [other, { until }] of known) if (until <= now()) known.delete(other);
    const answer = ask(institutionId);
    known.set(key, { until: now() + milliseconds, answer });
    answer.catch(() => known.delete(key));
    return answer;
  };
}
