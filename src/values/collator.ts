import { readTag } from './closest-tag.ts';

/** Sorts texts as readers of a language do. @param locale as an LMS says it: BCP 47, or Moodle's `pt_br`; of anything else nothing is known */
export function collatorFor(locale: string | undefined): Intl.Collator {
  return new Intl.Collator(locale === undefined ? undefined : readTag(locale));
}
