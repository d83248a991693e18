import { text } from '../../launch/claims.ts';
import { generic } from './generic.ts';
import type { PlatformProfile } from './profile.ts';

const extension = 'https://canvas.instructure.com/lti';

/** Canvas (its "Registration" guide, developerdocs.instructure.com). Navigation is where its students look. */
export const canvas: PlatformProfile = {
  ...generic,
  product: 'canvas',
  messages: [
    {
      type: 'LtiResourceLinkRequest',
      label: 'name',
      placements: ['course_navigation'],
      extensions: {
        [`${extension}/course_navigation/default_enabled`]: true,
        [`${extension}/visibility`]: 'members',
      },
    },
    {
      type: 'LtiResourceLinkRequest',
      label: 'name',
      placements: ['global_navigation', 'user_navigation'],
    },
    {
      type: 'LtiResourceLinkRequest',
      label: 'administration',
      placements: ['account_navigation'],
      extensions: { [`${extension}/visibility`]: 'admins' },
    },
    { type: 'LtiDeepLinkingRequest', label: 'select', placements: ['link_selection'] },
  ],
  customParameters: {
    canvas_course_id: '$Canvas.course.id',
    canvas_user_id: '$Canvas.user.id',
    canvas_account_id: '$Canvas.account.id',
    canvas_root_account_id: '$Canvas.rootAccount.id',
    canvas_api_domain: '$Canvas.api.domain',
    canvas_api_base_url: '$Canvas.api.baseUrl',
    canvas_course_sis_id: '$Canvas.course.sisSourceId',
    canvas_term_name: '$Canvas.term.name',
    canvas_enrollment_state: '$Canvas.enrollment.enrollmentState',
    canvas_membership_roles: '$Canvas.membership.roles',
    canvas_brand_config_url: '$com.instructure.brandConfigJSON.url',
    canvas_high_contrast: '$Canvas.user.prefersHighContrast',
    person_sourced_id: '$Person.sourcedId',
  },
  extensions: { [`${extension}/privacy_level`]: 'anonymous', [`${extension}/tool_id`]: 'next-courses' },
  languageVariants: false,
  nameOf: (configuration) =>
    text(configuration.platform[`${extension}/account_name`]) ??
    new URL(canvas.ownAddress(configuration)).host,
  // The issuer is every hosted school's; only the registration endpoint is on the school's own host.
  ownAddress: ({ registrationUrl }) => registrationUrl,
  registersElsewhere: true,
  // It names a bare host there, which its older versions do not take as audience.
  namesAudience: false,
};
