import { type RequestHandler, type Response, Router } from 'express';
import type { CollegeCourse, Person } from '../college/college.ts';
import type { CollegeDirectory } from './college-directory.ts';
import type { CourseLink, CourseLinks } from './course-links.ts';
import type { DeepLinking } from './deep-linking.ts';
import type { DemoRegistration, ToolAddresses } from './demo-registration.ts';
import type { PendingLaunches } from './launches.ts';
import { messagePage } from './message-page.ts';
import { allow } from './page-headers.ts';
import { isReaderLanguage, readerLanguages } from './reader-languages.ts';
import { requestParameters } from './request-parameters.ts';

interface Place {
  person: Person;
  course: CollegeCourse | undefined;
  /** The link that was pressed (`?link=`). */
  link: CourseLink | undefined;
  /** BCP 47 tag of the language that the tool is opened in: the one that the person has chosen last (`?language=`). */
  language: string;
}

/**
 * The tool in its frame, in a course (`?course=`) or at site level, and the login that the frame begins with. Who teaches a
 * course adds links to the tool there (`?add=`).
 */
export function toolPages(
  directory: CollegeDirectory,
  registration: DemoRegistration,
  tool: ToolAddresses,
  launches: PendingLaunches,
  links: CourseLinks,
  deepLinking: DeepLinking,
): Router {
  const router = Router();

  const placeOfTool: RequestHandler = (req, res, next) => {
    const person = res.locals['person'] as Person | undefined;
    if (!person) return res.redirect(303, '/');
    const { course: key, link: id, language } = requestParameters(req);
    const course = directory.course(key);
    if (key !== undefined && !course) return messagePage(res, 404, 'There is no such course.');
    if (course && !directory.mayOpenTool(person, course))
      return messagePage(res, 403, 'You are not in this course: enrol in it to open its activities.');
    const link = course && id !== undefined ? links.find(course, id) : undefined;
    if (id !== undefined && !link) return messagePage(res, 404, 'There is no such activity.');
    // An LMS keeps what somebody has chosen.
    if (language !== undefined && isReaderLanguage(language)) directory.reads(person, language);
    Object.assign(res.locals, { course, link, language: directory.languageOf(person) });
    next();
  };

  const requireTeacher: RequestHandler = (_req, res, next) => {
    const { person, course } = res.locals as Place;
    if (course && directory.mayEdit(person, course)) return next();
    messagePage(res, 403, 'Those who teach a course add activities to it.');
  };

  function showTool(res: Response, title: string, path: string, launchPath: string): void {
    const { course, link, language } = res.locals as Place;
    const address = (to: string, tag: string) =>
      `${to}?${new URLSearchParams({ ...(course && { course: course.key }), ...(link && { link: link.id }), language: tag })}`;
    allow(res, { frame: tool.origin });
    res.render('demo/tool', {
      ...{ course, title, language, toolOrigin: tool.origin },
      launchUrl: address(launchPath, language),
      languages: Object.entries(readerLanguages).map(([tag, name]) => ({
        ...{ tag, name },
        address: address(path, tag),
      })),
    });
  }

  router.get('/next-courses', placeOfTool, (_req, res) => {
    const { link } = res.locals as Place;
    showTool(res, link?.title ?? 'Recommended next courses', '/next-courses', '/launch');
  });

  router.get('/add-activity', placeOfTool, requireTeacher, (_req, res) => {
    showTool(res, 'Add Recommended next courses', '/add-activity', '/launch/add');
  });

  // Third-party initiated login (OpenID Connect Core §4, Security Framework §5.1.1.1).
  function beginLogin(res: Response, adding: string | undefined): void {
    const { person, course, link, language } = res.locals as Place;
    const login = new URL(tool.loginUrl);
    login.search = new URLSearchParams({
      iss: registration.issuer,
      target_link_uri: tool.targetLinkUri,
      login_hint: person.id,
      lti_message_hint: launches.begin({ person, course, link, adding, language }),
      client_id: registration.clientId,
      lti_deployment_id: registration.deploymentId,
    }).toString();
    res.redirect(303, login.href);
  }

  router.get('/launch', placeOfTool, (_req, res) => beginLogin(res, undefined));

  router.get('/launch/add', placeOfTool, requireTeacher, (_req, res) => {
    const { course } = res.locals as Place;
    beginLogin(res, course && deepLinking.begin(course));
  });

  return router;
}
