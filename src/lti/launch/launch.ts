import type { NewAlias } from '../../../models/alias.ts';
import type { Institution } from '../../../models/institution.ts';
import { learnerKeyOf } from '../../../models/learner.ts';
import type { Registration } from '../../../models/registration.ts';
import type { DeepLinkingSettings, Session } from '../../../models/session.ts';
import { plainText } from '../../sync/plain-text.ts';
import type { CheckedMessage } from './checks.ts';
import { ownParameters } from './custom-parameters.ts';
import { platformOrigins } from './frame-ancestors.ts';
import type { LaunchProfile } from './launch-profile.ts';
import type { MessageContext } from './message.ts';
import { aliasesOf } from './other-ids.ts';
import { roleOf } from './roles.ts';
import type { PlatformStorage } from './storage-pages.ts';

export interface LaunchedCourse {
  key: string;
  /** Plain, in one language. */
  title: string;
  /** What the platform sent, where that is not plain; it may be in several languages, and is for the writer of courses. */
  titleAsWritten?: string;
  /** Where the LMS shows it, where the launch tells. */
  url?: string;
}

/** A launch that passed every check. Nothing in it names a person. */
export interface Launch {
  registration: Registration;
  institution: Institution;
  /** `Learner.key`; undefined for an anonymous launch, and for a test student, of whom nothing is kept. */
  learner: string | undefined;
  role: Session['role'];
  /** The course it came from; undefined at site or account level. */
  course: LaunchedCourse | undefined;
  /** Under which other ids the institution's data may know the person and the course. */
  aliases: NewAlias[];
  /** Where the course's roster can be read, if the platform offers it. */
  contextMembershipsUrl: string | undefined;
  locale: string | undefined;
  /** What the platform accepts as answer; undefined except for a deep-linking request. */
  deepLinking: DeepLinkingSettings | undefined;
  /** The custom parameters that this tool has put into the link. Their values are not checked yet. */
  custom: Readonly<Record<string, string>>;
  /** The product's name of the place that it was opened from; few products tell. */
  placement: string | undefined;
  /** How the LMS asks the pages to look. */
  look: Session['look'];
  /** Origins that may frame the pages of this session, and that their forms may be sent to. */
  platformOrigins: string[];
  /** Where the browser keeps the session's secret, when it keeps no cookie. */
  storage?: PlatformStorage;
}

export function toLaunch(
  message: CheckedMessage,
  registration: Registration,
  institution: Institution,
  profile: LaunchProfile,
): Launch {
  const { subject, deepLinking, presentation } = message;
  const role = roleOf([...message.roles, ...(profile.otherRoles?.(message) ?? [])]);
  const isSomebody = subject !== undefined && role !== 'testStudent';
  const learner = isSomebody ? learnerKeyOf(institution, subject) : undefined;
  const course = courseIn(message.context, profile.courseUrl(message));
  return {
    registration,
    institution,
    learner,
    role,
    course,
    aliases: aliasesOf(profile.otherIds(message), institution, learner, course?.key),
    // Outside a course the roster may be the whole site's, with guests and service accounts in it.
    contextMembershipsUrl: course && message.membershipsUrl,
    locale: presentation.locale,
    deepLinking,
    custom: ownParameters(message.custom),
    placement: profile.placement(message),
    look: profile.look(message),
    platformOrigins: platformOrigins(registration, presentation.returnUrl, deepLinking?.returnUrl),
  };
}

/**
 * The context, where it is a course. Platforms launch from a site's front page with a context of type Group, and from
 * pages of an account or a user with one of type Account: neither is a course.
 */
function courseIn({ id, title, label, types }: MessageContext, url: string | undefined) {
  const isCourse =
    types.length === 0 || types.some((type) => /Course(Section|Offering|Template)$/.test(type));
  if (id === undefined || !isCourse) return undefined;
  // A course whose name is a picture alone is one all the same.
  const written = [title, label].find((text) => text !== undefined && plainText(text) !== '') ?? id;
  const plain = plainText(written) || id;
  return {
    ...{ key: id, title: plain },
    ...(plain !== written && { titleAsWritten: written }),
    ...(url && { url }),
  } satisfies LaunchedCourse;
}
