import type { RequestHandler } from 'express';
import type { CollegeDirectory, Member } from './college-directory.ts';
import type { DemoRegistration } from './demo-registration.ts';
import { isRole } from './demo-roles.ts';
import { toResourceLink } from './resource-link.ts';

const mediaType = 'application/vnd.ims.lti-nrps.v2.membershipcontainer+json';
const pageSize = 50;
const messageType = 'https://purl.imsglobal.org/spec/lti/claim/message_type';

/**
 * A roster, page by page (Names and Role Provisioning Services 2.0 §2): of the course `:key`, or of the whole site,
 * which answers with everybody just as Moodle's site home does. Understands `limit`, `role` and `rlid`.
 */
export function membershipsEndpoint(
  registration: DemoRegistration,
  directory: CollegeDirectory,
): RequestHandler {
  return (req, res) => {
    const key = req.params['key'] as string | undefined;
    const course = directory.course(key);
    if (key !== undefined && !course) return void res.status(404).json({ error: 'There is no such course.' });

    const link = toResourceLink(course, registration);
    const url = new URL(req.originalUrl, registration.issuer);
    const asked = url.searchParams;
    const resourceLinkId = asked.get('rlid');
    if (resourceLinkId !== null && resourceLinkId !== link.id)
      return void res.status(404).json({ error: 'There is no such resource link in this context.' });

    const role = asked.get('role');
    const everybody = course ? directory.members(course) : directory.everybody();
    const members = role === null ? everybody : everybody.filter((member) => isRole(role, member.role));
    const limit = Math.min(wholeNumber(asked.get('limit')) || pageSize, pageSize);
    const from = wholeNumber(asked.get('from'));
    if (from + limit < members.length) {
      url.searchParams.set('from', `${from + limit}`);
      res.set('Link', `<${url.href}>; rel="next"`);
    }
    const { id, label, title } = link.context;
    res.type(mediaType).json({
      id: link.contextMembershipsUrl,
      context: { id, label, title },
      members: members
        .slice(from, from + limit)
        .map((member) => memberEntry(member, resourceLinkId !== null)),
    });
  };
}

/** Short role names, as Moodle sends them; with `rlid` also the message that a launch of that link carries. */
function memberEntry({ person, role, active }: Member, withMessage: boolean) {
  return {
    status: active ? 'Active' : 'Inactive',
    user_id: person.id,
    lis_person_sourcedid: `P${person.id}`,
    roles: [role],
    name: person.name,
    email: person.email,
    ...(withMessage ? { message: [{ [messageType]: 'LtiResourceLinkRequest' }] } : {}),
  };
}

function wholeNumber(text: string | null): number {
  return /^\d{1,9}$/.test(text ?? '') ? Number(text) : 0;
}
