import { Types } from 'mongoose';
import type { BulkUpsert, Scope } from '../../../src/sync/apply/bulk-upsert.ts';
import { CompleteScopes } from '../../../src/sync/apply/complete-scopes.ts';
import { validateRecord } from '../../../src/sync/apply/validate-record.ts';
import type { SyncRecord } from '../../../src/sync/record.ts';
import { nameOf, type School } from './school.ts';

const source = 'memory';
const institutionId = new Types.ObjectId();

interface Stored {
  course: string;
  bySource: { memory: { role: string; state?: string } };
  seen: 'before' | 'again' | 'removed';
}

export interface Outcome {
  /** Names of people in courses who count as withdrawn now. */
  withdrawn: Set<string>;
  heldBack: number;
}

/**
 * What `apply` makes of records, without a database: the same validation of records, the same complete scopes and the same guard,
 * on a store that is a map. `feed-mutations.ts` compares it with the engine.
 */
export async function applyInMemory(
  records: AsyncIterable<SyncRecord>,
  school: School,
  now: Date,
): Promise<Outcome> {
  const people = new Map<string, Stored>();
  const catalogue = new Map<string, Stored>();
  for (const { id, people: members } of school.courses) {
    catalogue.set(id, stored(id, 'course'));
    for (const person of members) people.set(nameOf(id, person.id), stored(id, person.role));
  }
  const known = new Set(catalogue.keys());
  const withdrawn = new Set<string>();
  const enrolments = storeOf(people, withdrawn);
  const scopes = new CompleteScopes(storeOf(catalogue, new Set()), enrolments, { institutionId, source });
  try {
    for await (const record of records) take(record);
  } catch {
    // It broke off: nothing counts as gone.
    return { withdrawn, heldBack: 0 };
  }
  const { heldBack } = (await scopes.removeUnseen()) ?? {};
  return { withdrawn, heldBack: heldBack?.removals ?? 0 };

  function take(record: SyncRecord): void {
    if (record.kind === 'checkpoint' || record.kind === 'alias') return;
    if (record.kind === 'complete') scopes.add(record);
    else if (validateRecord(record, known, now) !== undefined) scopes.reject(record);
    else if (record.kind === 'course') {
      known.add(record.key);
      see(catalogue.get(record.key));
    } else if (record.kind === 'enrolment') {
      const name = nameOf(record.course, record.learner);
      see(people.get(name), record.role);
      withdrawn.delete(name);
    } else if (record.kind === 'removal' && record.learner !== undefined) {
      const name = nameOf(record.course, record.learner);
      const found = people.get(name);
      if (found?.seen !== 'before') return;
      found.seen = 'removed';
      withdrawn.add(name);
    }
  }
}

function stored(course: string, role: string): Stored {
  return { course, bySource: { memory: { role } }, seen: 'before' };
}

function see(found: Stored | undefined, role?: string): void {
  if (!found) return;
  found.seen = 'again';
  if (role !== undefined) found.bySource.memory.role = role;
}

/** What the complete scopes ask of a store of documents. */
function storeOf(documents: ReadonlyMap<string, Stored>, removed: Set<string>): BulkUpsert {
  const isIn = ({ filter }: Scope) => {
    const { $in: courses } = (filter['course'] ?? {}) as { $in?: readonly string[] };
    const among = courses && new Set(courses);
    const learnersAlone = `bySource.${source}.role` in filter;
    return ({ course, bySource }: Stored) =>
      (!among || among.has(course)) && !(learnersAlone && bySource.memory.role === 'staff');
  };
  const store = {
    async *unseen(scope: Scope) {
      const matches = isIn(scope);
      for (const one of documents.values()) if (one.seen === 'before' && matches(one)) yield one;
    },
    async countSeenAgain(scope: Scope) {
      const matches = isIn(scope);
      let count = 0;
      for (const one of documents.values()) if (one.seen === 'again' && matches(one)) count++;
      return count;
    },
    async removeUnseen(scope: Scope) {
      const matches = isIn(scope);
      for (const [name, one] of documents)
        if (one.seen === 'before' && matches(one)) {
          one.seen = 'removed';
          removed.add(name);
        }
    },
  };
  return store as unknown as BulkUpsert;
}
