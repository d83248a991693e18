import mongoose, { type Types } from 'mongoose';
import { CourseModel } from '../../models/course.ts';
import { EnrolmentModel } from '../../models/enrolment.ts';
import { InstitutionModel } from '../../models/institution.ts';
import { learnerKeyOf } from '../../models/learner.ts';
import { newLearnerKey } from '../../models/learner-key.ts';
import { SessionModel } from '../../models/session.ts';
import { hashOf, newSecret } from '../../src/lti/secrets/secret.ts';
import { createRandom } from '../../src/recommender/data/random.ts';
import { syntheticCollege, syntheticEnrolments } from './synthetic-college.ts';

/** People whose visit has begun: enough that nobody asks oftener than a person may. */
const visitors = 4_000;
const batch = 10_000;
const start = Date.UTC(2021, 8, 1);

export interface CollegeToVisit {
  institutionId: Types.ObjectId;
  enrolments: number;
  /** Of visits that have begun. */
  cookies: string[];
}

/** Stores a synthetic college in the connected database, with visits of its learners. @param size `each`: courses that a learner draws */
export async function collegeToVisit(
  name: string,
  size: { learners: number; courses: number; each: number },
): Promise<CollegeToVisit> {
  const institution = await InstitutionModel.create({ name, learnerKey: newLearnerKey() });
  const { _id: institutionId } = institution;
  const { courses } = syntheticCollege(size.courses, 0);
  await CourseModel.insertMany(
    courses.map((course) => ({
      ...{ ...course, institutionId, source: 'csv', seenAt: new Date() },
      url: `https://lms.example/course/${course.key}`,
    })),
  );
  const {
    learnerCount,
    offsets,
    courses: taken,
    times,
  } = syntheticEnrolments(size.courses, size.learners, createRandom(2), size.each);
  const learners = Array.from({ length: learnerCount }, (_, i) => learnerKeyOf(institution, `${i}`));
  let rows: object[] = [];
  const store = async () => {
    // Without mongoose's casts, which would take most of the time.
    if (rows.length > 0)
      await mongoose.connection.collection(EnrolmentModel.collection.name).insertMany(rows);
    rows = [];
  };
  for (const [i, learner] of learners.entries())
    for (let at = offsets[i] as number; at < (offsets[i + 1] as number); at++) {
      rows.push({
        ...{ institutionId, learner, course: courses[taken[at] as number]?.key, state: 'completed' },
        ...{ role: 'learner', weight: 1, source: 'csv', seenAt: new Date() },
        at: new Date(start + (times[at] as number) * 1000),
      });
      if (rows.length === batch) await store();
    }
  await store();
  return { institutionId, enrolments: taken.length, cookies: await beginVisits(institutionId, learners) };
}

async function beginVisits(institutionId: Types.ObjectId, learners: readonly string[]): Promise<string[]> {
  const tomorrow = new Date(Date.now() + 86_400_000);
  const secrets = learners.slice(0, visitors).map(() => newSecret());
  await SessionModel.insertMany(
    secrets.map((secret, i) => ({
      ...{ _id: hashOf(secret), institutionId, learner: learners[i], role: 'learner' },
      ...{ platformOrigins: ['https://lms.example'], endsAt: tomorrow, expiresAt: tomorrow },
    })),
  );
  return secrets.map((secret) => `__Host-nc-session=${secret}`);
}
