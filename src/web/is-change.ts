import type { Request } from 'express';

/** Whether a request is one of a person who changes something. A launch is a POST too, and only opens a page. */
export function isChange({ method, originalUrl }: Request): boolean {
  return method !== 'GET' && method !== 'HEAD' && !originalUrl.startsWith('/lti/');
}
