import type { Types } from 'mongoose';
import { type Course, CourseModel } from '../../models/course.ts';
import { EnrolmentModel } from '../../models/enrolment.ts';

/** A sync or an import shows up in the panel after this long at the latest. */
const freshMilliseconds = 60_000;

export type CatalogueCourse = Pick<
  Course,
  'key' | 'title' | 'description' | 'categories' | 'level' | 'url' | 'prerequisites' | 'closesAt'
>;

/** All courses of an institution, and how many learners have taken each. */
export interface Catalogue {
  courses: ReadonlyMap<string, CatalogueCourse>;
  learners: ReadonlyMap<string, number>;
}

/** Catalogues, read once a minute: reading thousands of courses for each view would be most of its time. */
export class Catalogues {
  readonly #kept = new Map<string, { until: number; catalogue: Promise<Catalogue> }>();

  get(tenant: Types.ObjectId): Promise<Catalogue> {
    const kept = this.#kept.get(`${tenant}`);
    if (kept && kept.until > Date.now()) return kept.catalogue;
    const catalogue = loadCatalogue(tenant);
    this.#kept.set(`${tenant}`, { until: Date.now() + freshMilliseconds, catalogue });
    catalogue.catch(() => this.#kept.delete(`${tenant}`));
    return catalogue;
  }
}

async function loadCatalogue(tenant: Types.ObjectId): Promise<Catalogue> {
  const [courses, counts] = await Promise.all([
    CourseModel.find(
      { tenant },
      {
        _id: 0,
        key: 1,
        title: 1,
        description: 1,
        categories: 1,
        level: 1,
        url: 1,
        prerequisites: 1,
        closesAt: 1,
      },
    ).lean<CatalogueCourse[]>(),
    EnrolmentModel.aggregate<{ _id: string; learners: number }>([
      { $match: { tenant, role: 'learner' } },
      { $group: { _id: '$course', learners: { $sum: 1 } } },
    ]),
  ]);
  return {
    courses: new Map(courses.map((course) => [course.key, course])),
    learners: new Map(counts.map(({ _id, learners }) => [_id, learners])),
  };
}
