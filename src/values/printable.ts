/** Control characters, with those that begin an escape sequence; marks that turn the direction of text; line separators. */
const unprintable = /[\p{Cc}\p{Bidi_Control}\p{Surrogate}\p{Zl}\p{Zp}]/gu;
/** The same but for line ends and tabs. */
const escapes = /(?![\n\t])[\p{Cc}\p{Bidi_Control}\p{Surrogate}\p{Zl}\p{Zp}]/gu;
const longest = 300;

/**
 * A text of foreign data as part of one line on a terminal or in a log: it can move no cursor, set no colour and show nothing
 * other than what it says.
 */
export function printable(text: string): string {
  const line = text.slice(0, longest).replace(unprintable, '\ufffd');
  return text.length > longest ? `${line}…` : line;
}

/** A text of several lines for a terminal, in which foreign texts may stand: it can do nothing but be read. */
export function withoutEscapes(text: string): string {
  return text.replace(escapes, '\ufffd');
}
