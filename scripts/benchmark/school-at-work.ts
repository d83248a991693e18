import { CourseModel } from '../../models/course.ts';
import { InstitutionModel } from '../../models/institution.ts';
import { learnerKeyOf } from '../../models/learner.ts';
import { newLearnerKey } from '../../models/learner-key.ts';
import { SessionModel } from '../../models/session.ts';
import { issueCredential } from '../../src/api/credentials.ts';
import { hashOf, newSecret } from '../../src/lti/secrets/secret.ts';

const courses = 200;
const day = 86_400_000;

export interface SchoolAtWork {
  name: string;
  /** Of people whose visit has begun. */
  cookies: string[];
  /** Of a system that may send events. */
  credential: string;
}

/** Stores an institution with a catalogue, people whose visit has begun, and a system that may send events, in the connected database. */
export async function schoolAtWork(people: number): Promise<SchoolAtWork> {
  const name = 'College';
  const institution = await InstitutionModel.create({ name, learnerKey: newLearnerKey() });
  const institutionId = institution._id;
  await CourseModel.insertMany(
    Array.from({ length: courses }, (_, i) => ({
      ...{ institutionId, key: `${i}`, source: 'csv', seenAt: new Date() },
      ...{ title: `Course ${i}`, description: `What course ${i} is about`, url: `https://lms.example/${i}` },
    })),
  );
  const secrets = Array.from({ length: people }, newSecret);
  const tomorrow = new Date(Date.now() + day);
  await SessionModel.insertMany(
    secrets.map((secret, i) => ({
      ...{ _id: hashOf(secret), institutionId, learner: learnerKeyOf(institution, `${i}`), role: 'learner' },
      ...{ platformOrigins: ['https://lms.example'], endsAt: tomorrow, expiresAt: tomorrow },
    })),
  );
  const credential = await issueCredential(institutionId, 'events');
  return { name, cookies: secrets.map((secret) => `__Host-nc-session=${secret}`), credential };
}
