import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { Catalogue } from '../answering/catalogue.ts';
import type { CourseText, Dataset } from '../recommender/data/dataset.ts';
import { popularityCounts } from '../recommender/data/popularity-counts.ts';
import { fit } from '../recommender/fit.ts';
import { decodeModel, encodeModel, type ServingModel } from '../trained-models/stored-model.ts';

/**
 * What ships, fitted on all rows of a data set, as it is served; keys of courses are their rows.
 * @param file where it is kept: fitted if the file is not there, else read
 */
export async function servedModel(
  dataset: Dataset,
  courses: readonly CourseText[],
  file: string | undefined,
): Promise<ServingModel> {
  if (file !== undefined && existsSync(file)) return decodeModel(await readFile(file));
  const fitting = fit(dataset, courses);
  for (;;) {
    const { done, value } = fitting.next();
    if (!done) continue;
    const stored = encodeModel(
      value.recommender,
      courses.map((_, row) => [`${row}`]),
    );
    if (file !== undefined) await writeFile(file, stored);
    return decodeModel(stored);
  }
}

/** The courses of a data set as the panel knows them; keys are rows. */
export function catalogueOf(dataset: Dataset, courses: readonly CourseText[]): Catalogue {
  const learners = popularityCounts(dataset);
  return new Catalogue(
    courses.map(({ title, description, categories, level }, row) => ({
      ...{ key: `${row}`, title, description, categories: [...categories] },
      ...{ prerequisites: [], audience: [], ...(level && { level }) },
    })),
    new Map(courses.map((_, row) => [`${row}`, learners[row] as number])),
  );
}
