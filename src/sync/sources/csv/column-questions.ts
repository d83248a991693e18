import type { ColumnNames, Table } from '../file-source.ts';
import { guessColumns } from './guess-columns.ts';
import { ignoredColumns, missedColumns } from './known-columns.ts';

/** One of our columns. */
export interface AskedColumn {
  name: string;
  isRequired: boolean;
  /** The file has a column that is called so, or may be meant. */
  isLikely: boolean;
  /** Much is lost without it, and no column of the file is likely to be it. */
  isMissed: boolean;
  /** What stands in the box at first; empty: none. */
  chosen: string;
}

/** What somebody has to say about the columns of a file before it is read. */
export interface ColumnQuestion {
  /** One for each of our columns, in the order of the table. */
  columns: AskedColumn[];
  /** The columns of the file, with what stands first in each. */
  found: { name: string; sample: string }[];
}

/**
 * @param said what was said of an earlier file of this kind; empty: it has no such column
 * @returns undefined where the file says itself which column is which, or somebody has said it of an earlier one
 */
export function columnQuestion(
  [header = [], first = []]: readonly (readonly string[])[],
  table: Table,
  said: ColumnNames = {},
): ColumnQuestion | undefined {
  const has = (name: string) => header.some((one) => one.toLowerCase() === name.toLowerCase());
  const guessed = guessColumns(header, table);
  const isKnown = (column: string) => has(column) || (said[column] !== undefined && has(said[column]));
  const isMissing = table.required.some((column) => !isKnown(column));
  const isNew = Object.keys(guessed).some((column) => said[column] === undefined);
  const isMissed = askedMissed(header, table, said).length > 0;
  return isMissing || isNew || isMissed ? asked([header, first], table, said) : undefined;
}

/** The same, also where nothing has to be said. */
export function asked(
  [header = [], first = []]: readonly (readonly string[])[],
  table: Table,
  said: ColumnNames = {},
): ColumnQuestion {
  const nameOf = (name = '') => header.find((one) => one !== '' && one.toLowerCase() === name.toLowerCase());
  const guessed = guessColumns(header, table);
  const missed = askedMissed(header, table, said);
  return {
    columns: [...table.required, ...table.optional].map((name) => {
      const likely = nameOf(name) ?? guessed[name];
      return {
        ...{ name, isRequired: table.required.includes(name), isLikely: likely !== undefined },
        isMissed: likely === undefined && missed.includes(name),
        chosen: said[name] === '' ? '' : (nameOf(said[name]) ?? likely ?? ''),
      };
    }),
    found: header.flatMap((name, i) => (name === '' ? [] : { name, sample: (first[i] ?? '').slice(0, 40) })),
  };
}

/** Those that are missed where a column that is nothing yet may be one. */
function askedMissed(header: readonly string[], table: Table, said: ColumnNames): string[] {
  const names = header.map((name) => name.toLowerCase());
  return ignoredColumns(names, table, said).length === 0 ? [] : missedColumns(names, table, said);
}
