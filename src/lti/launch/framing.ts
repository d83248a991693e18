import type { RequestHandler } from 'express';

/** For pages without anything that a click could give away. */
export const anybody: readonly string[] = ['*'];

/**
 * Which LMS frames a page is not known before the login or the visit is. Until then anybody may: a person whose login is
 * refused would else read the browser's error in place of ours.
 */
export const framedByAnybody: RequestHandler = (_req, res, next) => {
  res.locals['frameAncestors'] = anybody;
  next();
};
