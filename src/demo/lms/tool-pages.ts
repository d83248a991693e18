import { type RequestHandler, Router } from 'express';
import type { CollegeCourse, Person } from '../college/college.ts';
import type { CollegeDirectory } from './college-directory.ts';
import type { DemoRegistration, ToolAddresses } from './demo-registration.ts';
import type { PendingLaunches } from './launches.ts';
import { messagePage } from './message-page.ts';
import { allow } from './page-headers.ts';
import { readerLanguage, readerLanguages } from './reader-languages.ts';
import { requestParameters } from './request-parameters.ts';

interface Place {
  person: Person;
  course: CollegeCourse | undefined;
  /** BCP 47 tag of the language that the tool is opened in (`?language=`). */
  language: string;
}

/** The tool in its frame, in a course (`?course=`) or at site level, and the login that the frame begins with. */
export function toolPages(
  directory: CollegeDirectory,
  registration: DemoRegistration,
  tool: ToolAddresses,
  launches: PendingLaunches,
): Router {
  const router = Router();

  const placeOfTool: RequestHandler = (req, res, next) => {
    const person = res.locals['person'] as Person | undefined;
    if (!person) return res.redirect(303, '/');
    const { course: key, language } = requestParameters(req);
    const course = directory.course(key);
    if (key !== undefined && !course) return messagePage(res, 404, 'There is no such course.');
    if (course && !directory.mayOpenTool(person, course))
      return messagePage(res, 403, 'You are not in this course: enrol in it to open its activities.');
    res.locals['course'] = course;
    res.locals['language'] = readerLanguage(language);
    next();
  };

  router.get('/next-courses', placeOfTool, (_req, res) => {
    const { course, language } = res.locals as Place;
    const address = (path: string, tag: string) =>
      `${path}?${new URLSearchParams({ ...(course && { course: course.key }), language: tag })}`;
    allow(res, { frame: tool.origin });
    res.render('demo/tool', {
      course,
      launchUrl: address('/launch', language),
      language,
      languages: Object.entries(readerLanguages).map(([tag, name]) => ({
        ...{ tag, name },
        address: address('/next-courses', tag),
      })),
      toolOrigin: tool.origin,
    });
  });

  // Third-party initiated login (OpenID Connect Core §4, Security Framework §5.1.1.1).
  router.get('/launch', placeOfTool, (_req, res) => {
    const { person, course, language } = res.locals as Place;
    const login = new URL(tool.loginUrl);
    login.search = new URLSearchParams({
      iss: registration.issuer,
      target_link_uri: tool.targetLinkUri,
      login_hint: person.id,
      lti_message_hint: launches.begin({ person, course, language }),
      client_id: registration.clientId,
      lti_deployment_id: registration.deploymentId,
    }).toString();
    res.redirect(303, login.href);
  });

  return router;
}
