import { plainText } from '../../plain-text.ts';
import type { CourseRecord } from '../../record.ts';
import type { Row } from './read-rows.ts';
import { parseTime } from './time.ts';

export const courseColumns = {
  required: ['course', 'title'],
  optional: [
    'code',
    'description',
    'category',
    'level',
    'language',
    'url',
    'prerequisites',
    'group',
    'audience',
    'opens',
    'closes',
  ],
} as const;

/** What an LTI context id may have. */
const longestId = 255;

/**
 * A course, or the reason why the row is none. Several categories, prerequisites or audiences are joined by `|`. An empty cell
 * says that there is none; a column that the file does not have says nothing, and what is stored stays.
 */
export function courseOf({ line, cells }: Row): CourseRecord | string {
  const { course: key, code, description, category, level, language, url } = cells;
  const { prerequisites, group, audience, opens, closes } = cells;
  const title = plainText(cells['title'] ?? '');
  if (!key) return 'no course id';
  if (key.length > longestId) return `course id longer than ${longestId} characters`;
  if (!title) return 'no title';
  if (url && !isWebAddress(url)) return 'url is not a http or https address';
  const opensAt = opens ? parseTime(opens) : null;
  if (opensAt === undefined) return 'opens is not an ISO date such as 2026-09-30';
  const closesAt = closes ? parseTime(closes) : null;
  if (closesAt === undefined) return 'closes is not an ISO date such as 2026-09-30';
  return {
    kind: 'course',
    key,
    ...(code !== undefined && { code: code || null }),
    title,
    ...(description !== undefined && { description: plainText(description) }),
    ...(category !== undefined && { categories: listOf(category) }),
    ...(level !== undefined && { level: level || null }),
    ...(language !== undefined && { language: language || null }),
    ...(url !== undefined && { url: url || null }),
    ...(prerequisites !== undefined && { prerequisites: listOf(prerequisites) }),
    ...(group !== undefined && { group: group || null }),
    ...(audience !== undefined && { audience: listOf(audience) }),
    ...(opens !== undefined && { opensAt }),
    ...(closes !== undefined && { closesAt }),
    origin: `line ${line}`,
  };
}

function listOf(cell: string): string[] {
  return cell.split('|').flatMap((part) => part.trim() || []);
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
