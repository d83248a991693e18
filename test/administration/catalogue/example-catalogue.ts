import type { Express } from 'express';
import { pino } from 'pino';
import type { Institution } from '../../../models/institution.ts';
import { catalogueRoutes } from '../../../src/administration/catalogue/catalogue-routes.ts';
import { apply } from '../../../src/sync/apply/apply.ts';
import { deriveCatalogue } from '../../../src/sync/derivation/derive-catalogue.ts';
import type { CourseRecord, SyncRecord } from '../../../src/sync/record.ts';
import { createApp } from '../../../src/web/create-app.ts';
import { createInstitution } from '../../support/institution.ts';

/** The pages without the sign-in in front of them. */
export function catalogueApp(): Express {
  return createApp(pino({ level: 'silent' }), { '/administration': catalogueRoutes() });
}

const text = 'This course is about the structure of living cells, how they divide, and what makes them grow.';

/** Courses of all kinds that the page lists; sixty have no description. */
export const exampleCourses: readonly Omit<CourseRecord, 'kind'>[] = [
  ...Array.from({ length: 60 }, (_, i) => ({ key: `empty-${i + 10}`, title: `Without a word ${i + 10}` })),
  {
    key: 'script',
    title: '&lt;script&gt;alert(1)&lt;/script&gt;',
    url: 'javascript:alert(1)',
    description: 'See <syllabus>.',
  },
  {
    key: 'cells-1',
    code: 'BIO101-01',
    title: 'Cells (Fall 2024)',
    url: 'https://lms.example/c/1',
    description: text,
  },
  {
    key: 'cells-2',
    code: 'BIO101-02',
    title: 'Cells (Spring 2025)',
    url: 'https://lms.example/c/2',
    description: text,
  },
  { key: 'copy', title: 'A copy', description: text, categories: ['Biology'], language: 'en' },
  {
    key: 'genes',
    title: 'Genes',
    url: 'https://lms.example/c/3',
    description: `Deep. ${text} Prerequisite: BIO101.`,
  },
  {
    key: 'yeast',
    title: 'Yeast',
    description: `Deeper. ${text} Prerequisite: BIO999 or the consent of the teacher.`,
  },
];

export async function exampleInstitution(
  name: string,
  courses: readonly Omit<CourseRecord, 'kind'>[] = exampleCourses,
): Promise<Institution> {
  const institution = await createInstitution({ name });
  const now = new Date();
  const records: SyncRecord[] = courses.map((course) => ({ kind: 'course', ...course }));
  records.push({ kind: 'enrolment', learner: 'ann', course: 'genes' });
  await apply({ institution, source: 'canvas', records, seenAt: now, now });
  await deriveCatalogue(institution._id);
  return institution;
}
