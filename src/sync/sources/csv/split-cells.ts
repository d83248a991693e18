/**
 * The cells of one row (RFC 4180), trimmed. A quote inside a cell that does not begin with one is an ordinary
 * character, as it is to spreadsheets.
 * @returns 'open' when a quoted cell does not end here: the row goes on with the next line. 'misplaced' when text
 * follows a closing quote.
 */
export function splitCells(text: string, delimiter: string): string[] | 'open' | 'misplaced' {
  if (!text.includes('"')) return text.split(delimiter).map((cell) => cell.trim());
  const cells: string[] = [];
  let at = 0;
  for (;;) {
    const start = skipSpaces(text, at);
    if (text[start] === '"') {
      const end = closingQuote(text, start + 1);
      if (end === -1) return 'open';
      cells.push(
        text
          .slice(start + 1, end)
          .replaceAll('""', '"')
          .trim(),
      );
      at = skipSpaces(text, end + 1);
      if (at < text.length && text[at] !== delimiter) return 'misplaced';
    } else {
      const end = text.indexOf(delimiter, at);
      at = end === -1 ? text.length : end;
      cells.push(text.slice(start, at).trim());
    }
    if (at === text.length) return cells;
    at++;
  }
}

/** Not tabs: they may be the delimiter. */
function skipSpaces(text: string, from: number): number {
  let at = from;
  while (text[at] === ' ') at++;
  return at;
}

/** The next quote that is not doubled, or -1. */
function closingQuote(text: string, from: number): number {
  let at = text.indexOf('"', from);
  while (at !== -1 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at;
}
