import type { Request } from 'express';
import { readTag } from '../values/closest-tag.ts';
import { ApiError } from './api-error.ts';

const longestTag = 100;

/**
 * The languages of whoever reads an answer, the best first: as `?language=` says, else as `Accept-Language` does. A program that
 * has no language says `*`, or nothing.
 * @returns BCP 47 tags; none where nothing says it
 * @throws ApiError where `?language=` is no tag
 */
export function readerLanguages(req: Request): string[] {
  const { language } = req.query;
  if (language === undefined) return req.acceptsLanguages().filter((tag) => tag !== '*');
  const isShort = typeof language === 'string' && language !== '' && language.length <= longestTag;
  const tag = isShort ? readTag(language) : undefined;
  if (!tag)
    throw new ApiError(400, 'language-invalid', 'language is a tag of BCP 47, such as de or zh-Hans.');
  return [`${tag}`];
}
