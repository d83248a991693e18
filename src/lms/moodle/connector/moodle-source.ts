import type { Types } from 'mongoose';
import { FailingParts } from '../../../sync/failing-parts.ts';
import type { Ask } from '../../../sync/http/ask.ts';
import type { SyncRecord } from '../../../sync/record.ts';
import { rejectionOf } from '../../../sync/rejection-of.ts';
import type { PullOptions, Source } from '../../../sync/source.ts';
import { inEnglish } from '../../../words/in-english.ts';
import { courseOfPart, EvidenceAgain } from './evidence-again.ts';
import { LongestWhole } from './members.ts';
import { isLocalRefusal } from './moodle-refusal.ts';
import { readCatalogue } from './read-catalogue.ts';
import { type CourseReading, readCourse } from './read-course.ts';
import { MoodleService, mixedAnswers } from './service.ts';
import type { MoodleSettings } from './settings.ts';
import { askSite, assertSameSite, type MoodleSite } from './site.ts';
import { Teachers } from './teachers.ts';

/** The course after which a pull goes on. The courses that were new before need not be yielded again. */
interface Position {
  course: number;
  newest: number;
}

/**
 * Reads a Moodle by its web services: first the catalogue, then the courses one by one in the order of their ids. These
 * ids are the same as in its launches. Progress is counted in courses.
 * @param settings may throw: what is wrong with them is the run's failure then
 */
export function moodleSource(
  ask: Ask,
  settings: () => MoodleSettings,
  institutionId: Types.ObjectId,
): Source {
  return { name: 'moodle', pull: (options) => pull(ask, settings(), institutionId, options) };
}

async function* pull(
  ask: Ask,
  settings: MoodleSettings,
  institutionId: Types.ObjectId,
  options: PullOptions,
): AsyncGenerator<SyncRecord> {
  const { signal, onProgress, onReject } = options;
  const service = new MoodleService(ask, settings);
  const site = await askSite(service, signal);
  await assertSameSite(institutionId, site);
  const done: Position = options.cursor === undefined ? { course: 0, newest: 0 } : JSON.parse(options.cursor);

  const { unread = new Set<string>() } = options;
  const catalogue = readCatalogue(service, site, { ...options, unread });
  let isWhole = false;
  let step = await catalogue.next();
  for (; !step.done; step = await catalogue.next()) {
    isWhole ||= step.value.kind === 'complete';
    if (done.newest === 0 || (step.value.kind === 'course' && Number(step.value.key) > done.newest))
      yield step.value;
  }
  const courses = step.value;
  const newest = courses.at(-1)?.id ?? 0;
  if (done.newest === 0) yield checkpoint({ course: 0, newest });

  const reading = readingOf(service, site, settings, options);
  const failing = new FailingParts();
  const listed = new Set(courses.map(({ id }) => `${id}`));
  for (const name of unread) if (isWhole && !listed.has(courseOfPart(name))) unread.delete(name);
  const again = new EvidenceAgain({ since: options.since, unread }, listed);
  let isAnyLearnerSeen = false;
  for (const [i, course] of courses.entries()) {
    if (course.id <= done.course) continue;
    signal.throwIfAborted();
    onProgress(i, courses.length);
    const key = `${course.id}`;
    // What has changed since a pull that could not read it is not only what has changed since the last one.
    const since = unread.has(key) ? undefined : options.since;
    const evidence = again.of(course.id, since === undefined);
    try {
      for await (const record of readCourse(course, { ...reading, since, evidence })) {
        if (record.kind === 'enrolment' && record.role === 'learner') isAnyLearnerSeen = true;
        yield record;
      }
      failing.succeeded();
      unread.delete(key);
    } catch (error) {
      const isRefused = isLocalRefusal(error);
      onReject({
        origin: `course ${course.id}`,
        ...rejectionOf(isRefused ? error : failing.failed(error, unread.has(key))),
      });
      if (!isRefused) {
        unread.add(key);
        continue;
      }
      unread.delete(key);
    }
    evidence.end();
    yield checkpoint({ course: course.id, newest });
  }
  failing.end();
  onProgress(courses.length, courses.length);
  if (service.hasMixedAnswers) {
    const sentences = [mixedAnswers.found, mixedAnswers.cure];
    onReject({ reason: inEnglish(sentences), sentences });
  }
  // Moodle leaves everybody but teachers out of its lists without that right, and does not say so.
  if (!isAnyLearnerSeen && courses.length > 0 && done.course === 0)
    onReject({ reason: 'no learner is shown in any course: allow moodle/user:viewdetails' });
}

function readingOf(
  service: MoodleService,
  { functions }: MoodleSite,
  { staffRoles, studyFields }: MoodleSettings,
  { signal, onReject }: PullOptions,
): Omit<CourseReading, 'since' | 'evidence'> {
  return {
    ...{ service, staffRoles, studyFields, signal, onReject },
    ...{ teachers: new Teachers(service), longest: new LongestWhole() },
    withCompletion: functions.has('core_completion_get_course_completion_status'),
    withGrades: functions.has('gradereport_user_get_grade_items'),
  };
}

function checkpoint(position: Position): SyncRecord {
  return { kind: 'checkpoint', cursor: JSON.stringify(position) };
}
