import type { ServingModel } from '../trained-models/stored-model.ts';
import type { Catalogue, CatalogueCourse } from './catalogue.ts';

/** The courses of a catalogue by the rows that scores have for them. The sections of one course are one row. */
export interface SectionsByRow {
  /** Row by `Course.key`, of each section. */
  rows: ReadonlyMap<string, number>;
  /** By row: the sections that the catalogue has, in the order of `Catalogue.sections`; none where all have left it. */
  sections: readonly (readonly CatalogueCourse[])[];
}

const known = new WeakMap<ServingModel, WeakMap<Catalogue, SectionsByRow>>();

/**
 * The courses of a catalogue by the rows of a model. A section that came after the training has the row of the others of its course:
 * what a model has learnt of a course holds for the section of next term.
 */
export function sectionsByRow(model: ServingModel, catalogue: Catalogue): SectionsByRow {
  const ofModel = known.get(model) ?? new WeakMap<Catalogue, SectionsByRow>();
  known.set(model, ofModel);
  const before = ofModel.get(catalogue);
  if (before) return before;
  const rows = new Map(model.rows);
  const sections: CatalogueCourse[][] = model.sections.map(() => []);
  for (const course of catalogue.sections.values()) {
    const trained = course.find(({ key }) => model.rows.has(key));
    if (!trained) continue;
    const row = model.rows.get(trained.key) as number;
    for (const section of course) {
      rows.set(section.key, row);
      sections[row]!.push(section);
    }
  }
  const found = { rows, sections };
  ofModel.set(catalogue, found);
  return found;
}
