import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { type Expression, type ParseResult, parseSync, Visitor } from 'oxc-parser';

/** One import of a source file. */
export interface Import {
  /** The file that imports, from the root of the project. */
  file: string;
  line: number;
  /** The imported file, from the root of the project; or the name of a package or of a module of Node (`node:fs`). */
  target: string;
  isFile: boolean;
  /** The file is not loaded but started, as a thread or process with modules of its own. */
  isStarted: boolean;
}

export interface Sources {
  files: string[];
  imports: Import[];
}

/** A request as it is written: what is imported, and where in the text. */
interface Request {
  specifier: string;
  start: number;
  isStarted?: boolean;
}

const folders = ['models', 'src', 'views', 'scripts', 'test'];

/**
 * Reads every import of the project: statements, those of types included, `export … from`, `import('…')` and files that
 * are started by name (`new Worker(join(import.meta.dirname, 'x.js'))`, `new URL('x.js', import.meta.url)`).
 * @param root the folder of the project
 * @throws Error where a file cannot be parsed
 */
export function readImports(root: string): Sources {
  const files = folders.flatMap((folder) => sourcesIn(root, folder)).sort();
  const known = new Set(files);
  const imports = files.flatMap((file) => importsOf(root, file, known));
  return { files, imports };
}

function sourcesIn(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(ts|js|mjs)$/.test(path))
    .map((path) => posix.join(folder, path.replaceAll('\\', '/')));
}

function importsOf(root: string, file: string, known: ReadonlySet<string>): Import[] {
  const text = readFileSync(join(root, file), 'utf8');
  const parsed = parseSync(file, text);
  const [error] = parsed.errors;
  if (error) throw new Error(`${file} cannot be parsed: ${error.message}`);
  const line = (start: number) => text.slice(0, start).split('\n').length;
  return requestsOf(parsed, text).map(({ specifier, start, isStarted = false }) => {
    const isFile = specifier.startsWith('.');
    const target = isFile
      ? sourceOf(posix.join(posix.dirname(file), specifier), known)
      : packageOf(specifier);
    return { file, line: line(start), target, isFile, isStarted };
  });
}

function requestsOf(parsed: ParseResult, text: string): Request[] {
  const { staticImports, staticExports } = parsed.module;
  const exports = staticExports.flatMap(({ entries }) => entries.slice(0, 1));
  const requests = [...staticImports, ...exports].flatMap(({ moduleRequest }) =>
    moduleRequest ? [{ specifier: moduleRequest.value, start: moduleRequest.start }] : [],
  );
  // The parser lists statements by itself. Walking the whole tree takes as long again, so only these files are walked.
  return /\bimport(\(|\.meta\.(dirname|url))/.test(text)
    ? [...requests, ...expressionsOf(parsed.program)]
    : requests;
}

/** Imports within expressions and types, and names of files that are made from the place of the file itself. */
function expressionsOf(program: ParseResult['program']): Request[] {
  const requests: Request[] = [];
  const add = (specifier: string | undefined, start: number, isStarted = false) => {
    if (specifier !== undefined) requests.push({ specifier, start, isStarted });
  };
  new Visitor({
    ImportExpression: ({ source, start }) => add(textOf(source), start),
    TSImportType: ({ source, start }) => add(source.value, start),
    CallExpression({ arguments: [folder, ...names], start }) {
      if (folder && isImportMeta(folder, 'dirname'))
        add(startedFile(names.map((name) => textOf(name))), start, true);
    },
    NewExpression({ arguments: [name, base], start }) {
      if (name && base && isImportMeta(base, 'url')) add(startedFile([textOf(name)]), start, true);
    },
  }).visit(program);
  return requests;
}

type Node = Expression | { type: 'SpreadElement' };

/** `import.meta.dirname` or `import.meta.url` */
function isImportMeta(node: Node, property: string): boolean {
  return (
    node.type === 'MemberExpression' &&
    node.object.type === 'MetaProperty' &&
    node.property.type === 'Identifier' &&
    node.property.name === property
  );
}

/** The value of a string that is written out; undefined for one that is computed. */
function textOf(node: Node): string | undefined {
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node.type === 'TemplateLiteral' && node.expressions.length === 0)
    return node.quasis[0]?.value.cooked ?? undefined;
  return undefined;
}

/** A program beside this file or in another folder; other files (pages, data) are not imports. */
function startedFile(names: readonly (string | undefined)[]): string | undefined {
  const path = names.every((name) => name !== undefined) ? posix.join(...names) : '';
  if (!/\.(ts|js|mjs)$/.test(path)) return undefined;
  return path.startsWith('.') ? path : `./${path}`;
}

/** The source of a file that is named in its compiled form. */
function sourceOf(path: string, known: ReadonlySet<string>): string {
  const source = path.replace(/\.js$/, '.ts');
  return known.has(path) || !known.has(source) ? path : source;
}

/** `@scope/name` of `@scope/name/file.js`; modules of Node whole, as `node:fs/promises`. */
function packageOf(specifier: string): string {
  if (specifier.startsWith('node:')) return specifier;
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}
