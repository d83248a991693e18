import { importTaxonomy } from '../import-taxonomy.ts';
import { TaxonomyBusyError } from '../taxonomy-source.ts';
import { ownSource } from './own-source.ts';

/** Stores our own taxonomy, unless this version of it is there. Where another process is importing one, that process does it. */
export async function storeOwnTaxonomy(): Promise<void> {
  try {
    await importTaxonomy(ownSource);
  } catch (error) {
    if (!(error instanceof TaxonomyBusyError)) throw error;
  }
}
