import type { Registration } from '../../../models/registration.ts';

/** Where a browser that keeps no cookie keeps a secret for us: a window of the platform (LTI postMessage Storage 1.0). */
export interface PlatformStorage {
  /** The only origin that gets it: that of the authorisation endpoint (OIDC Login with Client Side postMessages §4). */
  origin: string;
  /** Name of the frame to ask, from `lti_storage_target`; `_parent` is the window around us. */
  target: string;
}

export function storageOf(registration: Registration, target: string | undefined): PlatformStorage {
  return { origin: new URL(registration.authorizationUrl).origin, target: target ?? '_parent' };
}
