/** The generated cover of a course: a colour and a pattern of its subject, and its code. Neither needs an image. */
export interface Cover {
  /** Class names (`views/assets/cards.css`). */
  look: string;
  /** Two parts where it is long enough to be broken: `DAT`, `201`. */
  code: readonly string[];
}

const colours = 12;
const patterns = 6;
/** In which a pattern is drawn, so that neighbours of one subject differ. */
const variants = 4;
const longestCode = 10;

/**
 * @param subject the course's first category, as the catalogue writes it
 * @param subjects `Institution.subjects`. A subject that is not there yet has a cover without a colour
 */
export function coverOf(
  { key, code, title, subject }: { key: string; code?: string; title: string; subject?: string },
  subjects: readonly string[],
): Cover {
  const name = code?.trim() || [...(subject ?? title)].slice(0, 3).join('').toUpperCase();
  const place = subject === undefined ? -1 : subjects.indexOf(subject);
  const look =
    place < 0
      ? 'cover'
      : `cover s${place % colours} p${(place + Math.floor(place / colours)) % patterns} v${variantOf(code ?? key)}`;
  return { look, code: breakCode([...name].slice(0, longestCode).join('')) };
}

/** Where a code's letters end and its digits begin, a narrow cover may break it. */
function breakCode(code: string): string[] {
  const digit = code.search(/\d/);
  return digit < 2 ? [code] : [code.slice(0, digit).replace(/[\s\-_]$/, ''), code.slice(digit)];
}

/** By the last two digits, else by all characters. */
function variantOf(code: string): number {
  const digits = code.replace(/\D/g, '').slice(-2);
  if (digits !== '') return Number(digits) % variants;
  return [...code].reduce((sum, character) => sum + (character.codePointAt(0) as number), 0) % variants;
}
