/** Control characters, with those that begin an escape sequence; marks that turn the direction of text; line separators. */
const unprintable = /[\p{Cc}\p{Bidi_Control}\p{Surrogate}\p{Zl}\p{Zp}]/gu;
const longest = 300;

/**
 * A text of foreign data as part of one line on a terminal or in a log: it can move no cursor, set no colour and show nothing
 * other than what it says.
 */
export function printable(text: string): string {
  const line = text.slice(0, longest).replace(unprintable, '\ufffd');
  return text.length > longest ? `${line}…` : line;
}
