/**
 * Nodes that lie in a circle, or between two circles. They are what is left after nodes that nothing leads to, and nodes that
 * lead nowhere, were taken away again and again.
 * @param edges from a node to those that must come before it
 */
export function findCircles(edges: ReadonlyMap<string, readonly string[]>): Set<string> {
  const left = new Set<string>();
  const before = new Map<string, Set<string>>();
  const after = new Map<string, Set<string>>();
  for (const [node, earlier] of edges)
    for (const other of earlier) {
      put(before, node, other);
      put(after, other, node);
      left.add(node).add(other);
    }
  peel(left, before, after);
  peel(left, after, before);
  return left;
}

function peel(
  left: Set<string>,
  towards: ReadonlyMap<string, ReadonlySet<string>>,
  back: ReadonlyMap<string, ReadonlySet<string>>,
): void {
  const degree = new Map<string, number>();
  for (const node of left) degree.set(node, countIn(left, towards.get(node)));
  const free = [...left].filter((node) => degree.get(node) === 0);
  for (let node = free.pop(); node !== undefined; node = free.pop()) {
    left.delete(node);
    for (const other of back.get(node) ?? []) {
      const remaining = (degree.get(other) ?? 0) - 1;
      degree.set(other, remaining);
      if (remaining === 0 && left.has(other)) free.push(other);
    }
  }
}

function countIn(nodes: ReadonlySet<string>, some: ReadonlySet<string> = new Set()): number {
  let count = 0;
  for (const one of some) if (nodes.has(one)) count++;
  return count;
}

function put(map: Map<string, Set<string>>, from: string, to: string): void {
  const known = map.get(from);
  if (known) known.add(to);
  else map.set(from, new Set([to]));
}
