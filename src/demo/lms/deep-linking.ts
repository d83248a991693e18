import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import type { CollegeCourse } from '../college/college.ts';
import type { CourseLink, CourseLinks } from './course-links.ts';
import type { DemoRegistration, ToolAddresses } from './demo-registration.ts';
import { messagePage } from './message-page.ts';
import { requestParameters } from './request-parameters.ts';
import { ShortLived } from './short-lived.ts';

const lti = 'https://purl.imsglobal.org/spec/lti/claim';
const deepLinking = 'https://purl.imsglobal.org/spec/lti-dl/claim';
/** A teacher may take so long to choose. */
const choosingSeconds = 3_600;
const answerSeconds = 300;

/** Adding links to the tool to a course (LTI Deep Linking 2.0): what the tool is asked, and what its answer adds. */
export class DeepLinking {
  readonly #registration: DemoRegistration;
  readonly #tool: ToolAddresses;
  readonly #links: CourseLinks;
  readonly #choosing = new ShortLived<CollegeCourse>(choosingSeconds);

  constructor(registration: DemoRegistration, tool: ToolAddresses, links: CourseLinks) {
    this.#registration = registration;
    this.#tool = tool;
    this.#links = links;
  }

  /** @returns the one-time name of the course's new link, which the tool hands back as `data` */
  begin(course: CollegeCourse): string {
    const adding = randomUUID();
    this.#choosing.set(adding, course);
    return adding;
  }

  /** The claims of a request to choose (§4.4). */
  requestClaims(adding: string): Record<string, unknown> {
    return {
      [`${lti}/message_type`]: 'LtiDeepLinkingRequest',
      [`${deepLinking}/deep_linking_settings`]: {
        deep_link_return_url: `${this.#registration.issuer}/lti/links`,
        accept_types: ['ltiResourceLink'],
        accept_presentation_document_targets: ['iframe', 'window'],
        accept_multiple: false,
        data: adding,
      },
    };
  }

  /** Takes the tool's answer (§4.5), which the browser brings as the field `JWT`. */
  get answered(): RequestHandler {
    const { clientId, issuer } = this.#registration;
    const toolKeys = createRemoteJWKSet(new URL(this.#tool.jwksUrl));
    return async (req, res) => {
      let answer: Record<string, unknown>;
      try {
        const { payload } = await jwtVerify(requestParameters(req)['JWT'] ?? '', toolKeys, {
          ...{ algorithms: ['RS256'], issuer: clientId, audience: issuer },
          ...{ requiredClaims: ['exp', 'nonce'], maxTokenAge: answerSeconds },
        });
        answer = payload;
      } catch (error) {
        return messagePage(res, 400, `The tool’s answer is not valid: ${(error as Error).message}`);
      }
      const course = this.#choosing.take(String(answer[`${deepLinking}/data`]));
      if (!course)
        return messagePage(res, 400, 'This link was added before, or it took too long: begin again.');
      const items = [answer[`${deepLinking}/content_items`]].flat() as Partial<
        CourseLink & { type: string }
      >[];
      const added = items.filter((item) => item?.type === 'ltiResourceLink');
      for (const { title = 'Recommended next courses', text, custom = {} } of added)
        this.#links.add(course, { title, text, custom });
      res.render('demo/added', { course, titles: added.map(({ title }) => title) });
    };
  }
}
