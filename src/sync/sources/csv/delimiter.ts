import { splitCells } from './split-cells.ts';

/** The last of them that fits as well as another does not count. */
const candidates = [',', '\t', ';', '|'];
/** Spreadsheets write it before the header, in quotes where they save it again, and name the tab by its letter too. */
const statement = /^"?sep=(\\t|[^\w"])"?\s*$/i;

/** The delimiter that a line `sep=;` states; undefined: it is another line. */
export function statedDelimiter(line: string): string | undefined {
  const stated = statement.exec(line)?.[1];
  return stated === '\\t' ? '\t' : stated;
}

/**
 * The delimiter of a header: the one by which it has the columns that the table needs, otherwise the one that it has most of. What
 * stands in quotes does not count. In many languages spreadsheets write semicolons.
 */
export function guessDelimiter(header: string, required: readonly string[]): string {
  const fits = (delimiter: string) => {
    const cells = splitCells(header, delimiter);
    if (typeof cells === 'string') return false;
    const names = new Set(cells.map((cell) => cell.toLowerCase()));
    return required.every((name) => names.has(name));
  };
  const fitting = required.length > 0 ? candidates.filter(fits) : [];
  const unquoted = header.replace(/"[^"]*(?:"|$)/g, '');
  const count = (delimiter: string) => unquoted.split(delimiter).length;
  return (fitting.length > 0 ? fitting : candidates).reduce((best, other) =>
    count(other) > count(best) ? other : best,
  );
}
