import { readFile } from 'node:fs/promises';

/** A question with the courses that answer it; courses by the key that the courses file gives them. */
export interface LabelledQuery {
  query: string;
  type: string;
  /** By course: 2 is exactly what is looked for, 1 is fine to show. */
  grades: ReadonlyMap<string, number>;
  /** Courses that are right too, and not graded. */
  alsoRight: ReadonlySet<string>;
  /** Tempting, and not to be shown first. */
  wrong: ReadonlySet<string>;
  /** Nothing fits. */
  isHopeless: boolean;
}

interface StoredQuery {
  query?: unknown;
  type?: unknown;
  relevant?: { course: string; grade: number }[];
  also_right?: (string | { course: string })[];
  wrong?: { course: string }[];
  none?: boolean;
}

/** @throws Error that says what is wrong with the file */
export async function readQueries(file: string): Promise<LabelledQuery[]> {
  const stored = parsed(await readFile(file, 'utf8').catch(unreadable(file)), file);
  return stored.map((one, i) => {
    if (typeof one.query !== 'string') throw new Error(`${file}: entry ${i + 1} has no "query".`);
    const relevant = one.relevant ?? [];
    return {
      query: one.query,
      type: String(one.type ?? ''),
      grades: new Map(relevant.map(({ course, grade }) => [String(course), grade])),
      alsoRight: new Set(
        (one.also_right ?? []).map((right) => (typeof right === 'string' ? right : right.course)),
      ),
      wrong: new Set((one.wrong ?? []).map(({ course }) => String(course))),
      isHopeless: one.none ?? relevant.length === 0,
    };
  });
}

function unreadable(file: string) {
  return (error: Error): never => {
    throw new Error(`${file} cannot be read (${error.message}): name another with --queries.`);
  };
}

function parsed(text: string, file: string): StoredQuery[] {
  try {
    const list: unknown = JSON.parse(text);
    if (Array.isArray(list)) return list as StoredQuery[];
  } catch {}
  throw new Error(
    `${file} is no JSON list: write [{"query": …, "relevant": [{"course": …, "grade": 2}], …}].`,
  );
}
