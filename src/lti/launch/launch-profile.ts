import type { Session } from '../../../models/session.ts';
import type { LaunchMessage } from './message.ts';
import type { OtherIds } from './other-ids.ts';

/** What the launches of one LMS product say otherwise, or beyond the specification. */
export interface LaunchProfile {
  /**
   * A second name of the login parameter `lti_deployment_id`. It counts at every login: the product is not known
   * before the launch.
   */
  readonly deploymentParameter?: string;
  /** The place in the LMS that the tool was opened from; undefined where the launch does not tell or the place is unknown. */
  placement(message: LaunchMessage): string | undefined;
  /** Where the LMS shows the course of the launch. A person who is not enrolled is shown there how to enrol. */
  courseUrl(message: LaunchMessage): string | undefined;
  /** The ids under which other sources know the person and the course of the launch. */
  otherIds(message: LaunchMessage): readonly OtherIds[];
  /** Roles that the launch tells elsewhere than in its claim of roles. */
  otherRoles?(message: LaunchMessage): readonly string[];
  /** How the LMS asks the pages to look; the accent as `#rrggbb`. Undefined where it asks for nothing. */
  look(message: LaunchMessage): Session['look'];
}
