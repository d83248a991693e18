/** A part of a text in one language (or several), with its marks and without them. */
interface Part {
  languages: readonly string[];
  from: number;
  to: number;
  content: string;
}

/**
 * Keeps one language of a text that is written in several for Moodle's multi-language filters: the wanted one, and where a part
 * is not written in it, the language of the first part. Otherwise titles would be "BiologyBiologie". The time is linear in the
 * length.
 *
 * - `<span lang="en" class="multilang">…</span>`, two or more in a row (filter_multilang)
 * - `{mlang en}…{mlang}` (filter_multilang2)
 */
export function inOneLanguage(html: string, wanted?: string): string {
  const spans = /multilang/i.test(html) ? spanRuns(html) : [];
  const first = spans[0]?.[0]?.languages[0];
  const partIn = (run: readonly Part[], language: string | undefined) =>
    run.find(({ languages }) => languages.includes(language ?? ''));
  const one = replaced(
    html,
    spans.map((run) => ({
      from: (run[0] as Part).from,
      to: (run.at(-1) as Part).to,
      content: (partIn(run, wanted) ?? partIn(run, first) ?? (run[0] as Part)).content,
    })),
  );
  return /\{mlang/i.test(one) ? withoutMlang(one, wanted) : one;
}

/** The languages that a text is written in, as it names them, in lower case; none where there are no marks. */
export function languagesOf(html: string): string[] {
  const spans = /multilang/i.test(html) ? spanRuns(html).flat() : [];
  const parts = /\{mlang/i.test(html) ? mlangParts(html) : [];
  const all = [...spans, ...parts].flatMap(({ languages }) => languages);
  return [...new Set(all)].filter((language) => language !== 'other');
}

/** What the filter shows in one language; `other` is for readers whose language has no part. */
function withoutMlang(text: string, wanted: string | undefined): string {
  const parts = mlangParts(text);
  const all = parts.flatMap(({ languages }) => languages);
  const first = all.find((language) => language !== 'other') ?? 'other';
  const shown = runsIn(text, parts).flatMap((run) => {
    const has = (language: string) => run.some(({ languages }) => languages.includes(language));
    const language = [wanted ?? first, 'other'].find(has) ?? first;
    return run.map((part) => ({ ...part, content: part.languages.includes(language) ? part.content : '' }));
  });
  return replaced(text, shown);
}

/** Parts with nothing but white space between them belong together. */
function runsIn(text: string, parts: readonly Part[]): Part[][] {
  const runs: Part[][] = [];
  for (const part of parts) {
    const before = runs.at(-1)?.at(-1);
    if (before && text.slice(before.to, part.from).trim() === '') runs.at(-1)?.push(part);
    else runs.push([part]);
  }
  return runs;
}

function mlangParts(text: string): Part[] {
  const parts: Part[] = [];
  const mark = /\{mlang(?:\s{1,9}([\w,\s-]{1,60}))?\s{0,9}\}/gi;
  let open: { languages: string[]; from: number; content: number } | undefined;
  for (let found = mark.exec(text); found; found = mark.exec(text)) {
    const languages = found[1]?.toLowerCase().split(/[\s,]+/);
    if (languages) open ??= { languages, from: found.index, content: mark.lastIndex };
    else if (open) {
      parts.push({ ...open, to: mark.lastIndex, content: text.slice(open.content, found.index) });
      open = undefined;
    }
  }
  return parts;
}

function spanRuns(html: string): Part[][] {
  const runs: Part[][] = [];
  const opening = /<span\b([^<>]*)>/gi;
  for (let found = opening.exec(html); found; found = opening.exec(html)) {
    const run: Part[] = [];
    let next: { languages: readonly string[]; content: number } | undefined = partBeginning(
      html,
      found.index,
    );
    let from = found.index;
    while (next) {
      const end = closingSpan(html, next.content);
      // One that is never closed: nothing behind it can be.
      if (!end) return runs;
      run.push({ ...next, from, to: end.after, content: html.slice(next.content, end.at) });
      from = end.after + (/^\s*/.exec(html.slice(end.after, end.after + 200))?.[0].length ?? 0);
      next = partBeginning(html, from);
    }
    if (run.length > 1) runs.push(run);
    opening.lastIndex = run.at(-1)?.to ?? opening.lastIndex;
  }
  return runs;
}

/** Where the content of a multilang span that begins at `at` begins. */
function partBeginning(html: string, at: number) {
  const opening = /<span\b([^<>]*)>/iy;
  opening.lastIndex = at;
  const attributes = opening.exec(html)?.[1];
  if (attributes === undefined || !/\bmultilang\b/i.test(attributes)) return undefined;
  const language = /\blang\s{0,9}=\s{0,9}["']?([\w-]+)/i.exec(attributes)?.[1];
  if (language === undefined) return undefined;
  return { languages: [language.toLowerCase()], content: opening.lastIndex };
}

/** The end of the span whose content begins at `from`: spans lie in spans. */
function closingSpan(html: string, from: number): { at: number; after: number } | undefined {
  const span = /<(\/?)span\b[^<>]*>/gi;
  span.lastIndex = from;
  let depth = 1;
  for (let found = span.exec(html); found; found = span.exec(html)) {
    depth += found[1] ? -1 : 1;
    if (depth === 0) return { at: found.index, after: span.lastIndex };
  }
  return undefined;
}

function replaced(text: string, parts: readonly Pick<Part, 'from' | 'to' | 'content'>[]): string {
  let result = '';
  let from = 0;
  for (const part of parts) {
    result += text.slice(from, part.from) + part.content;
    from = part.to;
  }
  return result + text.slice(from);
}
