import { parameter } from '../../lti/launch/custom-parameters.ts';
import type { LaunchProfile } from '../../lti/launch/launch-profile.ts';
import type { LaunchMessage } from '../../lti/launch/message.ts';
import { known, type OtherIds, recordsSource, sourcedId } from '../../lti/launch/other-ids.ts';
import type { RosterProfile } from '../../lti/names-and-roles/roster-profile.ts';
import { message } from '../../messages/message.ts';
import { readObject } from '../../values/read-object.ts';
import { canvasId, canvasNumber, canvasSourceName, courseOfPage, courseOfRoster, hostOf } from './ids.ts';

/** Canvas's claim for the place that a tool was opened from. */
export const placementClaim = 'https://www.instructure.com/placement';

/** Canvas's names of the places, in words. */
export const places = {
  course_navigation: message('lms.place.course_navigation'),
  global_navigation: message('lms.place.global_navigation'),
  user_navigation: message('lms.place.user_navigation'),
  account_navigation: message('lms.place.account_navigation'),
  link_selection: message('lms.place.link_selection'),
};

/** Where Canvas opens a tool by the tool's own configuration, and not by a link that somebody has made. */
const navigation = ['course_navigation', 'global_navigation', 'user_navigation', 'account_navigation'];

/**
 * Launches of Canvas. What this tool must get right elsewhere, since any LMS may do the same:
 * - pages of accounts and users launch with a context of type Account;
 * - a parent is a Mentor of the course. Outside of courses the claim of roles does not say that somebody is one;
 * - a teacher may look at a course as a test user (LTI Core, appendix A.2.4);
 * - variables of nothing are null, and those that do not fit the place stay as they were asked for.
 */
export const canvasLaunch: LaunchProfile = {
  deploymentParameter: 'deployment_id',
  placement,
  courseUrl,
  otherIds: (message) => [recordIds(message), restIds(message)],
  otherRoles,
  look({ custom }) {
    if (parameter(custom, 'canvas_high_contrast') === 'true') return { highContrast: true };
    const accent = primaryColour(custom['canvas_theme']);
    return accent === undefined ? undefined : { accent };
  },
};

/**
 * Rosters of Canvas. Canvas gives at most 50 members on a page, lists active members only and throttles with 403. Asked for
 * the course's own link, it says `$Canvas.user.id` of each member (docs/decisions/0012-canvas-numbers.md).
 */
export const canvasRoster: RosterProfile = {
  source: canvasSourceName,
  courseId: courseOfRoster,
  memberIds(membershipsUrl, custom) {
    const [host, number] = [hostOf(membershipsUrl), canvasNumber(custom['canvas_user_id'])];
    return {
      sourcedId: sourcedId(custom['person_sourced_id']),
      id: host === undefined || number === undefined ? undefined : canvasId(host, number),
    };
  },
};

function placement({ vendor }: LaunchMessage): string | undefined {
  return Object.keys(places).find((place) => place === vendor[placementClaim]);
}

/**
 * The address of the course's page. Canvas's issuer is the same for every school, but its return_url is on the school's own
 * host. Whoever may edit a link can set the number, and could set a host as well (`$Canvas.api.domain`), so the host is
 * taken from the return_url: people are led nowhere but to the platform.
 */
function courseUrl({ custom, presentation: { returnUrl } }: LaunchMessage): string | undefined {
  const number = canvasNumber(custom['canvas_course_id']);
  if (number === undefined || returnUrl === undefined || !URL.canParse(returnUrl)) return undefined;
  const { origin, protocol } = new URL(returnUrl);
  return /^https?:$/.test(protocol) ? `${origin}/courses/${number}` : undefined;
}

/**
 * The ids of the institution's own records. Canvas sends the `lis` claim together with names only, and otherwise the same
 * by substitution variables (LTI Core, appendix B). It gives the section's id the name of the offering's; other platforms
 * mean by that name what the sections belong to.
 */
function recordIds(message: LaunchMessage): OtherIds {
  const { lis } = message;
  const custom = configuredParameters(message);
  const person = sourcedId(lis.person) ?? sourcedId(custom['person_sourced_id']);
  const section =
    sourcedId(lis.courseSection) ??
    sourcedId(lis.courseOffering) ??
    sourcedId(custom['canvas_course_sis_id']);
  return { source: recordsSource, people: known([person]), courses: known([section]) };
}

/**
 * The ids by which Canvas's REST interface knows the person and the course. `sub` and `context.id` are ids for tools only,
 * and REST shows neither. The course's number is in addresses that Canvas has signed. The person's number comes by
 * `$Canvas.user.id`. A school may be reached by several hosts: the roster's is its main one, the page's the one that the
 * person is on.
 */
function restIds(message: LaunchMessage): OtherIds {
  const { membershipsUrl, presentation } = message;
  const number = canvasNumber(configuredParameters(message)['canvas_user_id']);
  const hosts = known([hostOf(membershipsUrl), hostOf(presentation.returnUrl)]);
  return {
    source: canvasSourceName,
    people: number === undefined ? [] : hosts.map((host) => canvasId(host, number)),
    courses: known([courseOfRoster(membershipsUrl), courseOfPage(presentation.returnUrl)]),
  };
}

/**
 * Outside of courses a parent has no role but that of a user. `$Canvas.xuser.allRoles` lists roles by their names of LTI 1, and
 * that of observers among them. Whoever studies or teaches as well has these in the claim, and they outweigh it.
 */
function otherRoles(message: LaunchMessage): readonly string[] {
  const all = configuredParameters(message)['canvas_all_roles'];
  const isOutside = message.context.types.includes('Account');
  const observes = typeof all === 'string' && all.split(',').includes('urn:lti:role:ims/lis/Mentor');
  return isOutside && observes ? ['http://purl.imsglobal.org/vocab/lis/v2/institution/person#Observer'] : [];
}

/**
 * The custom parameters that only the tool's own configuration can have asked for. Anywhere else whoever edits the link can
 * set them: with the id of another person in it, a teacher would be shown courses for that person's history. By an address
 * that somebody puts together, Canvas opens a link in the navigation too (`resource_link_lookup_uuid`). Only a launch without a
 * link has the context's own id as that of its link.
 */
function configuredParameters(message: LaunchMessage): Readonly<Record<string, unknown>> {
  const isWithoutLink = message.resourceLinkId !== undefined && message.resourceLinkId === message.context.id;
  return isWithoutLink && navigation.includes(placement(message) ?? '') ? message.custom : {};
}

/**
 * The primary colour of a school's theme, which is JSON in a text (`$com.instructure.brandConfigJSON`). Schools without a theme of
 * their own send none. The theme's address would not do: it is on a host for static files, or has no host at all.
 */
function primaryColour(theme: unknown): string | undefined {
  const value = readObject(jsonIn(theme))['ic-brand-primary'];
  if (typeof value !== 'string') return undefined;
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(value);
  const whole = short
    ? `#${short
        .slice(1)
        .map((digit) => digit + digit)
        .join('')}`
    : value;
  return /^#[0-9a-f]{6}$/i.test(whole) ? whole.toLowerCase() : undefined;
}

/** A theme has about fifty values. */
const longestTheme = 20_000;

function jsonIn(text: unknown): unknown {
  if (typeof text !== 'string' || text.length > longestTheme) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
