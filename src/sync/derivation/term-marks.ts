// The parts of a course's name that say when, or for whom, it is given: "WS 24/25", "Fall 2024", "Section B".

const seasons =
  'fall|autumn|spring|summer|winter|herbst|frühling|frühjahr|sommer|automne|printemps|été|hiver|otoño|primavera|verano|invierno|autunno|estate|inverno|outono|verão|herfst|voorjaar|zomer';
const semesters =
  'ws|wise|wintersemester|ss|sose|sommersemester|hs|herbstsemester|fs|frühlingssemester|fa|sp|su|wi';
const periods =
  '(?:semester|sem|term|trimester|trimestre|semestre|quarter|cuatrimestre|quadrimestre|periode|t|s|q)\\.? ?[1-4]';
const year = '20[0-4]\\d';
/** A year, or two that follow each other: 2024/25, 24/25 (checked by `isOtherSpan`). 10/11 are grades of a school. */
const twoDigitYears = '(?:1[5-9]|2\\d)/[1-3]\\d';
const years = `(?:${year}(?: ?[/–-] ?(?:20)?\\d\\d)?|${twoDigitYears}|['’]?[23]\\d)`;
const number = '(?:\\d{1,3}|[a-z]\\d{0,2})';
const sections =
  'section|sect?\\.|sec|sección|sezione|seção|secção|group|grp\\.?|gruppe|grupo|groupe|gruppo|groep|cohort|kohorte|cohorte|coorte';

/** When: a season or a period with a year, or an academic year. */
const term = [
  `(?:${seasons}|${semesters})[ _-]?${years}`,
  `${year}[ _/-]?(?:${seasons}|${semesters})`,
  `${periods}[ ,/-]{1,3}${years}`,
  `${year}[ ,/-]{1,3}${periods}`,
  `(?:ay |a\\.y\\. |a\\.a\\. |academic year |studienjahr |année |curso )?(?:${year} ?[/–-] ?(?:20)?\\d\\d|${twoDigitYears})`,
].join('|');
const section = `(?:${sections}) ?[#:]? ?${number}|crn ?:? ?\\d{4,6}`;

const separator = '[\\s()\\[\\]{},:;|/–—_-]';
const inBrackets = new RegExp(`[([{]\\s*(?:${term}|${section}|${year})\\s*[)\\]}]`, 'giu');
const termAtEnd = new RegExp(`(?:^|${separator})(?:${term})$`, 'iu');
const sectionAtEnd = new RegExp(`[()\\[\\]{},:;|/–—-] ?(?:${section})$`, 'iu');
/** The word is enough without a separator, with a number that no section of a law has. */
const plainSectionAtEnd = /[\s-](?:Section|Sec\.|Sección|Seção|Secção) (?:[A-Z]|\d{1,2})$/u;
const termAtBeginning = new RegExp(`^(?:${term})(?=${separator})`, 'iu');
const edge = new RegExp(`^${separator}+|${separator}+$`, 'gu');
const bareYear = new RegExp(`^[([{]\\s*${year}\\s*[)\\]}]$`, 'u');

export interface Marked {
  /** The name without marks. */
  rest: string;
  /**
   * The marks, in lower case. A year alone ("Excel (2019)") is taken off but is not among them, because it may name a version.
   */
  marks: string[];
}

/** Takes marks off: in brackets anywhere, otherwise from both ends. Anything that is not clearly a mark stays. */
export function withoutMarks(name: string): Marked {
  const marks: string[] = [];
  let rest = name.replace(inBrackets, (mark) => {
    if (isOtherSpan(mark)) return mark;
    if (!bareYear.test(mark)) marks.push(mark.replace(edge, '').toLowerCase());
    return ' | ';
  });
  rest = rest.replace(/\s+/g, ' ').replace(/[\s,:;|–—_-]+$/u, '');
  for (let again = true; again; ) {
    again = false;
    for (const pattern of [termAtEnd, sectionAtEnd, plainSectionAtEnd, termAtBeginning]) {
      const mark = pattern.exec(rest)?.[0];
      if (mark === undefined || isOtherSpan(mark) || mark.length === rest.length) continue;
      marks.push(mark.replace(edge, '').toLowerCase());
      rest = pattern === termAtBeginning ? rest.slice(mark.length) : rest.slice(0, -mark.length);
      rest = rest.replace(edge, '');
      again = true;
    }
  }
  return { rest: rest.trim(), marks };
}

/** Two numbers that are no academic year: 2014–2024, 24/7. */
function isOtherSpan(mark: string): boolean {
  const [, from, to] = /(\d\d) ?[/–-] ?(?:20)?(\d\d)\D*$/u.exec(mark) ?? [];
  return from !== undefined && (Number(from) + 1) % 100 !== Number(to);
}
