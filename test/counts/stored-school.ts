import type { Institution } from '../../models/institution.ts';
import { apply } from '../../src/sync/apply/apply.ts';
import type { CourseRecord, SyncRecord } from '../../src/sync/record.ts';
import { createInstitution } from '../support/institution.ts';

export const day = 86_400_000;

/**
 * A school that two sources tell of: with staff, a deleted course, people who left, who have finished, and who begin later.
 * Of the five courses that are there, learners take or have taken three; a sixth is deleted. One is open and one by invitation.
 */
export async function storedSchool(now: Date): Promise<Institution> {
  const institution = await createInstitution({ name: 'School' });
  const store = (source: string, records: SyncRecord[], at = now) =>
    apply({ institution, source, records, seenAt: at, now: at });
  const course = (key: string, description?: string): CourseRecord => ({
    ...{ kind: 'course', key, title: `Course ${key}` },
    ...(description !== undefined && { description }),
  });
  const long = 'What one learns here is told in so many words that it is no short description any more.';
  await store('csv', [
    ...[course('a', long), course('b', '—'), course('c'), course('d', long), course('e', long)],
    course('gone', long),
    ...['a', 'gone'].map(
      (key): SyncRecord => ({ kind: 'enrolment', learner: 'ann', course: key, at: new Date('2025-09-01') }),
    ),
    { kind: 'enrolment', learner: 'bob', course: 'b', state: 'withdrawn' },
    // Only in a course that is deleted.
    { kind: 'enrolment', learner: 'cid', course: 'gone' },
  ]);
  await store('moodle', [course('gone')], new Date(now.getTime() - day));
  await store('moodle', [
    ...[course('c'), course('d', long)],
    { ...course('a', long), entry: [{ way: 'closed' }, { way: 'open' }] },
    { ...course('b'), entry: [{ way: 'invitation' }] },
    { kind: 'removal', course: 'gone' },
    { kind: 'enrolment', learner: 'ann', course: 'a', completedAt: new Date('2026-01-31'), state: 'active' },
    { kind: 'enrolment', learner: 'dan', course: 'b', state: 'active', at: new Date('2026-02-01') },
    { kind: 'enrolment', learner: 'eve', course: 'c', state: 'planned', at: new Date(now.getTime() - day) },
    { kind: 'enrolment', learner: 'eve', course: 'd', state: 'planned', at: new Date(now.getTime() + day) },
    // Alone in it, and no learner.
    { kind: 'enrolment', learner: 'tom', course: 'd', role: 'staff', state: 'active' },
    { kind: 'enrolment', learner: 'tom', course: 'a', role: 'staff', state: 'active' },
  ]);
  return institution;
}
