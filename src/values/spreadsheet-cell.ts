/** How a formula begins; spreadsheets skip blanks before it, and some read the wide signs of East Asian keyboards alike. */
const formula = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]/;

/**
 * A text of foreign data as one cell of a table of tab-separated values: on one line, and taken for a formula by no spreadsheet.
 * The value decides, not the column that it stands in.
 */
export function spreadsheetCell(text: string): string {
  const isFormula = formula.test(text) || /^[\t\r\n]/.test(text);
  const line = text.replace(/[\s\p{Cc}]+/gu, ' ');
  return isFormula ? `'${line}` : line;
}
