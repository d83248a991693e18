import type { FileSource } from '../file-source.ts';
import { csvSource } from './csv-source.ts';

/** Uploaded tables (docs/import.md). */
export const csvFiles: FileSource = {
  name: 'csv',
  title: 'CSV files',
  introduction:
    'Courses and enrolments as tables, either alone or both. The first line names the columns; what is not in a file is left as it is.',
  files: [
    {
      name: 'courses',
      label: 'Courses',
      hint: 'Columns course and title; more in docs/import.md. Plain or compressed with gzip.',
    },
    {
      name: 'enrolments',
      label: 'Enrolments',
      hint: 'Columns learner and course; time and state make recommendations better. Plain or compressed with gzip.',
    },
  ],
  open: ({ courses, enrolments }) => csvSource({ courses, enrolments }, { namesFiles: true }),
};
