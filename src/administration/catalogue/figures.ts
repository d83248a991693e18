import type { CatalogueCounts } from '../../../models/catalogue-report.ts';

/** "with a description 1,204 (87 %)" */
export interface Figure {
  label: string;
  value: string;
}

/** How complete a catalogue is, in words. */
export function figuresOf(counts: CatalogueCounts): Figure[] {
  const { courses, described, languageStated, languageDetected, categorised, enrolled } = counts;
  const { groups, sections, prerequisitesStated, prerequisitesFound } = counts;
  const share = (part: number) =>
    courses === 0 ? whole(part) : `${whole(part)} (${percent(part / courses)} %)`;
  return [
    { label: 'Courses', value: whole(courses) },
    { label: 'With a description', value: share(described) },
    { label: 'With a language from the source', value: share(languageStated) },
    { label: 'With a language detected in their text', value: share(languageDetected) },
    { label: 'With a category', value: share(categorised) },
    { label: 'With enrolments', value: share(enrolled) },
    {
      label: 'Sections of another course',
      value: `${share(sections)}, of ${whole(groups)} ${groups === 1 ? 'course' : 'courses'}`,
    },
    { label: 'With prerequisites from the source', value: share(prerequisitesStated) },
    { label: 'With prerequisites found in their description', value: share(prerequisitesFound) },
  ];
}

function whole(count: number): string {
  return count.toLocaleString('en');
}

/** 99.9 of a hundred are not all of them, and a few not none. */
function percent(share: number): number {
  if (share === 0 || share === 1) return share * 100;
  return Math.min(99, Math.max(1, Math.round(share * 100)));
}
