/** Compressed sparse rows: row r holds `columns` and `values` from `offsets[r]` to `offsets[r + 1]`. */
export interface SparseMatrix {
  rows: number;
  width: number;
  /** rows + 1 */
  offsets: Int32Array;
  /** Ascending within a row. */
  columns: Int32Array;
  values: Float32Array;
}

/** One row on its own. */
export interface SparseVector {
  /** Ascending. */
  columns: Int32Array;
  values: Float32Array;
}

/** A view of row `row`; no copy. */
export function rowOf(matrix: SparseMatrix, row: number): SparseVector {
  const start = matrix.offsets[row]!;
  const end = matrix.offsets[row + 1]!;
  return { columns: matrix.columns.subarray(start, end), values: matrix.values.subarray(start, end) };
}

/** Puts rows under each other. */
export function stackRows(rows: readonly SparseVector[], width: number): SparseMatrix {
  const offsets = new Int32Array(rows.length + 1);
  for (let r = 0; r < rows.length; r++) offsets[r + 1] = offsets[r]! + rows[r]!.columns.length;
  const columns = new Int32Array(offsets[rows.length]!);
  const values = new Float32Array(columns.length);
  for (let r = 0; r < rows.length; r++) {
    columns.set(rows[r]!.columns, offsets[r]!);
    values.set(rows[r]!.values, offsets[r]!);
  }
  return { rows: rows.length, width, offsets, columns, values };
}

/** Turns rows into columns. A counting sort, so columns stay ascending. */
export function transpose(matrix: SparseMatrix): SparseMatrix {
  const { rows, width } = matrix;
  const offsets = new Int32Array(width + 1);
  for (const column of matrix.columns) offsets[column + 1]! += 1;
  for (let c = 0; c < width; c++) offsets[c + 1]! += offsets[c]!;
  const columns = new Int32Array(matrix.columns.length);
  const values = new Float32Array(columns.length);
  const next = offsets.slice(0, width);
  for (let r = 0; r < rows; r++) {
    for (let i = matrix.offsets[r]!; i < matrix.offsets[r + 1]!; i++) {
      const place = next[matrix.columns[i]!]!++;
      columns[place] = r;
      values[place] = matrix.values[i]!;
    }
  }
  return { rows: width, width: rows, offsets, columns, values };
}

/** Adds `scale` · matrix · vector to `out`, one number for each row of the matrix, by the transposed matrix. */
export function addProducts(
  vector: SparseVector,
  transposed: SparseMatrix,
  scale: number,
  out: Float32Array,
): void {
  for (let i = 0; i < vector.columns.length; i++)
    addRow(transposed, vector.columns[i]!, vector.values[i]! * scale, out);
}

/** Adds `scale` · row to `out`, one number for each column of the matrix. */
export function addRow(
  { offsets, columns, values }: SparseMatrix,
  row: number,
  scale: number,
  out: Float32Array,
): void {
  const end = offsets[row + 1]!;
  for (let i = offsets[row]!; i < end; i++) out[columns[i]!]! += scale * values[i]!;
}

/** The value at a column of a row, 0 where none is stored. */
export function valueAt({ offsets, columns, values }: SparseMatrix, row: number, column: number): number {
  return valueBetween(columns, values, offsets[row]!, offsets[row + 1]!, column);
}

/** The value at a column of a vector, 0 where none is stored. */
export function entryOf({ columns, values }: SparseVector, column: number): number {
  return valueBetween(columns, values, 0, columns.length, column);
}

/** Binary search from `start` up to `end`. */
function valueBetween(
  columns: Int32Array,
  values: Float32Array,
  start: number,
  end: number,
  column: number,
): number {
  let low = start;
  let high = end - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = columns[middle]!;
    if (found === column) return values[middle]!;
    if (found < column) low = middle + 1;
    else high = middle - 1;
  }
  return 0;
}

/** The same matrix with the `count` largest values of each row only. */
export function strongestOfRows(matrix: SparseMatrix, count: number): SparseMatrix {
  const rows: SparseVector[] = [];
  for (let r = 0; r < matrix.rows; r++) {
    const row = rowOf(matrix, r);
    rows.push(row.columns.length <= count ? row : picked(row, strongestOf(row.values, count)));
  }
  return stackRows(rows, matrix.width);
}

/** Indices of the `count` largest values, ascending by index. */
export function strongestOf(values: Float32Array, count: number): Int32Array {
  return Int32Array.from(values.keys())
    .sort((a, b) => values[b]! - values[a]! || a - b)
    .slice(0, count)
    .sort();
}

function picked(row: SparseVector, indices: Int32Array): SparseVector {
  return {
    columns: indices.map((i) => row.columns[i]!),
    values: Float32Array.from(indices, (i) => row.values[i]!),
  };
}
