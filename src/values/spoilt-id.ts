// What programs do to the ids in their data: spreadsheets to a table that somebody opens and saves, and any program to an id that
// it does not have. Many people or courses share what is left, so a row or a message that was kept would give somebody another
// one's history.

/** 123456789012 as a spreadsheet shows it: 1.23457E+11, or 1,23457E+11 where the comma divides. "3E11" may be a room. */
const shortened = /^[+-]?(?:\d+[.,]\d+E[+-]?\d+|\d+E\+\d+)$/i;
/** Spreadsheets keep fifteen digits of a number. By chance one such id in a thousand ends so. */
const rounded = /^\d{15}0{3,9}$/;
/** 101 as programs write it that took the ids of a table with gaps for measurements. */
const decimal = /^\d+[.,]0+$/;
/** #N/A, #NAME?, #VALUE!, #DIV/0!, German #NV, and a column that is too narrow. */
const sheetError = /^#(?:N\/A|NV|#+|[^\s#]{1,12}[!?])$/i;
/** What databases and programs write into a table where there is no id; `NA` is R's, and may be a word in small letters. */
const none =
  /^(?:[([<]?(?:null|none|nil|nan|blank|empty|undefined|n\/a)[)\]>]?|\\N|NA|<NA>|unknown|anonymous)$/i;
const noNa = /^na$/;
/** "-", "?", "--". */
const signs = /^[\p{P}\p{S}]{1,9}$/u;
/** How a program's own "nothing" reads as text. Nobody's id in an LMS is one of these, whatever people are called there. */
const nothing = /^(?:null|NULL|undefined|NaN|None|\[object Object\])$/;

const month = 'Jan|Feb|Mar|Mrz|Apr|May|Mai|Jun|Jul|Aug|Sep|Oct|Okt|Nov|Dec|Dez';
const sheetDate = new RegExp(`^(?:\\d{1,2}[-.] ?(?:${month})|(?:${month})[- ]\\d{2})$`);

/** @returns why an id of a table names nobody; undefined: it may name somebody */
export function sheetFault(id: string): string | undefined {
  if (shortened.test(id) || rounded.test(id))
    return 'was shortened by a spreadsheet, so many share it: export the file anew, and open it in no spreadsheet';
  if (decimal.test(id))
    return 'was taken for a number with decimals, and is not the LMS’s: export the file anew with ids as text';
  if (sheetError.test(id)) return 'is an error of a spreadsheet, so many share it: export the file anew';
  return isWordForNone(id) ? 'is a word for "none", so many share it: leave such rows out' : undefined;
}

/** Whether a cell holds what programs and spreadsheets write where there is nothing. */
export function saysNone(text: string): boolean {
  return sheetError.test(text) || isWordForNone(text);
}

function isWordForNone(text: string): boolean {
  return (none.test(text) && !noNa.test(text)) || signs.test(text) || isNobody(text);
}

/** Whether the id of a message is what a program writes that has none. */
export function isNobody(id: string): boolean {
  return nothing.test(id.trim());
}

/** "12-Sep" may be a code that a spreadsheet has taken for a date (SEP12), or may be the code itself. */
export function mayBeSheetDate(id: string): boolean {
  return sheetDate.test(id);
}
