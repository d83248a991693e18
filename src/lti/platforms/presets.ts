import type { PlatformInput } from './platform-input.ts';

export type PlatformAddresses = Pick<PlatformInput, 'issuer' | 'authorizationUrl' | 'tokenUrl' | 'jwksUrl'>;

/** @param site the address of the site's front page, as Moodle's `wwwroot` */
export function moodleAddresses(site: string): PlatformAddresses {
  const issuer = site.replace(/\/+$/, '');
  return {
    issuer,
    authorizationUrl: `${issuer}/mod/lti/auth.php`,
    tokenUrl: `${issuer}/mod/lti/token.php`,
    jwksUrl: `${issuer}/mod/lti/certs.php`,
  };
}

export const canvasEnvironments = ['production', 'beta', 'test'] as const;
export type CanvasEnvironment = (typeof canvasEnvironments)[number];

/** Whether it is the issuer of schools whose Canvas Instructure hosts. */
export function isHostedCanvas(issuer: string): boolean {
  return canvasEnvironments.some((environment) => canvasAddresses(environment).issuer === issuer);
}

/** Canvas hosted by Instructure: the same addresses for every school of an environment. */
export function canvasAddresses(environment: CanvasEnvironment): PlatformAddresses {
  const part = environment === 'production' ? '' : `${environment}.`;
  const host = `https://sso.${part}canvaslms.com`;
  return {
    issuer: `https://canvas.${part}instructure.com`,
    authorizationUrl: `${host}/api/lti/authorize_redirect`,
    tokenUrl: `${host}/login/oauth2/token`,
    jwksUrl: `${host}/api/lti/security/jwks`,
  };
}
