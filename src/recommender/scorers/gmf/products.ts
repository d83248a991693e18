/** Dimensions that are looked at in one pass over a table. */
const block = 16;

/**
 * Adds to each number of `out` the product of a vector with a row of a table.
 * @param vector a multiple of 16
 * @param table rows as long as the vector, one for each number of `out`
 */
export function addProducts(vector: Float32Array, table: Float32Array, out: Float32Array): void {
  for (let from = 0; from < vector.length; from += block) addBlock(vector, table, out, from);
}

function addBlock(vector: Float32Array, t: Float32Array, out: Float32Array, from: number): void {
  const width = vector.length;
  const v = vector.subarray(from, from + block);
  // The vector in local variables, which are registers: twice as fast as a loop over an array.
  const [a, b, c, d] = [v[0]!, v[1]!, v[2]!, v[3]!];
  const [e, f, g, h] = [v[4]!, v[5]!, v[6]!, v[7]!];
  const [i, j, k, l] = [v[8]!, v[9]!, v[10]!, v[11]!];
  const [m, n, o, p] = [v[12]!, v[13]!, v[14]!, v[15]!];
  for (let row = 0, r = from; row < out.length; row++, r += width)
    out[row]! +=
      a * t[r]! +
      b * t[r + 1]! +
      c * t[r + 2]! +
      d * t[r + 3]! +
      (e * t[r + 4]! + f * t[r + 5]! + g * t[r + 6]! + h * t[r + 7]!) +
      (i * t[r + 8]! + j * t[r + 9]! + k * t[r + 10]! + l * t[r + 11]!) +
      (m * t[r + 12]! + n * t[r + 13]! + o * t[r + 14]! + p * t[r + 15]!);
}
