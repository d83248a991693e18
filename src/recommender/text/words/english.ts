/** Plurals and pasts that no rule makes, and words that look inflected and are not. */
const irregular = new Map(
  Object.entries({
    ...{ children: 'child', men: 'man', women: 'woman', mice: 'mouse', teeth: 'tooth', feet: 'foot' },
    ...{ people: 'people', lives: 'life', wives: 'wife', knives: 'knife', leaves: 'leaf', wolves: 'wolf' },
    ...{
      analyses: 'analysis',
      theses: 'thesis',
      hypotheses: 'hypothesis',
      crises: 'crisis',
      indices: 'index',
    },
    ...{ criteria: 'criterion', phenomena: 'phenomenon', matrices: 'matrix', vertices: 'vertex' },
    ...{ taught: 'teach', thought: 'think', built: 'build', made: 'make', sold: 'sell', learnt: 'learn' },
    ...{ wrote: 'write', written: 'write', drew: 'draw', drawn: 'draw', sang: 'sing', sung: 'sing' },
    ...{
      spoke: 'speak',
      spoken: 'speak',
      grew: 'grow',
      grown: 'grow',
      ran: 'run',
      swam: 'swim',
      swum: 'swim',
    },
    ...{
      led: 'lead',
      knew: 'know',
      known: 'know',
      understood: 'understand',
      chose: 'choose',
      chosen: 'choose',
    },
    ...{
      maths: 'mathematic',
      math: 'mathematic',
      databases: 'database',
      ageing: 'aging',
      programmes: 'program',
    },
    ...{ programme: 'program', dying: 'die', lying: 'lie', tying: 'tie', using: 'use', used: 'use' },
    ...{ creating: 'create', created: 'create', changing: 'change', changed: 'change', managing: 'manage' },
  }),
);
const uninflected = new Set(
  (
    'news series species lens always bus plus process business less analysis basis thesis hypothesis crisis ' +
    'marketing accounting meeting morning evening something anything nothing everything during string spring ' +
    'ceiling housing clothing bring king ring thing wing sling sting swing embed indeed seed speed need feed ' +
    'breed hundred sacred wedding being pudding red bed led shed sibling sterling virus campus corpus ' +
    'focus status census bonus menu physics mechanics christmas atlas gas bias canvas pancreas us paris aids ' +
    'class glass mass pass cross access stress success dress press fitness illness wellness chess address'
  ).split(' '),
);
const vowel = /[aeiouy]/;

/**
 * An English word without its inflection (plural, -ing, -ed), in one spelling (American). Words that only come from one
 * another stay apart: account, accountant and accountability; animal and animation; university and universe.
 */
export function englishBase(word: string): string {
  return oneSpelling(withoutInflection(word));
}

function withoutInflection(word: string): string {
  const known = irregular.get(word);
  if (known !== undefined) return known;
  if (word.length < 4 || uninflected.has(word)) return word;
  if (word.endsWith('s')) return withoutPlural(word);
  if (word.endsWith('ing') && word.length > 5) return withoutEnding(word, word.slice(0, -3));
  if (word.endsWith('ied') && word.length > 5) return `${word.slice(0, -3)}y`;
  if (word.endsWith('ed') && word.length > 4) return withoutEnding(word, word.slice(0, -2));
  return word.endsWith('ie') && word.length > 4 ? `${word.slice(0, -2)}y` : word;
}

function withoutPlural(word: string): string {
  if (/(?:ss|us|is)$/.test(word)) return word;
  if (word.endsWith('ies')) return word.length > 4 ? `${word.slice(0, -3)}y` : word;
  if (word.endsWith('ings') && word.length > 6) return withoutInflection(word.slice(0, -1));
  // Aches and niches have their e without the plural.
  if (/(?:ss|sh|x|zz|[^aeiou]o|[^i]ch)es$/.test(word) && !/[^eo]aches$/.test(word)) return word.slice(0, -2);
  return word.slice(0, -1);
}

/** What is left of a word without -ing or -ed, as it stands alone: a consonant was doubled, or a silent e has gone. */
function withoutEnding(word: string, rest: string): string {
  if (rest.length < 3 || !vowel.test(rest)) return word;
  const last = rest.at(-1) as string;
  if (last === rest.at(-2) && !/[aeiou]/.test(last)) {
    const stays = rest.length === 3 || /[sz]/.test(last) || (/[lf]/.test(last) && rest.length < 6);
    return stays ? rest : rest.slice(0, -1);
  }
  return endsInSilentE.test(rest) && !endsSo.test(rest) ? `${rest}e` : rest;
}

const endsInSilentE =
  /(?:[bcdfgkptz]l|at|[iy]z|[aeiou]s|[nlpr]s|[nr]g|[aei]g|dg|v|u|ur|ut|c|^[^aeiou]*[aeiouy][^aeiouwxy])$/;
/** Of what ends like a word with a silent e, what has none: treat, float, shout, tour, focus. */
const endsSo = /(?:eat|oat|out|our|eur|cus|sing|ring|ling|king|ting|ding|ning|[^aeo]ang|ong|ung|eng|^wing)$/;

const spellings: readonly (readonly [RegExp, string])[] = [
  [/isation/, 'ization'],
  [/ys(?=e$|er$|ing$)/, 'yz'],
  [/is(?=e$|er$|able$)/, 'iz'],
  [/our(?=$|al|ist|able|ful|hood)/, 'or'],
  [/tre$/, 'ter'],
  [/ogue$/, 'og'],
  [/(def|lic|off)ence$/, '$1ense'],
  [/ll(?=er$|or$|ation$)/, 'l'],
  [/(p|an|arch|orthop|gyn|h|encyclop)ae(?=d|s|o|c|m)/, '$1e'],
];

/** British and American spelling as one. */
function oneSpelling(word: string): string {
  if (word.length < 5) return word;
  return spellings.reduce((one, [british, american]) => one.replace(british, american), word);
}
