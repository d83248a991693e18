import { conceptId } from '../concept-id.ts';
import type { NameRecord, TaxonomyRecord, TaxonomySource } from '../taxonomy-source.ts';
import { occupations } from './occupations.ts';
import { skills } from './skills.ts';

/** In the order of the names. */
const languages = ['en', 'de', 'es', 'fr', 'ar', 'zh'] as const;

/** The small taxonomy that comes with this tool, so that a goal has skills where nothing else is imported. */
export const ownSource: TaxonomySource = {
  scheme: 'own',
  async *records(): AsyncGenerator<TaxonomyRecord> {
    for (const [id, { names }] of Object.entries(occupations)) yield* namesIn('occupation', id, names);
    for (const [id, names] of Object.entries(skills)) yield* namesIn('skill', id, names);
    for (const [id, { essential, optional }] of Object.entries(occupations))
      yield {
        ...{ kind: 'needs', occupation: conceptId('own', id) },
        ...{ essential: conceptsIn(essential), optional: conceptsIn(optional) },
      };
  },
};

function* namesIn(of: NameRecord['of'], id: string, names: string): Generator<NameRecord> {
  for (const [i, inLanguage] of names.split('; ').entries()) {
    const [label = '', ...others] = inLanguage.split(', ');
    yield {
      kind: 'name',
      of,
      concept: conceptId('own', id),
      language: languages[i] as string,
      label,
      others,
    };
  }
}

function conceptsIn(ids: string): string[] {
  return ids.split(' ').map((id) => conceptId('own', id));
}
