import { SignJWT } from 'jose';
import type { CollegeDirectory } from './college-directory.ts';
import type { DeepLinking } from './deep-linking.ts';
import type { DemoRegistration, ToolAddresses } from './demo-registration.ts';
import { roleClaim } from './demo-roles.ts';
import type { PendingLaunch } from './launches.ts';
import type { PlatformKey } from './platform-key.ts';
import { toResourceLink } from './resource-link.ts';

const lti = 'https://purl.imsglobal.org/spec/lti/claim';
const namesAndRoles = 'https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice';
const lifeSeconds = 60;

/**
 * Signs resource-link launches (LTI Core §5.3, §5.4) and requests to choose a link, with everything that a real Moodle sends. Names, e-mail and username
 * are among it, to show that the tool drops them.
 */
export class IdTokens {
  readonly #registration: DemoRegistration;
  readonly #tool: ToolAddresses;
  readonly #directory: CollegeDirectory;
  readonly #deepLinking: DeepLinking;
  readonly #key: PlatformKey;

  constructor(
    registration: DemoRegistration,
    tool: ToolAddresses,
    directory: CollegeDirectory,
    deepLinking: DeepLinking,
    key: PlatformKey,
  ) {
    this.#registration = registration;
    this.#tool = tool;
    this.#directory = directory;
    this.#deepLinking = deepLinking;
    this.#key = key;
  }

  sign({ person, course, link: added, adding, language }: PendingLaunch, nonce: string): Promise<string> {
    const registration = this.#registration;
    const link = toResourceLink(course, registration, added);
    const username = person.email.split('@')[0];
    const [givenName, ...familyNames] = person.name.split(' ');
    return new SignJWT({
      nonce,
      name: person.name,
      given_name: givenName,
      family_name: familyNames.join(' '),
      email: person.email,
      [`${lti}/version`]: '1.3.0',
      [`${lti}/deployment_id`]: registration.deploymentId,
      [`${lti}/target_link_uri`]: this.#tool.targetLinkUri,
      [`${lti}/roles`]: roleClaim(person, course && this.#directory.roleIn(course, person)),
      [`${lti}/context`]: link.context,
      ...(adding === undefined
        ? {
            [`${lti}/message_type`]: 'LtiResourceLinkRequest',
            [`${lti}/resource_link`]: { id: link.id, title: link.title, description: '' },
          }
        : this.#deepLinking.requestClaims(adding)),
      [`${lti}/launch_presentation`]: { locale: language, document_target: 'iframe', return_url: link.url },
      [`${lti}/tool_platform`]: {
        guid: registration.clientId,
        name: registration.name,
        description: 'An invented college',
        product_family_code: 'next-courses-demo',
        version: '1',
      },
      [`${lti}/lis`]: { person_sourcedid: `P${person.id}`, course_section_sourcedid: course?.code ?? '' },
      [`${lti}/ext`]: { user_username: username },
      [`${lti}/custom`]: {
        ...added?.custom,
        lms_user_id: person.id,
        lms_username: username,
        lms_course_id: link.context.id,
        context_memberships_url: link.contextMembershipsUrl,
      },
      [namesAndRoles]: {
        context_memberships_url: link.contextMembershipsUrl,
        service_versions: ['1.0', '2.0'],
      },
    })
      .setProtectedHeader({ alg: 'RS256', kid: this.#key.kid, typ: 'JWT' })
      .setIssuer(registration.issuer)
      .setAudience(registration.clientId)
      .setSubject(person.id)
      .setIssuedAt()
      .setExpirationTime(`${lifeSeconds}s`)
      .sign(this.#key.privateKey);
  }
}
