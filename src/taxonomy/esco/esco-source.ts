import { basename } from 'node:path';
import type { ConceptKind } from '../../../models/concept-name.ts';
import { readRows } from '../../sync/sources/csv/read-rows.ts';
import type { Table } from '../../sync/sources/file-source.ts';
import { escoConcept } from '../concept-id.ts';
import { findFiles } from '../find-files.ts';
import {
  type ReadingOptions,
  TaxonomyError,
  type TaxonomyRecord,
  type TaxonomySource,
} from '../taxonomy-source.ts';

/** What is said where something is missing. */
export const escoCure =
  'Download the classification as CSV, for each language that your courses and students have, from https://esco.ec.europa.eu/en/use-esco/download, unpack it, and name the folders: occupations_xx.csv, skills_xx.csv and occupationSkillRelations_xx.csv have to be there, with xx for the language.';

/** ESCO has 126,000. */
const mostRelations = 2_000_000;

// Columns of ESCO 1.0 to 1.2, in small letters; those that are not used are left out.
const names: Table = { required: ['concepturi', 'preferredlabel'], optional: ['altlabels', 'status'] };
const relations: Table = { required: ['occupationuri', 'relationtype', 'skilluri'], optional: [] };

interface EscoFiles {
  /** By language. */
  occupations: ReadonlyMap<string, string>;
  skills: ReadonlyMap<string, string>;
  /** One is enough: relations are the same in each language. */
  relations: string;
}

/**
 * ESCO as the European Commission publishes it: tables of occupations, of skills, and of which needs which.
 * @throws TaxonomyError, UnreadableFileError
 */
export async function escoSource(folders: readonly string[]): Promise<TaxonomySource> {
  const files = await findEscoFiles(folders);
  return { scheme: 'esco', records: (options) => readEsco(files, options) };
}

async function findEscoFiles(folders: readonly string[]): Promise<EscoFiles> {
  const found = await findFiles(folders, escoCure);
  const named = (pattern: RegExp): ReadonlyMap<string, string> =>
    new Map(
      found.flatMap((path): [string, string][] => {
        const language = pattern.exec(basename(path))?.[1];
        return language === undefined ? [] : [[language.toLowerCase(), path]];
      }),
    );
  const occupations = named(/^occupations_([a-z]{2,3})\.csv$/i);
  const skills = named(/^skills_([a-z]{2,3})\.csv$/i);
  const [related] = named(/^occupationSkillRelations(?:_([a-z]{2,3}))?\.csv$/i).values();
  const where = folders.join(', ');
  if (occupations.size === 0) throw new TaxonomyError(`${where} holds no occupations_xx.csv`, escoCure);
  if (related === undefined)
    throw new TaxonomyError(`${where} holds no occupationSkillRelations_xx.csv`, escoCure);
  for (const language of occupations.keys())
    if (!skills.has(language)) throw new TaxonomyError(`${where} holds no skills_${language}.csv`, escoCure);
  return { occupations, skills, relations: related };
}

async function* readEsco(files: EscoFiles, options: ReadingOptions): AsyncGenerator<TaxonomyRecord> {
  const known = new Set<string>();
  for (const [language, path] of files.occupations)
    for await (const record of readNames(path, 'occupation', language, options)) {
      known.add(record.concept);
      yield record;
    }
  for (const [language, path] of files.skills) yield* readNames(path, 'skill', language, options);
  yield* readNeeds(files.relations, known, options);
}

async function* readNames(path: string, of: ConceptKind, language: string, options: ReadingOptions) {
  const seen = new Set<string>();
  for await (const { line, cells } of rowsOf(path, names, options)) {
    const { concepturi: uri = '', preferredlabel: label = '', altlabels = '', status } = cells;
    if (uri === '' || label === '') {
      options.onBadRow?.(path, { line, reason: 'no conceptUri or no preferredLabel' });
      continue;
    }
    if (status === 'obsolete' || seen.has(uri)) continue;
    seen.add(uri);
    const others = altlabels.split('\n').flatMap((other) => other.trim() || []);
    yield { kind: 'name', of, concept: escoConcept(uri), language, label, others } as const;
  }
}

/** Some releases have the relations of one occupation in several places, so all are held: ids, each once. */
async function* readNeeds(
  path: string,
  occupations: ReadonlySet<string>,
  options: ReadingOptions,
): AsyncGenerator<TaxonomyRecord> {
  const skills = new Map<string, string>();
  const needs = new Map<string, { essential: Set<string>; optional: Set<string> }>();
  let count = 0;
  for await (const { line, cells } of rowsOf(path, relations, options)) {
    const { occupationuri = '', relationtype = '', skilluri = '' } = cells;
    const occupation = escoConcept(occupationuri);
    if (relationtype !== 'essential' && relationtype !== 'optional') {
      options.onBadRow?.(path, { line, reason: 'relationType is neither essential nor optional' });
      continue;
    }
    if (!occupations.has(occupation) || skilluri === '') continue;
    if (++count > mostRelations)
      throw new TaxonomyError(`${path} has more than ${mostRelations} rows`, escoCure);
    // One text for each skill, not one for each row.
    const skill = skills.get(skilluri) ?? escoConcept(skilluri);
    skills.set(skilluri, skill);
    const own = needs.get(occupation) ?? { essential: new Set(), optional: new Set() };
    own[relationtype].add(skill);
    needs.set(occupation, own);
  }
  for (const [occupation, { essential, optional }] of needs)
    yield { kind: 'needs', occupation, essential: [...essential], optional: [...optional] };
}

function rowsOf(path: string, table: Table, { signal, onBadRow }: ReadingOptions) {
  return readRows(path, table, { ...(signal && { signal }), onBadRow: (row) => onBadRow?.(path, row) });
}
