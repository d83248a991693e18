import { randomUUID } from 'node:crypto';
import { placementClaim } from '../../../src/lms/canvas/launch.ts';
import { claim } from '../../../src/lti/claims.ts';
import type { StandInCourse, StandInPerson } from './people.ts';
import { expand, type StandInLink, type StandInSchool } from './stand-in-school.ts';

/** Where the stand-in opens the tool from, by whom. */
export interface StandInLaunch {
  placement: string;
  person: StandInPerson;
  /** Of course_navigation and link_selection. */
  course?: StandInCourse;
  /** A link that a tool has made, among a module's items. */
  link?: StandInLink;
  /** The school's, unless another one is tried. */
  deploymentId?: string;
  /** Custom parameters that somebody has edited. */
  edited?: Readonly<Record<string, string>>;
}

/**
 * The payload of an id_token as Canvas writes it (developerdocs.instructure.com: "Launch Overview", "Variable
 * Substitutions", "Placements"; claims by name in Canvas's `lib/lti/messages/jwt_message.rb`): an hour long, opaque ids,
 * nulls where it knows nothing, no names at privacy level anonymous. A course is a CourseOffering; outside of courses, in the
 * user's navigation too, the context is the account.
 */
export function claimsOf(school: StandInSchool, launch: StandInLaunch, nonce: string) {
  const { clientId, targetLinkUri, customParameters } = school.registration;
  const { placement, person, course, link } = launch;
  const now = Math.floor(Date.now() / 1000);
  const context = contextOf(school, launch);
  return {
    ...{ iss: school.issuer, aud: clientId, azp: clientId, sub: person.id, iat: now, exp: now + 3600, nonce },
    [claim.version]: '1.3.0',
    [claim.messageType]: placement === 'link_selection' ? 'LtiDeepLinkingRequest' : 'LtiResourceLinkRequest',
    [claim.deploymentId]: launch.deploymentId ?? school.deploymentId,
    [claim.targetLinkUri]: link?.url ?? targetLinkUri,
    [claim.roles]: person.roles,
    [claim.context]: context,
    [claim.toolPlatform]: {
      ...{ guid: `${school.name}:canvas-lms`, name: school.name, version: 'cloud' },
      product_family_code: 'canvas',
    },
    [claim.launchPresentation]: {
      ...{ document_target: 'iframe', height: null, width: null, locale: 'en' },
      return_url: `${school.url}${pathOf(launch)}/external_content/success/external_tool_redirect`,
    },
    [claim.custom]: {
      ...expand(customParameters, variables(school, launch)),
      ...link?.custom,
      ...launch.edited,
    },
    // A module's items have none.
    [placementClaim]: link ? null : placement,
    locale: 'en',
    errors: { errors: {} },
    'https://purl.imsglobal.org/spec/lti/claim/lti1p1': { user_id: randomUUID() },
    'https://purl.imsglobal.org/spec/lti/claim/lis': { person_sourcedid: null },
    ...(course && school.registration.scopes.includes('contextmembership')
      ? {
          [claim.namesAndRoles]: {
            context_memberships_url: `${school.url}/api/lti/courses/${course.number}/names_and_roles`,
            service_versions: ['2.0'],
          },
        }
      : {}),
    ...(placement === 'link_selection'
      ? {
          [claim.deepLinkingSettings]: {
            deep_link_return_url: `${school.url}${pathOf(launch)}/deep_linking_response?data=${randomUUID()}`,
            accept_types: ['ltiResourceLink'],
            accept_presentation_document_targets: ['iframe', 'window'],
            accept_media_types: 'application/vnd.ims.lti.v1.ltilink',
            ...{ accept_multiple: true, auto_create: false },
          },
        }
      : {
          [claim.resourceLink]: { id: link?.id ?? context.id, title: link?.title ?? null, description: null },
        }),
  };
}

function contextOf(school: StandInSchool, { course }: StandInLaunch) {
  if (course)
    return {
      ...{ id: course.id, label: course.title.slice(0, 8), title: course.title },
      type: ['http://purl.imsglobal.org/vocab/lis/v2/course#CourseOffering'],
    };
  return { id: `account-of-${school.name}`, title: school.name, type: ['Account'] };
}

function pathOf({ placement, course }: StandInLaunch): string {
  if (course) return `/courses/${course.number}`;
  return placement === 'user_navigation' ? '/users/3' : '/accounts/1';
}

/** What Canvas can fill in here; null: there is no such id. The rest stays as it is asked for. */
function variables(school: StandInSchool, { person, course }: StandInLaunch): Record<string, string | null> {
  return {
    ...{ '$Canvas.user.id': `${school.numberOf(person)}`, '$Person.sourcedId': null },
    '$Canvas.user.prefersHighContrast': 'false',
    '$Canvas.xuser.allRoles': person.allRoles ?? 'urn:lti:sysrole:ims/lis/User',
    '$com.instructure.brandConfigJSON': '{"ic-brand-primary":"#8B1A1A","ic-link-color":"#0374B5"}',
    ...(course && { '$Canvas.course.id': `${course.number}`, '$Canvas.course.sisSourceId': null }),
  };
}
