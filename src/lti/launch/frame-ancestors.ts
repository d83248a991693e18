import type { RequestHandler } from 'express';
import type { Registration } from '../../../models/registration.ts';

/** For pages on which a click can give nothing away. */
export const anybody: readonly string[] = ['*'];

/**
 * Lets anybody frame the page. Which LMS frames it is unknown before the login or the session, and a person whose login
 * is refused must read our error and not the browser's.
 */
export const framedByAnybody: RequestHandler = (_req, res, next) => {
  res.locals['frameAncestors'] = anybody;
  next();
};

/**
 * The origins that a platform's pages come from. An issuer may be the same for every institution, so the origins of the
 * authorisation endpoint and of the return addresses, which the platform has signed, count too.
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
