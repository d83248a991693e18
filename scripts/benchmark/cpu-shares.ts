/** What a process spends its processor's time on. */
const parts = [
  'database client',
  'scoring and reasons',
  'view',
  'HTTP and compression',
  'garbage collector',
  'other',
] as const;
type Part = (typeof parts)[number];
/** Of the time in which the process is not idle; they add up to 1. */
export type Shares = Record<Part, number>;

/** What V8 writes with `--cpu-prof`: a tree of calls, and which of them was the innermost at each sample. */
export interface CpuProfile {
  nodes: readonly {
    id: number;
    callFrame: { functionName: string; url: string };
    children?: readonly number[];
  }[];
  /** Ids of nodes. */
  samples: readonly number[];
  /** Microseconds since the sample before. */
  timeDeltas: readonly number[];
}

/** By where a function stands; the first that fits. */
const places: readonly (readonly [pattern: RegExp, part: Part])[] = [
  [
    /\/node_modules\/(mongodb|mongoose|bson|mquery|kareem)\/|\/src\/(database|joined-queries)\/|\/dist\/models\//,
    'database client',
  ],
  [/\/src\/(answering|recommender|trained-models)\/|^wasm:/, 'scoring and reasons'],
  [/\/node_modules\/ejs\/|\/views\/|\/src\/(words|panel)\/|\/src\/web\/view-engine/, 'view'],
  [/\/node_modules\/|\/src\/(web|lti)\/|^node:(_?http|zlib|net|internal\/stream)/, 'HTTP and compression'],
];

/**
 * What the samples between two moments were about: each counts for the innermost function that belongs to a part, so that what a
 * part calls in Node.js counts for it.
 * @param from ms since the process began
 */
export function cpuShares(profile: CpuProfile, from: number, to: number): Shares {
  const partOf = partsByNode(profile);
  const spent = Object.fromEntries(parts.map((part) => [part, 0])) as Shares;
  let at = 0;
  let busy = 0;
  for (const [i, id] of profile.samples.entries()) {
    const microseconds = profile.timeDeltas[i] as number;
    at += microseconds;
    const part = partOf.get(id);
    if (at < from * 1000 || at > to * 1000 || part === undefined) continue;
    spent[part] += microseconds;
    busy += microseconds;
  }
  for (const part of parts) spent[part] /= busy || 1;
  return spent;
}

/** @returns one line for people */
export function sayShares(shares: Shares): string {
  const said = parts.map((part) => `${part} ${Math.round(100 * shares[part])} %`);
  return `time of one web process: ${said.join(', ')}`;
}

/** By the id of a node; none for what is idle. */
function partsByNode({ nodes }: CpuProfile): Map<number, Part> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const found = new Map<number, Part>();
  const visit = (id: number, around: Part): void => {
    const node = byId.get(id);
    if (!node) return;
    const { functionName, url } = node.callFrame;
    if (functionName === '(idle)') return;
    const own = functionName === '(garbage collector)' ? 'garbage collector' : placed(url);
    const part =
      around !== 'other' && own === 'HTTP and compression' && url.startsWith('node:')
        ? around
        : (own ?? around);
    found.set(id, part);
    for (const child of node.children ?? []) visit(child, part);
  };
  const [root] = nodes;
  if (root) visit(root.id, 'other');
  return found;
}

function placed(url: string): Part | undefined {
  return places.find(([pattern]) => pattern.test(url))?.[1];
}
