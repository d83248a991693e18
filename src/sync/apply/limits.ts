import type { Translations } from '../../../models/course.ts';
import { longestEventId, longestKey, longestList } from '../reason-messages.ts';
import type { CourseRecord, SyncRecord } from '../record.ts';

// Foreign texts are stored, searched, compared and shown again and again, so each has an end. What only people read is cut; what
// names something is refused, for a cut id would be the id of something else.

const longestTitle = 1_000;
export const longestName = 255;
const longestDescription = 100_000;
/** BCP 47 tags and addresses that are longer are none. */
const longestLanguage = 35;
const longestAddress = 2_000;
const mostCategories = 50;
const mostSkills = 200;

/** The same course with texts of a limited length. */
export function withinLimits(record: CourseRecord): CourseRecord {
  const { title, description, translations, code, level, language, url, categories, skills, term } = record;
  return {
    ...{ ...record, title: beginning(title, longestTitle) },
    ...(description !== undefined && { description: beginning(description, longestDescription) }),
    ...(translations && { translations: translationsWithin(translations) }),
    ...(code && { code: beginning(code, longestName) }),
    ...(level && { level: beginning(level, longestName) }),
    ...(language && language.length > longestLanguage && { language: null }),
    ...(url && url.length > longestAddress && { url: null }),
    ...(categories && { categories: categoriesWithin(categories) }),
    ...(skills && { skills: skills.slice(0, mostSkills).map((name) => beginning(name, longestName)) }),
    ...(term && { term: { ...term, name: beginning(term.name, longestName) } }),
  };
}

/** Their number has its end where they are found (`textsOf`). */
function translationsWithin(translations: Translations): Translations {
  return Object.fromEntries(
    Object.entries(translations).map(([tag, { title, description, categories }]) => [
      tag,
      {
        ...(title !== undefined && { title: beginning(title, longestTitle) }),
        ...(description !== undefined && { description: beginning(description, longestDescription) }),
        ...(categories && { categories: categoriesWithin(categories) }),
      },
    ]),
  );
}

function categoriesWithin(categories: readonly string[]): string[] {
  return categories.slice(0, mostCategories).map((name) => beginning(name, longestName));
}

/** Which text that names something is too long, as the end of a reason; undefined: none. */
export function findLengthProblem(record: SyncRecord): string | undefined {
  if (record.kind === 'course') {
    const { key, group, prerequisites = [], audience = [] } = record;
    if (key.length > longestKey) return `course id longer than ${longestKey} characters`;
    if ((group ?? '').length > longestKey) return `group longer than ${longestKey} characters`;
    for (const [name, list] of Object.entries({ prerequisites, audience })) {
      if (list.length > longestList) return `more than ${longestList} ${name}`;
      if (list.some((one) => one.length > longestKey)) return `${name} longer than ${longestKey} characters`;
    }
    return undefined;
  }
  if ('learner' in record && (record.learner ?? '').length > longestKey)
    return `learner id longer than ${longestKey} characters`;
  if (record.kind === 'event')
    return record.id.length > longestEventId
      ? `event id longer than ${longestEventId} characters`
      : undefined;
  return 'course' in record && (record.course ?? '').length > longestKey
    ? `course id longer than ${longestKey} characters`
    : undefined;
}

/** At most so many characters, none of them half. */
export function beginning(text: string, longest: number): string {
  return text.length <= longest ? text : text.slice(0, longest).replace(/[\ud800-\udbff]$/, '');
}
