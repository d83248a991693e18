/** What one query asks of an index: fields that it wants equal, and fields of which it wants a range or anything else. */
export interface QueryShape {
  equal: ReadonlySet<string>;
  ranged: ReadonlySet<string>;
}

/** The shapes of a query as mongoose sends it: one for each branch of an `$or`, one for each write of a batch. */
export function shapesOf(method: string, args: readonly unknown[]): QueryShape[] {
  if (/^insert/.test(method)) return [];
  if (method === 'bulkWrite')
    return (args[0] as Record<string, { filter?: object }>[])
      .flatMap((write) => Object.values(write))
      .flatMap(({ filter }) => (filter ? shapesOfFilter(filter) : []));
  if (method === 'aggregate') return shapesOfFilter(firstMatch(args[0] as readonly object[]));
  // `distinct` begins with the field that it wants.
  return shapesOfFilter((args[method === 'distinct' ? 1 : 0] ?? {}) as object);
}

/** How many of its leading fields an index narrows a query down by. */
export function depthOf(shape: QueryShape, index: Readonly<Record<string, unknown>>): number {
  let depth = 0;
  for (const field of Object.keys(index))
    if (shape.equal.has(field)) depth++;
    else return shape.ranged.has(field) ? depth + 1 : depth;
  return depth;
}

function firstMatch(pipeline: readonly object[]): object {
  const [first] = pipeline;
  return first && '$match' in first ? (first.$match as object) : {};
}

function shapesOfFilter(filter: object): QueryShape[] {
  let shapes: QueryShape[] = [{ equal: new Set(), ranged: new Set() }];
  for (const [field, wanted] of Object.entries(filter)) {
    if (field === '$or' || field === '$and') {
      const branches = (wanted as object[]).map(shapesOfFilter);
      const alternatives = field === '$or' ? branches.flat() : branches.reduce(product, shapes.slice(0, 0));
      shapes = product(shapes, alternatives);
    } else if (!field.startsWith('$'))
      shapes = product(shapes, [
        isRange(wanted)
          ? { equal: new Set(), ranged: new Set([field]) }
          : { equal: new Set([field]), ranged: new Set() },
      ]);
  }
  return shapes;
}

function product(some: readonly QueryShape[], others: readonly QueryShape[]): QueryShape[] {
  if (some.length === 0) return [...others];
  return some.flatMap((one) =>
    others.map((other) => ({
      equal: new Set([...one.equal, ...other.equal]),
      ranged: new Set([...one.ranged, ...other.ranged]),
    })),
  );
}

/** `$in` is so many equal ones. */
function isRange(wanted: unknown): boolean {
  if (wanted instanceof RegExp) return true;
  if (typeof wanted !== 'object' || wanted === null) return false;
  const operators = Object.keys(wanted).filter((key) => key.startsWith('$'));
  return operators.length > 0 && !operators.some((operator) => operator === '$in' || operator === '$eq');
}
