import type { CourseRecord } from '../../src/sync/record.ts';

/** A catalogue as an LMS has it, with what is true of it. */
export interface SyntheticCatalogue {
  courses: Omit<CourseRecord, 'kind'>[];
  /** By key of a section: the course that it is a section of. */
  sectionOf: Map<string, string>;
  /** By key: keys of which one must come first. */
  prerequisites: Map<string, string[]>;
}

const fields = ['Biology', 'Chemistry', 'History', 'Physics', 'Law', 'Economics', 'Philosophy', 'Geography'];
const kinds = [
  'Introduction to',
  'Methods of',
  'Foundations of',
  'Theory of',
  'Advanced',
  'Applied',
  'Readings in',
];
const objects = [
  'Cells',
  'Trade',
  'Energy',
  'Rivers',
  'Courts',
  'Markets',
  'Minds',
  'Polymers',
  'Empires',
  'Orbits',
];
/** One under which sections are written, in the styles of several LMSs: code, then title. */
const styles: readonly ((code: string, title: string, i: number) => { code?: string; title: string })[] = [
  (code, title, i) => ({ code: `${code}-0${i + 1}`, title }),
  (code, title, i) => ({ title: `${code}: ${title} (${['Fall', 'Spring', 'Summer'][i % 3]} ${2023 + i})` }),
  (_, title, i) => ({ title: `${title} – ${i % 2 ? `SS ${24 + i}` : `WS ${23 + i}/${24 + i}`}` }),
  (code, title, i) => ({ code: `${2023 + i}FA-${code}`, title: `${title}, Section ${'ABCD'[i]}` }),
  (code, title, i) => ({
    code: `${code}_WS${23 + i}${24 + i}_G${i + 1}`,
    title: `${title} (Gruppe ${i + 1})`,
  }),
];
/** Courses that only look like sections of each other: different ones under nearly one name. */
const traps: readonly ((code: string, title: string, i: number) => { code?: string; title: string })[] = [
  (code, title, i) => ({ code: `${code}-${i + 1}`, title: `${title} ${['I', 'II', 'III'][i % 3]}` }),
  (code, _, i) => ({ code, title: `Special Topics (${['Fall', 'Spring'][i % 2]} ${2023 + i})` }),
  (_, title, i) => ({ title: `${title} ${2016 + 3 * i}` }),
  (code, title, i) => ({ code: `${code}${['', 'L', 'S'][i % 3]}`, title }),
];
const askings: readonly ((codes: string) => string)[] = [
  (codes) => `Prerequisite: ${codes}.`,
  (codes) => `Prerequisites: ${codes} with a grade of C or better.`,
  (codes) => `Voraussetzung: ${codes}.`,
  (codes) => `Prérequis : ${codes}.`,
  (codes) => `Requisitos previos: ${codes}.`,
];
/** None of these makes anybody wait. */
const vague: readonly ((code: string) => string)[] = [
  (code) => `Prerequisite: ${code} or the consent of the teacher.`,
  (code) => `Recommended: ${code}.`,
  (code) => `A good start, and a prerequisite for ${code}.`,
  () => 'Voraussetzungen: keine.',
  () => 'Prerequisite: curiosity.',
];

/**
 * About `size` courses: a third of them sections, a sixth traps; every fourth states a prerequisite, every fifth something
 * vague. The same each time.
 */
export function syntheticCatalogue(size: number): SyntheticCatalogue {
  const made: SyntheticCatalogue = { courses: [], sectionOf: new Map(), prerequisites: new Map() };
  /** By code: keys of the sections. */
  const taught: { code: string; keys: string[] }[] = [];
  for (let n = 0; made.courses.length < size; n++) {
    const field = fields[n % fields.length] as string;
    const code = `${field.slice(0, 3).toUpperCase()}${1000 + Math.floor(n / fields.length)}`;
    const title = `${kinds[n % kinds.length]} ${objects[Math.floor(n / 7) % objects.length]} ${wordOf(n)}`;
    const isTrap = n % 6 === 5;
    const style = isTrap ? traps[n % traps.length] : styles[n % styles.length];
    const count = isTrap || n % 6 < 2 ? 3 : 1;
    const earlier = n % 4 === 0 ? taught[(n * 7919) % Math.max(1, taught.length)] : undefined;
    const asked = earlier ? (askings[n % askings.length] as (code: string) => string)(earlier.code) : '';
    const unasked =
      n % 5 === 3
        ? (vague[n % vague.length] as (code: string) => string)(`${field.slice(0, 3).toUpperCase()}1000`)
        : '';
    const keys: string[] = [];
    for (let i = 0; i < count; i++) {
      const key = `${n}-${i}`;
      const named = count === 1 ? { code, title } : (style as (typeof styles)[number])(code, title, i);
      made.courses.push({
        key,
        ...named,
        description: describe(n, i, `${asked} ${unasked}`),
        categories: [field],
      });
      if (!isTrap && count > 1) made.sectionOf.set(key, `${n}`);
      if (earlier) made.prerequisites.set(key, earlier.keys);
      keys.push(key);
    }
    // A course whose sections do not say its code cannot be asked for by it.
    if (!isTrap && (count === 1 || n % styles.length !== 2)) taught.push({ code, keys });
  }
  return made;
}

function describe(n: number, i: number, asked: string): string {
  const about = `What one learns here is how ${wordOf(n)} and ${wordOf(n + 1)} came to be what they are, and how they are studied today. `;
  return `${about.repeat(8)}Group ${i}. ${asked}`;
}

/** Another one for each number. */
function wordOf(n: number): string {
  const syllables = ['ba', 'ke', 'lo', 'mi', 'nu', 'ra', 'se', 'ti', 'vo', 'zu'];
  return Array.from(`${n}`.padStart(5, '0'), (digit) => syllables[Number(digit)]).join('');
}
