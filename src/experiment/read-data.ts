import { nameOfSections } from '../../models/sections.ts';
import { type CourseText, type Dataset, DatasetBuilder } from '../recommender/data/dataset.ts';
import { statedTerm } from '../recommender/data/sessions.ts';
import { StudiesBuilder } from '../recommender/data/studies.ts';
import { plainText } from '../sync/plain-text.ts';
import { readCourses, readEnrolments } from '../sync/sources/csv/read-records.ts';

export interface DataFiles {
  courses: string;
  interactions: string;
}

export interface ExperimentData {
  dataset: Dataset;
  courses: CourseText[];
  /** What was left out, in words, most frequent first: "12 rows of courses that are not in the courses file". */
  leftOut: string[];
}

/**
 * Reads a data set in the import format, without a database. Every row is an interaction, whatever its state: the
 * learner chose the course. Sections of one course (`group`) are one course, as the last of them in the file describes it.
 * @param onRows told now and then how many interactions are read
 * @throws UnreadableFileError
 */
export async function readData(files: DataFiles, onRows?: (rows: number) => void): Promise<ExperimentData> {
  const leftOut = new Map<string, number>();
  const leave = (what: string, count = 1) => {
    if (count > 0) leftOut.set(what, (leftOut.get(what) ?? 0) + count);
  };
  const onBadRow = ({ reason }: { reason: string }) => leave(`rows: ${reason}`);

  const courses: CourseText[] = [];
  const courseIndex = new Map<string, number>();
  const starts = new Map<string, number>();
  const rowOfSections = new Map<string, number>();
  for await (const { key, title, group, ...course } of readCourses(files.courses, { onBadRow })) {
    if (course.startsAt) starts.set(key, course.startsAt.getTime() / 1000);
    if (courseIndex.has(key)) leave('rows of a course that is there already');
    else {
      const name = nameOfSections({ key, group: group ?? undefined });
      const row = rowOfSections.get(name) ?? courses.length;
      rowOfSections.set(name, row);
      courseIndex.set(key, row);
      courses[row] = {
        title: plainText(title),
        description: plainText(course.description ?? ''),
        categories: course.categories ?? [],
        level: course.level ?? undefined,
        language: course.language ?? undefined,
      };
    }
  }

  const learnerIndex = new Map<string, number>();
  const builder = new DatasetBuilder();
  const studies = new StudiesBuilder();
  let newest = 0;
  for await (const record of readEnrolments(files.interactions, { onBadRow })) {
    if (record.kind === 'study') {
      const { learner, programme, year } = record;
      const row = learnerIndex.get(learner);
      if (programme && row !== undefined) studies.add(row, { programme, ...(year && { year }) });
      continue;
    }
    const { learner, course, at } = record;
    newest = Math.max(newest, at ? at.getTime() / 1000 : 0);
    const index = courseIndex.get(course);
    if (index === undefined) leave('rows of courses that are not in the courses file');
    else {
      const row = learnerIndex.get(learner) ?? learnerIndex.size;
      learnerIndex.set(learner, row);
      const time = at ? at.getTime() / 1000 : Number.NaN;
      builder.add(row, index, time, statedTerm(starts.get(course) ?? Number.NaN, time));
      if (builder.size % 10_000 === 0) onRows?.(builder.size);
    }
  }
  const dataset = {
    ...builder.build(learnerIndex.size, courses.length),
    studies: studies.build(learnerIndex.size, newest),
  };
  leave('rows of a learner and course that are there already', builder.duplicates);
  return {
    dataset,
    courses,
    leftOut: [...leftOut].sort(([, a], [, b]) => b - a).map(([what, count]) => `${count} ${what}`),
  };
}
