import { AsyncLocalStorage } from 'node:async_hooks';
import type { JWK } from 'jose';
import type { Registration } from '../../../models/registration.ts';

/** What the guards have found out about the request that ltijs is working on: it looks nothing up itself. */
export interface Underway {
  registration: Registration;
  /** The platform key that the launch was verified with. */
  key?: JWK;
}

export const underway = new AsyncLocalStorage<Underway>();
