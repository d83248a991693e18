/** What each node leads to. */
export type Graph = ReadonlyMap<string, ReadonlySet<string>>;

export function graphOf(edges: Iterable<readonly [from: string, to: string]>): Map<string, Set<string>> {
  const graph = new Map<string, Set<string>>();
  for (const [from, to] of edges) {
    const targets = graph.get(from) ?? new Set();
    graph.set(from, targets.add(to));
  }
  return graph;
}

/**
 * Circles of a graph, each as its nodes in order: for every knot of nodes that reach each other, the shortest circle
 * through the first of them by name.
 */
export function circlesIn(graph: Graph): string[][] {
  const circles: string[][] = [];
  const seen = new Set<string>();
  for (const node of [...graph.keys()].sort()) {
    if (seen.has(node)) continue;
    const circle = pathBetween(graph, node, node);
    if (!circle) continue;
    circles.push(circle.slice(0, -1));
    for (const other of reachable(graph, node)) if (reachable(graph, other).has(node)) seen.add(other);
  }
  return circles;
}

/** The shortest way from one node to another, both included; a way from a node to itself has at least one step. */
export function pathBetween(graph: Graph, from: string, to: string): string[] | undefined {
  const previous = new Map<string, string>();
  const queue = [from];
  for (const node of queue)
    for (const next of [...(graph.get(node) ?? [])].sort()) {
      if (previous.has(next)) continue;
      previous.set(next, node);
      if (next === to) return trace(previous, from, to);
      queue.push(next);
    }
  return undefined;
}

/**
 * Layers from the ground up: a node with no edges is in layer 0, another one above all it leads to. Nodes that lie on
 * circles, or lead to one, are missing.
 */
export function layersOf(graph: Graph, nodes: readonly string[]): Map<string, number> {
  const layers = new Map<string, number>();
  for (let before = -1; layers.size > before; ) {
    before = layers.size;
    for (const node of nodes) {
      const targets = [...(graph.get(node) ?? [])];
      if (layers.has(node) || !targets.every((target) => layers.has(target))) continue;
      layers.set(node, Math.max(-1, ...targets.map((target) => layers.get(target) as number)) + 1);
    }
  }
  return layers;
}

function trace(previous: ReadonlyMap<string, string>, from: string, to: string): string[] {
  const path = [to];
  do path.unshift(previous.get(path[0] as string) as string);
  while (path[0] !== from);
  return path;
}

function reachable(graph: Graph, from: string): Set<string> {
  const found = new Set<string>();
  const queue = [from];
  for (const node of queue)
    for (const next of graph.get(node) ?? [])
      if (!found.has(next)) {
        found.add(next);
        queue.push(next);
      }
  return found;
}
