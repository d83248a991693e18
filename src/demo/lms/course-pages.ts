import { Router } from 'express';
import type { CollegeCourse, Person } from '../college/college.ts';
import type { CollegeDirectory, CourseOfPerson, EnrolmentObstacle } from './college-directory.ts';
import { messagePage } from './message-page.ts';
import { parametersOf } from './request-parameters.ts';
import { subjectsOf } from './subjects.ts';
import { termOf } from './term.ts';
import { found, searchOf } from './text-search.ts';
import { mayOpenTool } from './tool-access.ts';

const levels: readonly CollegeCourse['level'][] = ['introductory', 'intermediate', 'advanced'];

const refusals: Readonly<Record<EnrolmentObstacle, string>> = {
  'not-a-student': 'Only students enrol: change person first.',
  taken: 'You are or were in this course already.',
  closed: 'This course is no longer offered.',
  'missing-prerequisite': 'This course requires others that you have not taken.',
};

/** A person's own courses, the catalogue, and each course. */
export function coursePages(directory: CollegeDirectory): Router {
  const { courses } = directory.college;
  const subjects = subjectsOf(directory.college);
  const router = Router();

  router.get('/my', (_req, res) => {
    const person = res.locals['person'] as Person | undefined;
    if (!person) return res.redirect(303, '/');
    const taken = directory.coursesOf(person);
    res.render('demo/my-courses', {
      current:
        person.role === 'instructor'
          ? directory.taughtBy(person)
          : taken.filter(({ state }) => state === 'active').map(({ course }) => course),
      terms: byTerm(taken.filter(({ state }) => state !== 'active')),
    });
  });

  router.get('/courses', (req, res) => {
    const asked = parametersOf(req);
    const search = searchOf(asked['search']);
    const chosen = courses.filter(
      ({ categories, level }) =>
        (!asked['subject'] || categories[0] === asked['subject']) &&
        (!asked['level'] || level === asked['level']),
    );
    const matches = found(
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
    const members = directory.membersOf(course);
    res.render('demo/course', {
      course,
      teacher: directory.person(course.teacher),
      learnerCount: members.filter(({ role, active }) => role === 'Learner' && active).length,
      prerequisites: course.prerequisites.flatMap((key) => directory.course(key) ?? []),
      missing,
      leadsTo: courses.filter(({ prerequisites }) => prerequisites.includes(course.key)),
      taken: person && directory.coursesOf(person).find((taken) => taken.course === course),
      obstacle: person && directory.obstacleTo(course, person, new Date()),
      closed: course.closesAt !== undefined && course.closesAt < new Date(),
      mayOpenTool: person !== undefined && mayOpenTool(person, course, directory),
      termOf,
    });
  });

  router.post('/courses/:key/enrol', (req, res) => {
    const course = directory.course(req.params['key']);
    if (!course) return messagePage(res, 404, 'There is no such course.');
    const person = res.locals['person'] as Person | undefined;
    if (!person) return messagePage(res, 403, 'Sign in first.');
    const now = new Date();
    const obstacle = directory.obstacleTo(course, person, now);
    if (obstacle) return messagePage(res, 409, refusals[obstacle]);
    directory.enrol(person, course, now);
    res.redirect(303, `/courses/${course.key}`);
  });

  return router;
}

/** In the order given, which is the newest first. */
function byTerm(taken: readonly CourseOfPerson[]): { term: string; taken: CourseOfPerson[] }[] {
  const terms = [...new Set(taken.map(({ at }) => termOf(at)))];
  return terms.map((term) => ({ term, taken: taken.filter(({ at }) => termOf(at) === term) }));
}
