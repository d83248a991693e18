import { createHash } from 'node:crypto';
import { type Institution, InstitutionModel } from '../../models/institution.ts';
import { newLearnerKey } from '../../models/learner-key.ts';
import { RegistrationModel } from '../../models/registration.ts';
import { SyncRunModel } from '../../models/sync-run.ts';
import { linkCatalogue } from '../skills/link-catalogue.ts';
import { deriveCatalogue } from '../sync/derivation/derive-catalogue.ts';
import type { SyncRecord } from '../sync/record.ts';
import { runName, runSync } from '../sync/runs/run-sync.ts';
import type { Source } from '../sync/source.ts';
import { ProgressBar } from '../terminal/progress-bar.ts';
import { TrainingBar } from '../terminal/training-bar.ts';
import { type TrainNowOptions, trainNow } from '../training/run-training.ts';
import { yearOfStudy } from './college/academic-terms.ts';
import type { College, CollegeCourse, CollegeEnrolment } from './college/college.ts';
import type { DemoRegistration } from './lms/demo-registration.ts';

type DemoOptions = Pick<TrainNowOptions, 'trainer' | 'log' | 'signal'>;

/**
 * Tells the tool of somebody who enrols in the demo LMS, as an LMS with live events would. One after another: a source has one run
 * at a time.
 */
export function enrolmentFeed(
  registration: DemoRegistration,
): (enrolment: CollegeEnrolment) => Promise<void> {
  let last: Promise<unknown> = Promise.resolve();
  return async (enrolment) => {
    const source = {
      ...{ name: 'demo-college', part: 'enrolments' },
      async *pull(): AsyncGenerator<SyncRecord> {
        yield { kind: 'enrolment', ...enrolment };
      },
    };
    const told = last.then(async () => runSync({ institution: await register(registration), source }));
    last = told.catch(() => undefined);
    await told;
  };
}

/** Registers the demo LMS, imports its college and trains a model. Each is done once, and again if it was interrupted. */
export async function startDemo(
  college: College,
  registration: DemoRegistration,
  lmsUrl: string,
  options: DemoOptions,
): Promise<void> {
  const institution = await register(registration);
  // Named by its content: a new term moves the college's dates, and a new port moves the addresses of its courses.
  const part = createHash('sha256')
    .update(JSON.stringify([college, lmsUrl]))
    .digest('hex');
  const source = { name: 'demo-college', part, pull: () => collegeRecords(college, lmsUrl) };
  const done = { institutionId: institution._id, source: runName(source), state: 'done' } as const;
  if (!(await SyncRunModel.exists(done))) await importCollege(institution, college, source);
  if (institution.liveModel === undefined) {
    await deriveCatalogue(institution._id);
    // The model knows nothing of skills, and is trained in threads of its own.
    await Promise.all([linkCatalogue(institution._id), trainModel(institution, options)]);
  }
}

async function trainModel({ _id }: Institution, options: DemoOptions): Promise<void> {
  const bar = new TrainingBar('Model');
  const outcome = await trainNow(_id, {
    ...options,
    onWait: () => bar.wait(),
    onProgress: (progress) => bar.update(progress),
  });
  bar.finish(outcome);
}

/** The demo LMS keeps its client id and its data, while its addresses follow DEMO_PORT. */
async function register({ deploymentId, ...addresses }: DemoRegistration): Promise<Institution> {
  const registration = await RegistrationModel.findOneAndUpdate({ clientId: addresses.clientId }, addresses, {
    upsert: true,
    returnDocument: 'after',
  });
  const institution = await InstitutionModel.findOneAndUpdate(
    { registration: registration._id, deploymentId },
    { $setOnInsert: { name: addresses.name, learnerKey: newLearnerKey() } },
    { upsert: true, returnDocument: 'after' },
  ).lean<Institution>();
  return institution as Institution;
}

async function importCollege(institution: Institution, college: College, source: Source): Promise<void> {
  const bar = new ProgressBar('Demo college');
  const total = college.courses.length + college.enrolments.length;
  const { counts } = await runSync({
    institution,
    source,
    onProgress: (_progress, { courses, enrolments }) => bar.update((courses + enrolments) / total),
  });
  bar.finish(`${counts.courses} courses, ${counts.enrolments} enrolments`);
}

async function* collegeRecords(college: College, lmsUrl: string): AsyncGenerator<SyncRecord> {
  for (const course of college.courses) {
    const { key, code, categories, level, credits, language, prerequisites, skills, closesAt } = course;
    yield {
      kind: 'course',
      ...{ key, code, categories, level, credits, language, prerequisites, skills },
      title: inItsLanguages(course, 'title'),
      description: inItsLanguages(course, 'description'),
      url: `${lmsUrl}/courses/${key}`,
      // In the demo LMS every student may enrol.
      entry: [{ way: 'open' }],
      ...(closesAt ? { closesAt } : {}),
    };
  }
  for (const enrolment of college.enrolments) yield { kind: 'enrolment', ...enrolment };
  for (const { id: learner, programme, terms = 0 } of college.people)
    if (programme !== undefined) yield { kind: 'study', learner, programme, year: yearOfStudy(terms) };
}

/** A text as Moodle has it where courses are described in several languages (filter_multilang2). */
function inItsLanguages(course: CollegeCourse, text: 'title' | 'description'): string {
  const { language, translations } = course;
  const others = Object.entries(translations);
  if (others.length === 0) return course[text];
  return [[language, course] as const, ...others]
    .map(([tag, texts]) => `{mlang ${tag}}${texts[text]}{mlang}`)
    .join('');
}
