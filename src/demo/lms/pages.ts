import express, { type Request, type Response, Router } from 'express';
import type { College, CollegeCourse, Person } from '../college/college.ts';
import type { CollegeDirectory } from './college-directory.ts';
import type { PendingLaunches } from './launches.ts';
import type { DemoRegistration, ToolAddresses } from './registration.ts';

const cookie = 'demo-person';
const listed = 30;

/** What a person sees of the demo LMS. Anybody may be anybody: it is a demo, and says so on every page. */
export function lmsPages(
  directory: CollegeDirectory,
  registration: DemoRegistration,
  tool: ToolAddresses,
  launches: PendingLaunches,
): Router {
  const router = Router();
  router.use((req, res, next) => {
    res.locals['college'] = directory.college.name;
    res.locals['person'] = signedIn(req);
    next();
  });

  router.get('/', (req, res) => {
    const search = searchOf(req);
    const people = search === '' ? [] : found(directory.college.people, search, ({ name }) => name);
    const suggestions = suggestionsOf(directory.college);
    const others = directory.college.people.length - suggestions.length;
    res.render('demo/people', { search, people, suggestions, others });
  });

  router.post('/sign-in', express.urlencoded({ extended: false }), (req, res) => {
    const person = directory.person((req.body as Record<string, string>)['person']);
    if (!person) return missing(res, 'There is no such person.');
    res.cookie(cookie, person.id, { httpOnly: true, sameSite: 'lax' });
    res.redirect(303, '/my');
  });

  router.post('/sign-out', (_req, res) => {
    res.clearCookie(cookie);
    res.redirect(303, '/');
  });

  router.get('/my', (req, res) => {
    const person = signedIn(req);
    if (!person) return res.redirect(303, '/');
    const courses = directory.coursesOf(person);
    res.render('demo/my-courses', {
      current: courses.filter(({ state }) => state === 'active'),
      past: courses.filter(({ state }) => state !== 'active'),
    });
  });

  router.get('/courses', (req, res) => {
    const search = searchOf(req);
    const text = ({ title, categories }: CollegeCourse) => `${title} ${categories.join(' ')}`;
    const courses =
      search === '' ? directory.college.courses : found(directory.college.courses, search, text);
    res.render('demo/courses', { search, courses });
  });

  router.get('/courses/:key', (req, res) => {
    const course = directory.course(req.params['key']);
    if (!course) return missing(res, 'There is no such course.');
    const person = signedIn(req);
    const mine = person && directory.coursesOf(person).find((taken) => taken.course.key === course.key);
    res.render('demo/course', {
      course,
      teacher: directory.person(course.teacher),
      prerequisites: course.prerequisites.map((key) => directory.course(key)),
      state: mine?.state,
      members: directory.membersOf(course).length - 1,
      closed: course.closesAt !== undefined && course.closesAt < new Date(),
    });
  });

  router.post('/courses/:key/enrol', (req, res) => {
    const course = directory.course(req.params['key']);
    const person = signedIn(req);
    if (!course || person?.role !== 'student') return missing(res, 'Sign in as a student to enrol.');
    directory.enrol(person, course, new Date());
    res.redirect(303, `/courses/${course.key}`);
  });

  router.get('/next-courses', (req, res) => {
    if (!signedIn(req)) return res.redirect(303, '/');
    const course = directory.course(String(req.query['course']));
    res.locals['frameSource'] = `${registration.issuer} ${tool.origin}`;
    res.render('demo/tool', {
      course,
      frame: `/launch?course=${course?.key ?? ''}`,
      toolOrigin: tool.origin,
    });
  });

  // Third-party initiated login (OpenID Connect Core §4, Security Framework §5.1.1.1).
  router.get('/launch', (req, res) => {
    const person = signedIn(req);
    if (!person) return missing(res, 'Sign in first.');
    const course = directory.course(String(req.query['course']));
    const login = new URL(tool.loginUrl);
    login.search = new URLSearchParams({
      iss: registration.issuer,
      client_id: registration.clientId,
      lti_deployment_id: registration.deploymentId,
      login_hint: launches.begin({ person, course }),
      target_link_uri: tool.targetLinkUri,
    }).toString();
    res.redirect(303, login.href);
  });
  return router;

  function signedIn(req: Request): Person | undefined {
    const id = new RegExp(`(?:^|; )${cookie}=([^;]+)`).exec(req.headers.cookie ?? '')?.[1];
    return directory.person(id);
  }
}

function missing(res: Response, message: string): void {
  res.status(404).render('demo/message', { title: 'Not found', message });
}

function searchOf(req: Request): string {
  return String(req.query['search'] ?? '')
    .trim()
    .slice(0, 60);
}

function found<Item>(items: readonly Item[], search: string, text: (item: Item) => string): Item[] {
  const wanted = search.toLowerCase();
  return items.filter((item) => text(item).toLowerCase().includes(wanted)).slice(0, listed);
}

/** People with different pasts, so that a first look shows different answers. */
function suggestionsOf({ people }: College): { person: Person; note: string }[] {
  const student = (programme: string, terms: number) =>
    people.find((person) => person.programme === programme && person.terms === terms);
  const years = [
    'just arrived, no courses yet',
    'first year',
    'first year',
    'second year',
    'second year',
    'third year',
    'third year',
  ];
  const students = [
    student('Computer Science', 6),
    student('Nursing', 4),
    student('Art and Media Design', 3),
    student('Economics', 5),
    people.find(({ terms }) => terms === 0),
  ];
  return [
    ...students.flatMap((person) =>
      person ? [{ person, note: `Student of ${person.programme}, ${years[person.terms ?? 0]}` }] : [],
    ),
    ...(['instructor', 'administrator'] as const).flatMap((role) => {
      const person = people.find((candidate) => candidate.role === role);
      return person ? [{ person, note: role === 'instructor' ? 'Instructor' : 'Administrator' }] : [];
    }),
  ];
}
