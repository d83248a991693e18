import { SignJWT } from 'jose';
import type { PendingLaunch } from './launches.ts';
import type { PlatformKey } from './platform-key.ts';
import type { DemoRegistration, ToolAddresses } from './registration.ts';

const lti = 'https://purl.imsglobal.org/spec/lti/claim';
const roles = 'http://purl.imsglobal.org/vocab/lis/v2';
const rolesOf = {
  student: [`${roles}/institution/person#Student`, `${roles}/membership#Learner`],
  instructor: [`${roles}/institution/person#Instructor`, `${roles}/membership#Instructor`],
  administrator: [`${roles}/institution/person#Administrator`, `${roles}/system/person#Administrator`],
};

/** A resource-link launch as a real platform signs it, names and e-mail included (LTI Core §5.3, §5.4). */
export function signIdToken(
  { person, course }: PendingLaunch,
  nonce: string,
  registration: DemoRegistration,
  tool: ToolAddresses,
  key: PlatformKey,
): Promise<string> {
  const [givenName, familyName] = person.name.split(' ');
  return new SignJWT({
    nonce,
    name: person.name,
    given_name: givenName,
    family_name: familyName,
    email: person.email,
    [`${lti}/version`]: '1.3.0',
    [`${lti}/message_type`]: 'LtiResourceLinkRequest',
    [`${lti}/deployment_id`]: registration.deploymentId,
    [`${lti}/target_link_uri`]: tool.targetLinkUri,
    [`${lti}/roles`]: rolesOf[person.role],
    [`${lti}/resource_link`]: {
      id: `next-courses-${course?.key ?? 'site'}`,
      title: 'Recommended next courses',
    },
    [`${lti}/launch_presentation`]: {
      locale: 'en',
      document_target: 'iframe',
      return_url: `${registration.issuer}/my`,
    },
    [`${lti}/tool_platform`]: {
      guid: 'demo-lms',
      name: registration.name,
      product_family_code: 'next-courses-demo',
    },
    // As Moodle does, a launch from the site has a context of type Group.
    [`${lti}/context`]: course
      ? { id: course.key, label: course.code, title: course.title, type: ['CourseSection'] }
      : { id: '1', label: 'site', title: registration.name, type: ['Group'] },
    ...(course
      ? {
          'https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice': {
            context_memberships_url: `${registration.issuer}/lti/courses/${course.key}/members`,
            service_versions: ['2.0'],
          },
        }
      : {}),
  })
    .setProtectedHeader({ alg: 'RS256', kid: key.kid, typ: 'JWT' })
    .setIssuer(registration.issuer)
    .setAudience(registration.clientId)
    .setSubject(person.id)
    .setIssuedAt()
    .setExpirationTime('60s')
    .sign(key.privateKey);
}
