import type { Types } from 'mongoose';

type Ask<Answer> = (institutionId: Types.ObjectId) => Promise<Answer>;

const freshMilliseconds = 60_000;
/** An older answer is given to nobody: somebody who comes after a quiet night sees what the night has brought. */
const usableMilliseconds = 10 * 60_000;

interface Kept<Answer> {
  answer: Promise<Answer>;
  askedAt: number;
  /** From then on a newer answer is asked for. */
  renewAt: number;
}

/**
 * Remembers what is asked about an institution's catalogue. Every view of the panel needs it, reading it takes most of a view's
 * time (counting categories: 37 ms at 8,000 courses), and only a sync or an import changes it. After a minute a newer answer is
 * asked for, and nobody waits for it: until it is there, the one before is given. Institutions that nobody asks about take no
 * memory: each new answer drops those that are older than ten minutes.
 */
export function rememberForAMinute<Answer>(ask: Ask<Answer>, now: () => number = Date.now): Ask<Answer> {
  const known = new Map<string, Kept<Answer>>();
  const keep = (key: string, answer: Promise<Answer>, askedAt: number) =>
    known.set(key, { answer, askedAt, renewAt: askedAt + freshMilliseconds });
  return (institutionId) => {
    const key = institutionId.toHexString();
    const time = now();
    const kept = known.get(key);
    if (kept && time < kept.renewAt) return kept.answer;
    for (const [other, { askedAt }] of known) if (askedAt + usableMilliseconds <= time) known.delete(other);
    const answer = ask(institutionId);
    if (kept && known.has(key)) {
      kept.renewAt = time + freshMilliseconds;
      // Where it fails, the one before stays, and the next minute tries again.
      answer.then(
        () => keep(key, answer, time),
        () => {},
      );
      return kept.answer;
    }
    keep(key, answer, time);
    answer.catch(() => known.delete(key));
    return answer;
  };
}
