import { CourseIndex } from '../../recommender/text/course-index.ts';
import { search } from '../../recommender/text/search/search.ts';
import type { SearchedCourse } from '../../recommender/text/search/searched-course.ts';
import { buildTextIndex, type Knowledge } from '../../recommender/text/search/text-index.ts';
import { buildTfIdf } from '../../recommender/text/tf-idf.ts';
import { gainsOf } from '../../recommender/text/topic.ts';
import { Concepts } from '../../recommender/text/vocabulary/concepts.ts';
import { readWordVectors } from '../../word-vectors/read-word-vectors.ts';

/** Rows of courses, best first. */
export type Found = { course: number; isClaimed: boolean }[];

/** A way to find courses by words. */
export interface TextEngine {
  name: string;
  describes: string;
  build(courses: readonly SearchedCourse[]): (query: string) => Found;
}

const mostAnswers = 10;

export const textEngines: readonly TextEngine[] = [
  {
    name: 'tf-idf',
    describes: 'what searched before: cosine of TF-IDF, half of the words; all that is found is claimed',
    build(courses) {
      const index = new CourseIndex(buildTfIdf(courses.map(({ translations: _, ...course }) => course)));
      return (text) => {
        const { columns, values } = gainsOf(index, { text, weight: 1, coverage: 0.5 });
        return Array.from(columns, (course, i) => ({ course, isClaimed: true, score: values[i]! }))
          .sort((a, b) => b.score - a.score)
          .slice(0, mostAnswers);
      };
    },
  },
  {
    name: 'words',
    describes: 'the search without other names of things',
    build: (courses) => searching(courses, { concepts: new Concepts() }),
  },
  { name: 'search', describes: 'what searches', build: (courses) => searching(courses) },
];

/** The search with word vectors, as an institution may bring them. */
export async function withVectors(files: readonly string[]): Promise<TextEngine> {
  const vectors = await readWordVectors(files);
  return {
    name: 'vectors',
    describes: 'the search with word vectors',
    build: (courses) => searching(courses, { vectors }),
  };
}

function searching(courses: readonly SearchedCourse[], knowledge?: Knowledge): (query: string) => Found {
  const index = buildTextIndex(courses, knowledge);
  return (query) =>
    search(index, query, { limit: mostAnswers }).hits.map(({ course, strength }) => ({
      course,
      isClaimed: strength !== 'related',
    }));
}
