import { Router } from 'express';
import { termName } from '../college/academic-terms.ts';
import type { CollegeCourse, CollegeEnrolment, Person } from '../college/college.ts';
import type { CollegeDirectory, EnrolmentObstacle, TakenCourse } from './college-directory.ts';
import type { CourseLinks } from './course-links.ts';
import { messagePage } from './message-page.ts';
import { requestParameters } from './request-parameters.ts';
import { matching, parseSearch } from './text-search.ts';

const levels: readonly CollegeCourse['level'][] = ['introductory', 'intermediate', 'advanced'];

const refusals: Readonly<Record<EnrolmentObstacle, string>> = {
  'not-a-student': 'Only students enrol: change person first.',
  taken: 'You are or were in this course already.',
  closed: 'This course is no longer offered.',
  'missing-prerequisite': 'This course requires others that you have not taken.',
};

/** Tells others that somebody has enrolled. */
export type OnEnrolment = (enrolment: CollegeEnrolment) => void | Promise<void>;

/** A person's own courses, the catalogue, and each course. */
export function coursePages(
  directory: CollegeDirectory,
  links: CourseLinks,
  onEnrolment: OnEnrolment = () => undefined,
): Router {
  const { courses } = directory.college;
  const { subjects } = directory;
  const router = Router();

  router.get('/my', (_req, res) => {
    const person = res.locals['person'] as Person | undefined;
    if (!person) return res.redirect(303, '/');
    const taken = directory.coursesTakenBy(person);
    res.render('demo/my-courses', {
      current:
        person.role === 'instructor'
          ? directory.taughtBy(person)
          : taken.filter(({ state }) => state === 'active').map(({ course }) => course),
      terms: byTerm(taken.filter(({ state }) => state !== 'active')),
    });
  });

  router.get('/courses', (req, res) => {
    const asked = requestParameters(req);
    const search = parseSearch(asked['search']);
    const chosen = courses.filter(
      ({ categories, level }) =>
        (!asked['subject'] || categories[0] === asked['subject']) &&
        (!asked['level'] || level === asked['level']),
    );
    const matches = matching(
      chosen,
      search,
      ({ title, code, categories }) => `${title} ${code} ${categories.join(' ')}`,
    );
    res.render('demo/courses', {
      search,
      subject: asked['subject'],
      level: asked['level'],
      levels,
      matchCount: matches.length,
      groups: subjects
        .map((subject) => ({
          subject,
          courses: matches.filter(({ categories }) => categories[0] === subject),
        }))
        .filter((group) => group.courses.length > 0),
    });
  });

  router.get('/courses/:key', (req, res) => {
    const course = directory.course(req.params['key']);
    if (!course) return messagePage(res, 404, 'There is no such course.');
    const person = res.locals['person'] as Person | undefined;
    const missing = person?.role === 'student' ? directory.missingPrerequisites(course, person) : [];
    const members = directory.members(course);
    res.render('demo/course', {
      course,
      teacher: directory.person(course.teacher),
      learnerCount: members.filter(({ role, active }) => role === 'Learner' && active).length,
      prerequisites: course.prerequisites.flatMap((key) => directory.course(key) ?? []),
      missing,
      leadsTo: courses.filter(({ prerequisites }) => prerequisites.includes(course.key)),
      taken: person && directory.coursesTakenBy(person).find((taken) => taken.course === course),
      obstacle: person && directory.obstacleTo(course, person, new Date()),
      closed: course.closesAt !== undefined && course.closesAt < new Date(),
      mayOpenTool: person !== undefined && directory.mayOpenTool(person, course),
      mayEdit: person !== undefined && directory.mayEdit(person, course),
      links: links.of(course),
      termName,
    });
  });

  router.post('/courses/:key/enrol', async (req, res) => {
    const course = directory.course(req.params['key']);
    if (!course) return messagePage(res, 404, 'There is no such course.');
    const person = res.locals['person'] as Person | undefined;
    if (!person) return messagePage(res, 403, 'Sign in first.');
    const now = new Date();
    const obstacle = directory.obstacleTo(course, person, now);
    if (obstacle) return messagePage(res, 409, refusals[obstacle]);
    directory.enrol(person, course, now);
    await onEnrolment({ learner: person.id, course: course.key, state: 'active', at: now });
    res.redirect(303, `/courses/${course.key}`);
  });

  return router;
}

/** In the order given, which is the newest first. */
function byTerm(taken: readonly TakenCourse[]): { term: string; taken: TakenCourse[] }[] {
  const terms = [...new Set(taken.map(({ at }) => termName(at)))];
  return terms.map((term) => ({ term, taken: taken.filter(({ at }) => termName(at) === term) }));
}
