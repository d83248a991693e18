import { basename } from 'node:path';
import { readRows } from '../../sync/sources/csv/read-rows.ts';
import type { Table } from '../../sync/sources/file-source.ts';
import { readNumber } from '../../values/read-number.ts';
import { conceptId } from '../concept-id.ts';
import { findFiles } from '../find-files.ts';
import { foldName } from '../fold-name.ts';
import {
  type ReadingOptions,
  TaxonomyError,
  type TaxonomyRecord,
  type TaxonomySource,
} from '../taxonomy-source.ts';

/** What is said where something is missing. */
export const onetCure =
  'Download the O*NET database as text from https://www.onetcenter.org/database.html, unpack it, and name the folder: "Occupation Data.txt" has to be there, and at least one of "Knowledge.txt", "Skills.txt" and "Technology Skills.txt"; "Alternate Titles.txt" makes goals easier to find.';

/** O*NET is in English; a Spanish edition has other files. */
const language = 'en';
/** On O*NET's scale of importance, 1 to 5: "important" is 3. */
const essentialFrom = 3.5;
const optionalFrom = 3;

// Columns as O*NET has them since 2017, in small letters.
const occupationTable: Table = { required: ['o*net-soc code', 'title'], optional: ['description'] };
const titleTable: Table = { required: ['o*net-soc code', 'alternate title'], optional: [] };
const elementTable: Table = {
  required: ['o*net-soc code', 'element id', 'element name', 'scale id', 'data value'],
  optional: ['recommend suppress', 'not relevant'],
};
const technologyTable: Table = {
  required: ['o*net-soc code', 'example'],
  optional: ['hot technology', 'in demand'],
};

/** The files by their names in small letters. */
type Files = ReadonlyMap<string, string>;
/** What courses teach comes first: "Mathematics" is a field of knowledge and a skill, and is named once. */
const elementFiles = ['knowledge.txt', 'skills.txt'] as const;
const technologyFile = 'technology skills.txt';

/**
 * O*NET as the United States' Department of Labor publishes it: tables with tabs.
 * @throws TaxonomyError, UnreadableFileError
 */
export async function onetSource(folders: readonly string[]): Promise<TaxonomySource> {
  const found = await findFiles(folders, onetCure);
  const files: Files = new Map(found.map((path) => [basename(path).toLowerCase(), path]));
  const where = folders.join(', ');
  if (!files.has('occupation data.txt'))
    throw new TaxonomyError(`${where} holds no "Occupation Data.txt"`, onetCure);
  if (![...elementFiles, technologyFile].some((name) => files.has(name)))
    throw new TaxonomyError(`${where} holds no table of knowledge or skills`, onetCure);
  return { scheme: 'onet', records: (options) => readOnet(files, options) };
}

async function* readOnet(files: Files, options: ReadingOptions): AsyncGenerator<TaxonomyRecord> {
  const titles = await readTitles(files, options);
  const occupations = new Set<string>();
  for await (const { cells } of rowsOf(files, 'occupation data.txt', occupationTable, options)) {
    const { 'o*net-soc code': code = '', title: label = '' } = cells;
    if (code === '' || label === '' || occupations.has(code)) continue;
    occupations.add(code);
    const others = [...(titles.get(code) ?? [])];
    yield { kind: 'name', of: 'occupation', concept: conceptId('onet', code), language, label, others };
  }
  const skills = new SkillNames();
  const needs = new Map<string, Needs>();
  const needsOf = (code: string) => {
    const own = needs.get(code) ?? { essential: new Map(), optional: new Set() };
    needs.set(code, own);
    return own;
  };
  await readElements(files, options, skills, (code) => (occupations.has(code) ? needsOf(code) : undefined));
  await readTechnologies(files, options, skills, (code) =>
    occupations.has(code) ? needsOf(code) : undefined,
  );
  for (const [concept, label] of skills.labels)
    yield { kind: 'name', of: 'skill', concept, language, label, others: [] };
  for (const [code, { essential, optional }] of needs)
    yield {
      ...{ kind: 'needs', occupation: conceptId('onet', code) },
      // The most important first.
      essential: [...essential].sort(([, a], [, b]) => b - a).map(([concept]) => concept),
      optional: [...optional].filter((concept) => !essential.has(concept)),
    };
}

interface Needs {
  /** Concept → importance. */
  essential: Map<string, number>;
  optional: Set<string>;
}

/** One concept for each name: the first that has it. */
class SkillNames {
  readonly labels = new Map<string, string>();
  readonly #byName = new Map<string, string>();

  conceptNamed(label: string, id: string): string {
    const name = foldName(label);
    const known = this.#byName.get(name);
    if (known !== undefined) return known;
    const concept = conceptId('onet', id);
    this.#byName.set(name, concept);
    this.labels.set(concept, label);
    return concept;
  }
}

async function readTitles(files: Files, options: ReadingOptions): Promise<Map<string, Set<string>>> {
  const titles = new Map<string, Set<string>>();
  for await (const { cells } of rowsOf(files, 'alternate titles.txt', titleTable, options)) {
    const { 'o*net-soc code': code = '', 'alternate title': title = '' } = cells;
    if (title === '') continue;
    const own = titles.get(code) ?? new Set();
    titles.set(code, own.add(title));
  }
  return titles;
}

type NeedsOf = (code: string) => Needs | undefined;

async function readElements(files: Files, options: ReadingOptions, skills: SkillNames, needsOf: NeedsOf) {
  for (const name of elementFiles)
    for await (const { line, cells } of rowsOf(files, name, elementTable, options)) {
      const { 'o*net-soc code': code = '', 'element id': id = '', 'element name': label = '' } = cells;
      if (cells['scale id'] !== 'IM' || cells['recommend suppress'] === 'Y' || label === '') continue;
      const importance = readNumber(cells['data value'] ?? '');
      if (importance === undefined) {
        options.onBadRow?.(files.get(name) as string, { line, reason: 'Data Value is no number' });
        continue;
      }
      const own = needsOf(code);
      if (!own || importance < optionalFrom) continue;
      const concept = skills.conceptNamed(label, id);
      if (importance < essentialFrom) own.optional.add(concept);
      else own.essential.set(concept, Math.max(importance, own.essential.get(concept) ?? 0));
    }
}

/** Of some dozens of programs for each occupation, those that employers ask for. */
async function readTechnologies(files: Files, options: ReadingOptions, skills: SkillNames, needsOf: NeedsOf) {
  for await (const { cells } of rowsOf(files, technologyFile, technologyTable, options)) {
    const { 'o*net-soc code': code = '', example: label = '' } = cells;
    const isInDemand = cells['in demand'] === 'Y';
    if (label === '' || !(isInDemand || cells['hot technology'] === 'Y')) continue;
    const own = needsOf(code);
    if (!own) continue;
    const concept = skills.conceptNamed(label, `technology/${foldName(label).replaceAll(' ', '-')}`);
    if (isInDemand) own.essential.set(concept, own.essential.get(concept) ?? optionalFrom);
    else own.optional.add(concept);
  }
}

/** None where there is no such file. */
async function* rowsOf(files: Files, name: string, table: Table, { signal, onBadRow }: ReadingOptions) {
  const path = files.get(name);
  if (path === undefined) return;
  yield* readRows(path, table, { ...(signal && { signal }), onBadRow: (row) => onBadRow?.(path, row) });
}
