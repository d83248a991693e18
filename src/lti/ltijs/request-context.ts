import { AsyncLocalStorage } from 'node:async_hooks';
import type { JWK } from 'jose';
import type { Registration } from '../../../models/registration.ts';

/** What is known of the request that ltijs works on. ltijs gets it from here and looks nothing up itself. */
export interface RequestContext {
  registration: Registration;
  /** The platform key that the launch was verified with. */
  key?: JWK;
}

export const requestContext = new AsyncLocalStorage<RequestContext>();
