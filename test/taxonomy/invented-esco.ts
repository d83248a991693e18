// Invented occupations and skills in the columns of ESCO 1.2.
const base = 'http://data.europa.eu/esco';
const occupationColumns =
  'conceptType,conceptUri,iscoGroup,preferredLabel,altLabels,hiddenLabels,status,modifiedDate,regulatedProfessionNote,scopeNote,definition,inScheme,description,code,naceCode';
const skillColumns =
  'conceptType,conceptUri,skillType,reuseLevel,preferredLabel,altLabels,hiddenLabels,status,modifiedDate,scopeNote,definition,inScheme,description';
const relationColumns = 'occupationUri,occupationLabel,relationType,skillType,skillUri,skillLabel';

const occupation = (id: string, label: string, others: readonly string[] = [], status = 'released') =>
  `Occupation,${base}/occupation/${id},2120,${label},"${others.join('\n')}",,${status},2026-01-20T00:00:00.000Z,,,,"${base}/concept-scheme/occupations, ${base}/concept-scheme/member-occupations","Somebody who
does ""this"" all day.",2120.1,`;
const skill = (id: string, label: string, others: readonly string[] = []) =>
  `KnowledgeSkillCompetence,${base}/skill/${id},knowledge,cross-sector,${label},"${others.join('\n')}",,released,2026-01-20T00:00:00.000Z,,,${base}/concept-scheme/skills,"What one knows, and more."`;
const relation = (occupationId: string, type: string, skillId: string) =>
  `${base}/occupation/${occupationId},somebody,${type},knowledge,${base}/skill/${skillId},something`;

export const table = (columns: string, rows: readonly string[]) => [columns, ...rows, ''].join('\n');

/** By file: a tide reader and a kite maker, in English and German. */
export const inventedEsco: Readonly<Record<string, string>> = {
  'en/occupations_en.csv': table(occupationColumns, [
    occupation('tides', 'tide reader', ['reader of tides', 'tidal analyst']),
    occupation('kites', 'kite maker', ['tidal analyst']),
    occupation('gone', 'lamp lighter', [], 'obsolete'),
  ]),
  'en/skills_en.csv': table(skillColumns, [
    skill('tidal', 'use tidal charts', ['tidal charts', 'charts of tides']),
    skill('paper', 'paper folding'),
    skill('swift', 'Swift (computer programming)'),
    skill('knots', 'tie knots'),
  ]),
  'en/occupationSkillRelations_en.csv': table(relationColumns, [
    relation('tides', 'essential', 'tidal'),
    relation('kites', 'essential', 'paper'),
    relation('kites', 'optional', 'knots'),
    relation('tides', 'optional', 'swift'),
    relation('tides', 'optional', 'knots'),
    relation('elsewhere', 'essential', 'knots'),
  ]),
  'de/occupations_de.csv': table(occupationColumns, [
    occupation('tides', 'Gezeitenleser/Gezeitenleserin', ['Gezeitenleser', 'Gezeitenleserin']),
    occupation('kites', 'Drachenbauer/Drachenbauerin'),
  ]),
  'de/skills_de.csv': table(skillColumns, [
    skill('tidal', 'Gezeitenkarten nutzen'),
    skill('paper', 'Papierfalten'),
    skill('knots', 'Knoten knüpfen'),
  ]),
};
