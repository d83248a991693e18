/** Decimal digits of any script; signs of numbers and dates as keyboards for Arabic and Chinese write them; marks of direction. */
const beyondAscii =
  /\p{Nd}|[\u066B\u066C\u060C\u2007\u00A0\u202F\u3000\uFF0B-\uFF0F\uFF1A]|\p{Bidi_Control}/gu;
const isDigit = /^\p{Nd}$/u;
const plainSigns: Readonly<Record<string, string>> = {
  // Arabic: decimal point, thousands, comma.
  ...{ '\u066B': '.', '\u066C': '', '\u060C': ',' },
  // Wide + , - . / : of Chinese.
  ...{ '\uFF0B': '+', '\uFF0C': ',', '\uFF0D': '-', '\uFF0E': '.', '\uFF0F': '/', '\uFF1A': ':' },
  ...{ '\u2007': ' ', '\u00A0': ' ', '\u202F': ' ', '\u3000': ' ' },
};

/**
 * A text with the digits of every script as 0 to 9, and the signs within numbers and dates as ASCII has them: "٢٠٢٦/٠٩/٣٠" is
 * 2026/09/30. For what is read as a number or a time; an id stays as its source writes it.
 */
export function plainDigits(text: string): string {
  return text.replace(beyondAscii, (letter) =>
    isDigit.test(letter) ? `${digitOf(letter.codePointAt(0) as number)}` : (plainSigns[letter] ?? ''),
  );
}

const known = new Map<number, number>();

/** Digits of a script stand one after another from its 0 on; those of mathematics five times. */
function digitOf(point: number): number {
  const value = known.get(point) ?? digitsBefore(point) % 10;
  known.set(point, value);
  return value;
}

function digitsBefore(point: number): number {
  let count = 0;
  while (isDigit.test(String.fromCodePoint(point - count - 1))) count++;
  return count;
}
