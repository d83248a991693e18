// What spreadsheets do to the ids in a table that somebody opens and saves. Many people or courses share what is left, so a row
// that was kept would give somebody another one's history.

/** 123456789012 as a spreadsheet shows it: 1.23457E+11, or 1,23457E+11 where the comma divides. "3E11" may be a room. */
const shortened = /^[+-]?(?:\d+[.,]\d+E[+-]?\d+|\d+E\+\d+)$/i;
/** #N/A, #NAME?, #VALUE!, #DIV/0!, German #NV, and a column that is too narrow. */
const sheetError = /^#(?:N\/A|NV|#+|[^\s#]{1,12}[!?])$/i;
/** What databases and programs write into a table where there is no id. */
const none = /^(?:null|\\N|nan|none|undefined|n\/a)$/i;

const month = 'Jan|Feb|Mar|Mrz|Apr|May|Mai|Jun|Jul|Aug|Sep|Oct|Okt|Nov|Dec|Dez';
const sheetDate = new RegExp(`^(?:\\d{1,2}[-.] ?(?:${month})|(?:${month})[- ]\\d{2})$`);

/** @returns why an id of a table names nobody; undefined: it may name somebody. What was rounded to 123457000000 cannot be told */
export function sheetFault(id: string): string | undefined {
  if (shortened.test(id))
    return 'was shortened by a spreadsheet, so many share it: export the file anew, and open it in no spreadsheet';
  if (sheetError.test(id)) return 'is an error of a spreadsheet, so many share it: export the file anew';
  return none.test(id) ? 'is a word for "none", so many share it: leave such rows out' : undefined;
}

/** "12-Sep" may be a code that a spreadsheet has taken for a date (SEP12), or may be the code itself. */
export function mayBeSheetDate(id: string): boolean {
  return sheetDate.test(id);
}
