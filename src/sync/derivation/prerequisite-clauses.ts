import { codeBase } from './course-code.ts';
import { comparable } from './course-name.ts';

/** One "Prerequisite: …" of a description. */
export interface PrerequisiteClause {
  /** The clause as it is written, for people. */
  text: string;
  /** Codes that it names, without sections. */
  codes: string[];
  /** Where it names no code: possible titles in a form for comparison; first the whole clause, then its parts. */
  titles: string[];
  /** Not everything that it names must have been taken: "or", "recommended". */
  isOptional: boolean;
}

const labels = [
  'pre-?requisites?(?:\\(s\\))?|prereqs?\\.?|required courses?|course requirements?',
  '(?:teilnahme|zugangs|zulassungs|formale )?voraussetzung(?:en)?(?: für die teilnahme)?',
  'pré-?requis|conditions préalables|cours préalables?',
  '(?:pre-?)?requisitos(?: previos)?|prerrequisitos?|asignaturas previas',
  'pré-?requisitos?|prerequisit[io]|propedeuticità',
  'vereiste voorkennis|ingangseisen|toelatingseisen',
];
const label = new RegExp(`(?<![\\p{L}-])(?:${labels.join('|')}) ?: ?`, 'giu');

/** A clause ends with its sentence, at a semicolon (unless "or" follows), or where the next label begins. */
const longestClause = 240;
/** A course has one or two. Sixty thousand in one text are a mistake or an attack, and what is found must fit into a document. */
const mostClauses = 20;
const end =
  /[.!?•|](?= |$)|;(?!,? ?(?:or|oder|ou|o|u|of)(?!\p{L}))|(?<=[\p{Ll})\d]) (?=\p{Lu}[\p{L}-]*(?: \p{L}+){0,2}:)/u;
const none =
  /^(?:none|no|nil|n\/a|not required|-|–|keine|nicht erforderlich|aucune?|ningun[oa]|nenhuma?|nessun[oa]?|geen)(?![\p{L}])/iu;
const optional =
  /(?<!\p{L})(?:or|either|oder|ou|o|one of|any of|at least|mindestens|[eéä]quivalent\p{L}*|gleichwertig\p{L}*|consent|permission|recommended|preferred|helpful|desirable|useful|empfohlen|erwünscht|wünschenswert|hilfreich|conseillée?s?|recommandée?s?|souhaitable|recomendad[oa]s?|recomendable|aconsejable|consigliat[oaie]|desejáve(?:l|is)|aanbevolen|co-?requisites?|concurrent(?:ly)?|not|no|nicht|pas)(?!\p{L})|\/|(?<=\d[A-Z]?) of (?=[A-Z]{2})/iu;
/** "with a grade of C or better" is no alternative. */
const grade =
  /(?:with )?(?:a )?(?:minimum )?(?:grade )?(?:of )?(?<!\p{L})[A-D][+-]? or (?:better|higher|above)/giu;
const code = /(?<![\p{L}\p{N}])[A-Z]{2,6}[ -]?\d{2,4}[A-Z]?(?![\p{L}\p{N}])/gu;
const joint = /,|&|\+|(?<!\p{L})(?:and|und|et|y|e|en)(?!\p{L})/iu;

/** The prerequisites in a description that follow a label and a colon. Prerequisites in prose cannot be recognised. */
export function prerequisiteClauses(description: string): PrerequisiteClause[] {
  const clauses: PrerequisiteClause[] = [];
  for (const found of description.matchAll(label)) {
    const from = found.index + found[0].length;
    const text = (description.slice(from, from + longestClause).split(end)[0] as string).trim();
    if (text === '' || none.test(text)) continue;
    clauses.push(readClause(text));
    if (clauses.length === mostClauses) break;
  }
  return clauses;
}

function readClause(text: string): PrerequisiteClause {
  const plain = text.replace(grade, ' ');
  const codes = new Set(plain.match(code)?.flatMap((found) => codeBase(found) ?? []));
  const titles = codes.size > 0 ? [] : [plain, ...plain.split(joint)].map(comparable);
  return {
    text: text.length > 120 ? `${text.slice(0, 119)}…` : text,
    codes: [...codes],
    titles: [...new Set(titles)].filter((title) => title !== ''),
    isOptional: optional.test(plain),
  };
}
