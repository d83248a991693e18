import { text } from '../../lti/claims.ts';
import type { RegistrationProfile } from '../../lti/registration/registration-profile.ts';
import type { PlatformAddresses } from '../product.ts';

/** Begins the names of Canvas's own keys. */
export const extension = 'https://canvas.instructure.com/lti';

/**
 * The issuer, the registration endpoint and all other addresses are on hosts that hosted schools share. The school's own
 * host, whose pages frame ours, is in a key of Canvas's own, which Canvas takes from its registration token.
 */
const ownAddress: RegistrationProfile['ownAddress'] = ({ issuer, registrationUrl, platform }) => {
  const domain = text(platform[`${extension}/account_domain`]) ?? '';
  const address = `${new URL(issuer).protocol}//${domain}`;
  return /^[a-z0-9.-]+(:\d+)?$/i.test(domain) && URL.canParse(address) ? address : registrationUrl;
};

/** Canvas's dynamic registration ("Registration", developerdocs.instructure.com). Its students look into the navigation. */
export const canvasRegistration: RegistrationProfile = {
  messages: [
    {
      type: 'LtiResourceLinkRequest',
      label: 'name',
      placements: ['course_navigation'],
      // No `visibility`: "members" would hide it from observers, and from students as soon as their course has ended.
      extensions: { [`${extension}/course_navigation/default_enabled`]: true },
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
    canvas_course_sis_id: '$Canvas.course.sisSourceId',
    canvas_theme: '$com.instructure.brandConfigJSON',
    canvas_high_contrast: '$Canvas.user.prefersHighContrast',
    canvas_all_roles: '$Canvas.xuser.allRoles',
    person_sourced_id: '$Person.sourcedId',
  },
  extensions: { [`${extension}/privacy_level`]: 'anonymous', [`${extension}/tool_id`]: 'next-courses' },
  languageVariants: false,
  registersElsewhere: true,
  // Canvas names a bare host there, which its older versions do not accept as audience.
  namesAudience: false,
  nextStep: (isDeployed) => (isDeployed ? 'registration.next.canvasDeployed' : 'registration.next.canvas'),
  institutionName: (configuration) =>
    text(configuration.platform[`${extension}/account_name`]) ?? new URL(ownAddress(configuration)).host,
  ownAddress,
  isSharedIssuer: (issuer) =>
    environments.some((environment) => hostedAddresses(environment).issuer === issuer),
  platformGuid: ({ platform }) => text(platform[`${extension}/account_lti_guid`]),
};

export const environments = ['production', 'beta', 'test'] as const;

/** The addresses of a Canvas that Instructure hosts: the same for every school of an environment. */
export function hostedAddresses(environment: (typeof environments)[number]): PlatformAddresses {
  const part = environment === 'production' ? '' : `${environment}.`;
  const host = `https://sso.${part}canvaslms.com`;
  return {
    issuer: `https://canvas.${part}instructure.com`,
    authorizationUrl: `${host}/api/lti/authorize_redirect`,
    tokenUrl: `${host}/login/oauth2/token`,
    jwksUrl: `${host}/api/lti/security/jwks`,
  };
}
