import type { ConceptKind, Scheme } from '../../models/concept-name.ts';

/** What a concept is called in one language. */
export interface NameRecord {
  kind: 'name';
  of: ConceptKind;
  /** With its scheme before it (concept-id.ts). */
  concept: string;
  /** ISO 639 code. */
  language: string;
  label: string;
  others: readonly string[];
}

/** What an occupation needs: concepts of skills, the most important first. */
export interface NeedsRecord {
  kind: 'needs';
  occupation: string;
  essential: readonly string[];
  optional: readonly string[];
}

export type TaxonomyRecord = NameRecord | NeedsRecord;

export interface ReadingOptions {
  signal?: AbortSignal | undefined;
  /** A row that cannot be used, and why. */
  onBadRow?: (file: string, row: { line: number; reason: string }) => void;
}

/** A whole taxonomy. Reading it twice gives the same. */
export interface TaxonomySource {
  scheme: Scheme;
  /** Each concept has one name in each language, and each occupation its needs once. */
  records(options: ReadingOptions): AsyncIterable<TaxonomyRecord>;
}

/** A folder that is no taxonomy; the message says what to do. */
export class TaxonomyError extends Error {
  constructor(problem: string, cure: string) {
    super(`${problem}. ${cure}`);
    this.name = 'TaxonomyError';
  }
}

/** Another process is importing a taxonomy. */
export class TaxonomyBusyError extends TaxonomyError {
  constructor() {
    super('Another taxonomy is being imported', 'Wait until it is done, and start again.');
  }
}
