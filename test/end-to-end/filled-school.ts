import type { Types } from 'mongoose';
import { AliasModel } from '../../models/alias.ts';
import { ApiCredentialModel } from '../../models/api-credential.ts';
import { AuditEntryModel } from '../../models/audit-entry.ts';
import { CatalogueReportModel } from '../../models/catalogue-report.ts';
import { ComparedLearnerModel } from '../../models/compared-learner.ts';
import { ComparisonModel } from '../../models/comparison.ts';
import { ConnectionModel } from '../../models/connection.ts';
import { CourseModel } from '../../models/course.ts';
import { EnrolmentModel } from '../../models/enrolment.ts';
import { EventModel } from '../../models/event.ts';
import { type Institution, InstitutionModel } from '../../models/institution.ts';
import { JobModel } from '../../models/job.ts';
import { LearnerModel, learnerKeyOf } from '../../models/learner.ts';
import { newLearnerKey } from '../../models/learner-key.ts';
import { NoticeModel } from '../../models/notice.ts';
import { NoticeSettingModel } from '../../models/notice-setting.ts';
import { ObjectionModel } from '../../models/objection.ts';
import { PanelSettingsModel } from '../../models/panel-settings.ts';
import { RosterStateModel } from '../../models/roster-state.ts';
import { SaveModel } from '../../models/save.ts';
import { SeenLaunchModel } from '../../models/seen-launch.ts';
import { SenderReportModel } from '../../models/sender-report.ts';
import { SessionModel } from '../../models/session.ts';
import { SightingModel } from '../../models/sighting.ts';
import { SkillLinksModel } from '../../models/skill-links.ts';
import { SkillReportModel } from '../../models/skill-report.ts';
import { StudyModel } from '../../models/study.ts';
import { SyncForecastModel } from '../../models/sync-forecast.ts';
import { SyncRejectionsModel } from '../../models/sync-rejections.ts';
import { SyncRunModel } from '../../models/sync-run.ts';
import { TrainedModelModel } from '../../models/trained-model.ts';
import { TrainingRunModel } from '../../models/training-run.ts';
import { VoidedStatementModel } from '../../models/voided-statement.ts';
import { hashOf } from '../../src/lti/secrets/secret.ts';

/** Of the person of whom each school knows something. */
export const subject = 'user-7';
/** In the catalogue of every school. */
export const sharedCourse = 'course-1';

/** An institution with something in every collection: courses, one under a key of its own; a learner, and what they did and said. */
export async function filledSchool(
  registration: { _id: Types.ObjectId },
  deploymentId: string,
  word: string,
  ownCourse: string,
): Promise<Institution> {
  const institution = await InstitutionModel.create({
    ...{ registration: registration._id, deploymentId, name: word },
    learnerKey: newLearnerKey(),
  });
  const institutionId = institution._id;
  const learner = learnerKeyOf(institution, subject);
  const said = { institutionId, source: 'csv', seenAt: new Date() };
  await CourseModel.create(
    [sharedCourse, ownCourse, `${ownCourse}-b`].map((key) => ({
      ...{
        ...said,
        key,
        title: `${word} ${key}`,
        categories: [`${word} studies`],
        description: `About ${word}`,
      },
    })),
  );
  await EnrolmentModel.create({ ...said, learner, course: sharedCourse, state: 'active', role: 'learner' });
  await StudyModel.create({ ...said, learner, programme: `${word} programme`, year: 2 });
  await EventModel.create(
    { institutionId, learner, type: 'rated', course: sharedCourse, rating: 5, at: new Date() },
    { institutionId, learner, type: 'searched', text: `${word} search`, at: new Date() },
    { institutionId, learner, type: 'dismissed', course: ownCourse, at: new Date() },
  );
  await SaveModel.create({ institutionId, learner, course: ownCourse, at: new Date() });
  await LearnerModel.create({
    institutionId,
    key: learner,
    interests: [`${word} interest`],
    goal: `${word} goal`,
  });
  const run = await SyncRunModel.create({
    institutionId,
    source: 'csv',
    state: 'done',
    startedAt: new Date(),
    finishedAt: new Date(),
  });
  await SyncForecastModel.create({
    institutionId,
    source: 'csv',
    state: 'failed',
    startedAt: new Date(),
    error: word,
  });
  await TrainingRunModel.create({ institutionId, state: 'failed', startedAt: new Date(), error: word });
  await SyncRejectionsModel.create({ institutionId, run: run._id, from: 0, rows: [{ reason: word }] });
  await ApiCredentialModel.create({
    _id: hashOf(`${word} api`),
    institutionId,
    name: word,
    createdAt: new Date(),
  });
  await ConnectionModel.create({ institutionId, source: 'moodle', settings: { url: word }, secrets: word });
  await AliasModel.create({
    ...{ institutionId, of: 'course', source: 'one-roster' },
    ...{ from: `one-roster:${word}`, to: sharedCourse, learntAt: new Date() },
  });
  await CatalogueReportModel.create({ institutionId, rules: 1, at: new Date() });
  await ObjectionModel.create({ institutionId, learner: word, at: new Date() });
  await PanelSettingsModel.create(
    { institutionId, blocked: [`${ownCourse}-b`] },
    {
      ...{ institutionId, course: sharedCourse, line: `${word} line`, changedAt: new Date() },
      steered: [{ course: `${ownCourse}-b`, way: 'pin', note: `${word} note`, at: new Date() }],
    },
  );
  await SightingModel.create({
    ...{ institutionId, learner, panel: sharedCourse, course: ownCourse, shownAt: new Date() },
  });
  const { _id: comparison } = await ComparisonModel.create({
    ...{ institutionId, serving: institutionId, compared: institutionId, share: 0.5, startedAt: new Date() },
  });
  await ComparedLearnerModel.create({
    ...{ institutionId, comparison, learner, arm: 'serving', propensity: 0.5, firstShownAt: new Date() },
    courses: [ownCourse],
  });
  await AuditEntryModel.create({
    ...{ institutionId, by: learner, role: 'instructor', at: new Date() },
    ...{ what: 'panel-settings', panel: sharedCourse, values: { line: `${word} line` } },
  });
  await VoidedStatementModel.create({ institutionId, voidedAt: new Date() });
  await SenderReportModel.create({
    ...{ institutionId, sender: word, outcome: 'ignored', reason: word, count: 1, lastAt: new Date() },
  });
  await RosterStateModel.create({
    institutionId,
    course: sharedCourse,
    dueAt: new Date(),
    differencesUrl: word,
  });
  // What is called the same everywhere is taught at the others only.
  await SkillLinksModel.create({
    ...{ institutionId, skill: 'own:statistics', run: institutionId },
    courses: [{ course: ownCourse, by: 'text' }],
  });
  await SkillReportModel.create({
    ...{ institutionId, at: new Date(), derivedAt: new Date(), taxonomies: word, catalogue: word },
    ...{ skills: 1, courses: 1, goals: [`own:${word}`] },
  });
  await AuditEntryModel.create({
    ...{ institutionId, at: new Date(), role: 'operator', what: 'institution-renamed', values: { word } },
  });
  await NoticeSettingModel.create({ institutionId, language: 'en', webhook: { url: word, secret: word } });
  await JobModel.create({
    ...{ _id: `training ${institutionId}`, kind: 'training', institution: institutionId, error: word },
    ...{ priority: 9, state: 'failed', wantedAt: new Date(), failedAt: new Date() },
  });
  await NoticeModel.create({ institutionId, thing: 'lms', text: word, since: new Date() });
  await SeenLaunchModel.create({ institutionId, kind: word, firstAt: new Date() });
  await TrainedModelModel.create({
    ...{ institutionId, state: 'rejected', dataFingerprint: word, hyperparameters: { word } },
    metrics: { 'model.ndcgAt10': 0.1, 'popularity.ndcgAt10': 0.2 },
  });
  await SessionModel.create({
    ...{ _id: hashOf(word), institutionId, learner, role: 'learner', course: sharedCourse },
    ...{ platformOrigins: [], storage: { origin: 'https://lms.example', target: '_parent' } },
    ...{ endsAt: new Date(Date.now() + 60_000), expiresAt: new Date(Date.now() + 60_000) },
  });
  return institution;
}
