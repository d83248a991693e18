const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ndash: '–',
  mdash: '—',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  laquo: '«',
  raquo: '»',
  hellip: '…',
  bull: '•',
  middot: '·',
  deg: '°',
  copy: '©',
  reg: '®',
  trade: '™',
  euro: '€',
  pound: '£',
  szlig: 'ß',
  aelig: 'æ',
  AElig: 'Æ',
  oslash: 'ø',
  Oslash: 'Ø',
};
/** `&eacute;`, `&Uuml;` and their like: a letter and the name of its mark. */
const accented = /^([a-z])(grave|acute|circ|tilde|uml|ring|cedil|caron)$/i;
const marks: Readonly<Record<string, string>> = {
  grave: '\u0300',
  acute: '\u0301',
  circ: '\u0302',
  tilde: '\u0303',
  uml: '\u0308',
  caron: '\u030c',
  ring: '\u030a',
  cedil: '\u0327',
};

/**
 * Text of a description that may be HTML: tags become spaces, the common entities their characters. Every step is
 * linear in the length, whatever the text: it comes from outside.
 */
export function plainText(html: string): string {
  if (!/[<&]/.test(html)) return tidy(html);
  return tidy(
    withoutBlocks(html)
      .replace(/<[/!]?[a-z][^<>]*>/gi, ' ')
      .replace(
        /&(#\d{1,7}|#x[\da-f]{1,6}|[a-z]{1,10});/gi,
        (whole, name: string) => character(name) ?? whole,
      ),
  );
}

function tidy(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** Drops comments, scripts and style sheets; one that is never closed goes on to the end, as in a browser. */
function withoutBlocks(html: string): string {
  const opening = /<(!--|script\b|style\b)/gi;
  let kept = '';
  let from = 0;
  for (let found = opening.exec(html); found; found = opening.exec(html)) {
    kept += `${html.slice(from, found.index)} `;
    const closing = found[1] === '!--' ? /-->/g : new RegExp(`</${found[1]}[^<>]*>`, 'gi');
    closing.lastIndex = found.index;
    if (!closing.test(html)) return kept;
    from = closing.lastIndex;
    opening.lastIndex = from;
  }
  return kept + html.slice(from);
}

function character(name: string): string | undefined {
  if (name.startsWith('#')) {
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    const isSurrogate = code >= 0xd800 && code <= 0xdfff;
    return code > 0 && code <= 0x10ffff && !isSurrogate ? String.fromCodePoint(code) : undefined;
  }
  const [, letter, mark] = accented.exec(name) ?? [];
  if (letter && mark) return (letter + marks[mark.toLowerCase()]).normalize('NFC');
  return entities[name] ?? entities[name.toLowerCase()];
}
