import type { Response } from 'express';
import { type Words, wordsFor } from './words.ts';

/**
 * The words of a page: in the language of the launch (`res.locals.locale`, see `requireSession`), or of the browser where there
 * was none, or it said none.
 */
export function pageWords(res: Response): Words {
  const locale: unknown = res.locals['locale'];
  return typeof locale === 'string' ? wordsFor(locale) : wordsFor(...res.req.acceptsLanguages());
}
