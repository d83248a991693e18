export interface Link {
  /** As the header has it; may be relative. */
  target: string;
  /** Relation types, in lower case. */
  rels: string[];
}

/** One `<target>; parameter; …` up to the comma after it. Commas inside `<>` and quotes do not separate links. */
const linkPattern = /<([^<>]*)>((?:\s*;\s*[^\s=;,]+(?:\s*=\s*(?:"(?:\\.|[^"\\])*"|[^\s";,]*))?)*)/g;
const parameterPattern = /;\s*([^\s=;,]+)(?:\s*=\s*(?:"((?:\\.|[^"\\])*)"|([^\s";,]*)))?/g;

/** The links of an answer's `Link` headers (RFC 8288 §3), joined by commas. What is not a link is skipped. */
export function parseLinks(header: string | null): Link[] {
  return Array.from((header ?? '').matchAll(linkPattern), ([, target = '', parameters = '']) => ({
    target,
    rels: relsIn(parameters),
  }));
}

/** The target of the first link of a relation type. */
export function findLink(header: string | null, rel: string): string | undefined {
  return parseLinks(header).find(({ rels }) => rels.includes(rel))?.target;
}

/** The first `rel` counts (§3.3); it may hold several types. */
function relsIn(parameters: string): string[] {
  for (const [, name = '', quoted, bare = ''] of parameters.matchAll(parameterPattern))
    if (name.toLowerCase() === 'rel') return (quoted ?? bare).toLowerCase().split(/\s+/).filter(Boolean);
  return [];
}
