import { windows1252 } from '../../values/windows-1252.ts';

/** Characters by name, without accented and Greek letters, which follow. The others of HTML's 2,231 names stay as they are. */
const named = new Map(
  Object.entries({
    ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', ensp: ' ', emsp: ' ', thinsp: ' ' },
    ...{ ndash: '–', mdash: '—', minus: '−', hellip: '…', bull: '•', middot: '·', shy: '\u00ad' },
    ...{ zwj: '\u200d', zwnj: '\u200c', lrm: '\u200e', rlm: '\u200f' },
    ...{ lsquo: '‘', rsquo: '’', sbquo: '‚', ldquo: '“', rdquo: '”', bdquo: '„' },
    ...{ laquo: '«', raquo: '»', lsaquo: '‹', rsaquo: '›', iexcl: '¡', iquest: '¿' },
    ...{
      deg: '°',
      sup1: '¹',
      sup2: '²',
      sup3: '³',
      ordf: 'ª',
      ordm: 'º',
      frac12: '½',
      frac14: '¼',
      frac34: '¾',
    },
    ...{ copy: '©', reg: '®', trade: '™', sect: '§', para: '¶', dagger: '†', micro: 'µ' },
    ...{ euro: '€', pound: '£', yen: '¥', cent: '¢', curren: '¤', permil: '‰' },
    ...{
      plusmn: '±',
      times: '×',
      divide: '÷',
      ne: '≠',
      le: '≤',
      ge: '≥',
      asymp: '≈',
      equiv: '≡',
      infin: '∞',
    },
    ...{ sum: '∑', prod: '∏', int: '∫', part: '∂', nabla: '∇', radic: '√', isin: '∈', cap: '∩', cup: '∪' },
    ...{ larr: '←', rarr: '→', uarr: '↑', darr: '↓', harr: '↔', rArr: '⇒', hArr: '⇔', not: '¬' },
    ...{ szlig: 'ß', aelig: 'æ', AElig: 'Æ', oelig: 'œ', OElig: 'Œ', oslash: 'ø', Oslash: 'Ø' },
    ...{ eth: 'ð', ETH: 'Ð', thorn: 'þ', THORN: 'Þ', lstrok: 'ł', Lstrok: 'Ł', inodot: 'ı' },
  }),
);
const greek =
  'alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigmaf sigma tau upsilon phi chi psi omega';
for (const [i, name] of greek.split(' ').entries()) {
  named.set(name, String.fromCodePoint(0x3b1 + i));
  if (name !== 'sigmaf')
    named.set((name[0] as string).toUpperCase() + name.slice(1), String.fromCodePoint(0x391 + i));
}

/** `&eacute;`, `&Uuml;` and their like: a letter and the name of its mark. */
const accented = /^([a-z])(grave|acute|circ|tilde|uml|ring|cedil|caron|ogon)$/i;
const marks: Readonly<Record<string, string>> = {
  grave: '\u0300',
  acute: '\u0301',
  circ: '\u0302',
  tilde: '\u0303',
  uml: '\u0308',
  caron: '\u030c',
  ring: '\u030a',
  cedil: '\u0327',
  ogon: '\u0328',
};

/** The text with its character references as characters; one that is unknown stays. Linear in the length. */
export function withCharacters(text: string): string {
  return text.replace(
    /&(#\d{1,7}|#x[\da-f]{1,6}|[a-z]{1,10}\d{0,2});/gi,
    (whole, name: string) => character(name) ?? whole,
  );
}

function character(name: string): string | undefined {
  if (name.startsWith('#'))
    return coded(/^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1)));
  const [, letter, mark] = accented.exec(name) ?? [];
  if (letter && mark) return (letter + marks[mark.toLowerCase()]).normalize('NFC');
  return named.get(name) ?? named.get(name.toLowerCase());
}

function coded(code: number): string | undefined {
  // So browsers show `&#128;` to `&#159;`, which Word and old editors wrote (HTML §13.2.5.80).
  if (code >= 0x80 && code <= 0x9f) return windows1252[code - 0x80];
  const isSurrogate = code >= 0xd800 && code <= 0xdfff;
  return code > 0 && code <= 0x10ffff && !isSurrogate ? String.fromCodePoint(code) : undefined;
}
