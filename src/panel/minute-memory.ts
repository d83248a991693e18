import type { Types } from 'mongoose';

type Ask<Answer> = (tenant: Types.ObjectId) => Promise<Answer>;

const milliseconds = 60_000;

/**
 * Remembers for a minute what is asked about an institution's catalogue: every view of the panel asks for its
 * categories and languages, counting them reads the whole of it (37 ms at 8,000 courses), and only an import changes
 * them.
 */
export function remember<Answer>(ask: Ask<Answer>, now: () => number = Date.now): Ask<Answer> {
  const known = new Map<string, { until: number; answer: Promise<Answer> }>();
  return (tenant) => {
    const key = tenant.toHexString();
    const kept = known.get(key);
    if (kept && now() < kept.until) return kept.answer;
    const answer = ask(tenant);
    known.set(key, { until: now() + milliseconds, answer });
    answer.catch(() => known.delete(key));
    return answer;
  };
}
