import { plainText } from '../../plain-text.ts';
import type { CourseRecord } from '../../record.ts';
import type { Row } from './read-rows.ts';

export const courseColumns = {
  required: ['course', 'title'],
  optional: ['description', 'category', 'level', 'language', 'url', 'prerequisites', 'closes'],
} as const;

/** A course, or the reason why the row is none. Several categories or prerequisites are joined by `|`. */
export function courseOf({ line, cells }: Row): CourseRecord | string {
  const key = cells['course'];
  const title = plainText(cells['title'] ?? '');
  if (!key) return 'no course id';
  if (!title) return 'no title';
  const url = cells['url'];
  if (url && !isWebAddress(url)) return 'url is not a http or https address';
  const closes = cells['closes'];
  if (closes && Number.isNaN(Date.parse(closes))) return 'closes is not an ISO date such as 2026-09-30';
  return {
    kind: 'course',
    key,
    title,
    description: plainText(cells['description'] ?? ''),
    categories: listOf(cells['category']),
    prerequisites: listOf(cells['prerequisites']),
    ...(cells['level'] ? { level: cells['level'] } : {}),
    ...(cells['language'] ? { language: cells['language'] } : {}),
    ...(url ? { url } : {}),
    ...(closes ? { closesAt: new Date(closes) } : {}),
    origin: `line ${line}`,
  };
}

function listOf(cell: string | undefined): string[] {
  return (cell ?? '').split('|').flatMap((part) => part.trim() || []);
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
