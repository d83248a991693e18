import type { ColumnNames, Table } from '../file-source.ts';

/** Columns that are not used. */
export function ignoredColumns(
  columns: readonly string[],
  { required, optional }: Table,
  names: ColumnNames = {},
): string[] {
  const used = [...required, ...optional, ...Object.values(names).map((name) => name.toLowerCase())];
  return columns.filter((name) => name !== '' && !used.includes(name));
}

/** Important columns that no column of a file is known as; of one that somebody has said that it is not there, nothing is said. */
export function missedColumns(
  columns: readonly string[],
  { important = [] }: Table,
  names: ColumnNames = {},
): string[] {
  return important.filter((column) => {
    const theirs = names[column];
    return theirs !== '' && !columns.includes(column) && !columns.includes(theirs?.toLowerCase() ?? column);
  });
}
