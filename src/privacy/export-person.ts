import { CourseModel } from '../../models/course.ts';
import { type PersonalCollection, personalData } from './personal-data.ts';
import type { Person } from './pseudonyms.ts';

/** Everything that is stored of a person (GDPR Art. 15 and 20), as it is stored, by kind. */
export interface PersonExport {
  exportedAt: Date;
  /** The code that they are stored under. */
  pseudonym: string;
  /** Titles of the courses that the rest names by their keys. */
  courseTitles: Record<string, string>;
  /** By `PersonalCollection.name`. */
  stored: Record<string, Record<string, unknown>[]>;
}

/** The person knows the institution, and the id of a visit could be misused. */
const omitted = { _id: 0, institutionId: 0, __v: 0 };

const eventsByTime = { institutionId: 1, learner: 1, at: 1 } as const;

/** @param newestEvents only so many of the newest events; undefined: all */
export async function exportPerson(
  person: Person,
  { now = new Date(), newestEvents }: { now?: Date; newestEvents?: number } = {},
): Promise<PersonExport> {
  const stored: PersonExport['stored'] = {};
  for (const place of personalData)
    stored[place.name] =
      place.name === 'events' && newestEvents !== undefined
        ? await cursorOf(place, person).sort({ at: -1 }).limit(newestEvents).hint(eventsByTime).toArray()
        : await cursorOf(place, person).sort({ _id: 1 }).toArray();
  const courses = Object.values(stored).flatMap((all) => all.flatMap(coursesNamed));
  const courseTitles = await titlesOf(person, new Set(courses));
  return { exportedAt: now, pseudonym: person.learner, courseTitles, stored };
}

/**
 * The same as JSON, in pieces, so that neither the memory nor one turn of this process grows with what is stored of a person.
 */
export async function* exportText(person: Person, now = new Date()): AsyncGenerator<string> {
  const courses = new Set<string>();
  yield `{\n  "exportedAt": ${JSON.stringify(now)},\n  "pseudonym": ${JSON.stringify(person.learner)},\n  "stored": {`;
  for (const [i, place] of personalData.entries()) {
    yield `${i > 0 ? ',' : ''}\n    ${JSON.stringify(place.name)}: [`;
    let isFirst = true;
    for await (const document of cursorOf(place, person).sort({ _id: 1 }).batchSize(documentsAtOnce)) {
      for (const course of coursesNamed(document)) courses.add(course);
      yield `${isFirst ? '' : ','}\n      ${JSON.stringify(document)}`;
      isFirst = false;
    }
    yield isFirst ? ']' : '\n    ]';
  }
  const courseTitles = await titlesOf(person, courses);
  yield `\n  },\n  "courseTitles": ${JSON.stringify(courseTitles, null, 2).replaceAll('\n', '\n  ')}\n}\n`;
}

/** The keys of courses in a document: what it is about, the course that it was in, and lists of them. */
function coursesNamed({ course, panel, courses }: Readonly<Record<string, unknown>>): string[] {
  return [course, panel, courses].flat().filter((key) => typeof key === 'string');
}

const documentsAtOnce = 500;

function cursorOf({ collection, field, only }: PersonalCollection, { institutionId, learner }: Person) {
  const filter = { institutionId, ...only, [field]: learner };
  return collection.find(filter, { projection: omitted });
}

async function titlesOf({ institutionId }: Person, courses: ReadonlySet<string>) {
  const mentioned = { $in: [...courses] };
  const titles = await CourseModel.find({ institutionId, key: mentioned }, { key: 1, title: 1 }).lean();
  return Object.fromEntries(titles.map(({ key, title }) => [key, title]));
}
