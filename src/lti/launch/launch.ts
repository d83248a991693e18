import type { NewAlias } from '../../../models/alias.ts';
import type { Institution } from '../../../models/institution.ts';
import { learnerKeyOf } from '../../../models/learner.ts';
import type { Registration } from '../../../models/registration.ts';
import type { DeepLinkingSettings, Session } from '../../../models/session.ts';
import type { PlatformStorage } from '../browser-state/platform-storage.ts';
import { deepLinkingSettings } from '../deep-linking/settings.ts';
import { canvasAliases } from './canvas-ids.ts';
import { type Claims, claim, objectClaim, text } from './claims.ts';
import { courseAddress } from './course-address.ts';
import { customParameters } from './custom-parameters.ts';
import { isDeepLinking } from './launch-checks.ts';
import { roleOf } from './roles.ts';
import { sourcedIdAliases } from './sourced-ids.ts';

export interface LaunchedCourse {
  key: string;
  title: string;
  /** Where the LMS shows it, where the launch tells. */
  url?: string;
}

/** A launch that passed every check, with nothing in it that names a person. */
export interface Launch {
  registration: Registration;
  institution: Institution;
  /** `Learner.key`; undefined for an anonymous launch. */
  learner: string | undefined;
  role: Session['role'];
  /** The course it came from; undefined at site or account level. */
  course: LaunchedCourse | undefined;
  /** Under which other ids the institution's data may know the person and the course. */
  aliases: NewAlias[];
  /** Where the course's roster can be read, if the platform offers it. */
  contextMembershipsUrl: string | undefined;
  locale: string | undefined;
  /** What the platform accepts as answer; undefined but for a deep-linking request. */
  deepLinking: DeepLinkingSettings | undefined;
  /** Custom parameters, those that this tool uses; their values are not checked yet. */
  custom: Readonly<Record<string, string>>;
  /** Canvas's name of the place that it was opened from; other platforms do not say. */
  placement: string | undefined;
  /** How the LMS asks the pages to look. */
  look?: Session['look'];
  /** Origins that may frame the pages of this visit, and that their forms may be sent to. */
  platformOrigins: string[];
  /** Where the browser keeps the visit's secret, when it keeps no cookie. */
  storage?: PlatformStorage;
}

export function launchOf(claims: Claims, registration: Registration, institution: Institution): Launch {
  const subject = text(claims['sub']);
  const presentation = objectClaim(claims, claim.launchPresentation);
  const custom = customParameters(claims);
  const course = courseOf(claims, courseAddress(claims, registration.issuer, custom));
  const learner = subject === undefined ? undefined : learnerKeyOf(institution, subject);
  const placement = placementOf(claims);
  const launched = { learner, course, placement };
  const memberships = text(objectClaim(claims, claim.namesAndRoles)['context_memberships_url']);
  const deepLinking = isDeepLinking(claims) ? deepLinkingSettings(claims) : undefined;
  return {
    registration,
    institution,
    learner,
    role: roleOf(claims[claim.roles] as unknown[]),
    course,
    aliases: [
      ...sourcedIdAliases(claims, institution, launched),
      ...canvasAliases(claims, institution, launched),
    ],
    // Without a course the roster is the whole site's (Moodle's site home), guests and service accounts included.
    contextMembershipsUrl: course && memberships,
    locale: text(presentation['locale']),
    deepLinking,
    custom,
    placement,
    platformOrigins: platformOrigins(registration, text(presentation['return_url']), deepLinking?.returnUrl),
  };
}

const placements = [
  'course_navigation',
  'global_navigation',
  'user_navigation',
  'account_navigation',
  'link_selection',
];

function placementOf(claims: Claims): string | undefined {
  return placements.find((placement) => placement === claims[claim.canvasPlacement]);
}

/**
 * The context, where it is a course. Moodle's site home launches as a context of type Group, Canvas's account
 * and user placements as one of type Account: neither is a course.
 */
function courseOf(claims: Claims, url: string | undefined): LaunchedCourse | undefined {
  const context = objectClaim(claims, claim.context);
  const key = text(context['id']);
  const types = Array.isArray(context['type']) ? context['type'].map(String) : [];
  const isCourse =
    types.length === 0 || types.some((type) => /Course(Section|Offering|Template)$/.test(type));
  if (key === undefined || !isCourse) return undefined;
  const title = text(context['title']) ?? text(context['label']) ?? key;
  return { key, title, ...(url && { url }) };
}

/**
 * Origins that a platform's pages come from: the issuer is an address of the platform by its name only (Canvas's is
 * the same for every school), so the authorisation endpoint's and those of the signed return addresses count too.
 */
export function platformOrigins(
  registration: Registration,
  ...returnUrls: readonly (string | undefined)[]
): string[] {
  const addresses = [registration.issuer, registration.authorizationUrl, ...returnUrls];
  const origins = addresses.flatMap((address) =>
    address && URL.canParse(address) ? new URL(address).origin : [],
  );
  return [...new Set(origins.filter((origin) => /^https?:/.test(origin)))];
}
