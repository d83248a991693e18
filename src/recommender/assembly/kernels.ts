// The hot loops, in AssemblyScript for WebAssembly SIMD. Addresses and strides are in bytes; matrices of f32.
// Compiled to src/recommender/kernels/wasm.ts by `npm run build:kernels`.

/** C[m × n] (+)= A[m × k] · B[k × n]. B and C row by row, n a multiple of 8; A by any strides. */
export function multiply(
  c: usize,
  a: usize,
  b: usize,
  m: i32,
  n: i32,
  k: i32,
  aRow: usize,
  aColumn: usize,
  add: bool,
): void {
  const row = (<usize>n) << 2;
  let i = 0;
  for (; i + 4 <= m; i += 4) {
    const a0 = a + <usize>i * aRow;
    const a1 = a0 + aRow;
    const a2 = a1 + aRow;
    const a3 = a2 + aRow;
    for (let j = 0; j < n; j += 8) {
      const c0 = c + <usize>i * row + ((<usize>j) << 2);
      const c1 = c0 + row;
      const c2 = c1 + row;
      const c3 = c2 + row;
      let s00 = f32x4.splat(0);
      let s01 = s00;
      let s10 = s00;
      let s11 = s00;
      let s20 = s00;
      let s21 = s00;
      let s30 = s00;
      let s31 = s00;
      if (add) {
        s00 = v128.load(c0);
        s01 = v128.load(c0, 16);
        s10 = v128.load(c1);
        s11 = v128.load(c1, 16);
        s20 = v128.load(c2);
        s21 = v128.load(c2, 16);
        s30 = v128.load(c3);
        s31 = v128.load(c3, 16);
      }
      let at = b + ((<usize>j) << 2);
      let column: usize = 0;
      for (let l = 0; l < k; l++) {
        const b0 = v128.load(at);
        const b1 = v128.load(at, 16);
        const x0 = v128.load32_splat(a0 + column);
        const x1 = v128.load32_splat(a1 + column);
        const x2 = v128.load32_splat(a2 + column);
        const x3 = v128.load32_splat(a3 + column);
        s00 = f32x4.add(s00, f32x4.mul(x0, b0));
        s01 = f32x4.add(s01, f32x4.mul(x0, b1));
        s10 = f32x4.add(s10, f32x4.mul(x1, b0));
        s11 = f32x4.add(s11, f32x4.mul(x1, b1));
        s20 = f32x4.add(s20, f32x4.mul(x2, b0));
        s21 = f32x4.add(s21, f32x4.mul(x2, b1));
        s30 = f32x4.add(s30, f32x4.mul(x3, b0));
        s31 = f32x4.add(s31, f32x4.mul(x3, b1));
        at += row;
        column += aColumn;
      }
      v128.store(c0, s00);
      v128.store(c0, s01, 16);
      v128.store(c1, s10);
      v128.store(c1, s11, 16);
      v128.store(c2, s20);
      v128.store(c2, s21, 16);
      v128.store(c3, s30);
      v128.store(c3, s31, 16);
    }
  }
  for (; i < m; i++) {
    const a0 = a + <usize>i * aRow;
    for (let j = 0; j < n; j += 8) {
      const c0 = c + <usize>i * row + ((<usize>j) << 2);
      let s0 = add ? v128.load(c0) : f32x4.splat(0);
      let s1 = add ? v128.load(c0, 16) : f32x4.splat(0);
      let at = b + ((<usize>j) << 2);
      let column: usize = 0;
      for (let l = 0; l < k; l++) {
        const x = v128.load32_splat(a0 + column);
        s0 = f32x4.add(s0, f32x4.mul(x, v128.load(at)));
        s1 = f32x4.add(s1, f32x4.mul(x, v128.load(at, 16)));
        at += row;
        column += aColumn;
      }
      v128.store(c0, s0);
      v128.store(c0, s1, 16);
    }
  }
}

/** eˣ to about 2e-7 relative, for x ≤ 0: 2ⁿ · 2ᶠ with a polynomial for 2ᶠ (Cephes expf). Below −87: 0. */
function exponential(x: v128): v128 {
  const clamped = f32x4.max(x, f32x4.splat(-87));
  const n = f32x4.nearest(f32x4.mul(clamped, f32x4.splat(Mathf.LOG2E)));
  const r = f32x4.sub(
    f32x4.sub(clamped, f32x4.mul(n, f32x4.splat(0.693359375))),
    f32x4.mul(n, f32x4.splat(-2.1219444e-4)),
  );
  let p = f32x4.splat(1.98756915e-4);
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1.3981999507e-3));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(8.3334519073e-3));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(4.1665795894e-2));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1.6666665459e-1));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(5.0000001201e-1));
  p = f32x4.add(f32x4.add(f32x4.mul(f32x4.mul(p, r), r), r), f32x4.splat(1));
  const power = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(n), i32x4.splat(127)), 23);
  return v128.and(f32x4.mul(p, power), f32x4.gt(x, f32x4.splat(-87)));
}

/**
 * Turns a row of n logits (a multiple of 4, the padding far below 0) into probabilities.
 * @returns the logarithm of the sum of the exponentials
 */
export function softmax(row: usize, bias: usize, n: i32): f32 {
  const bytes = (<usize>n) << 2;
  let largest = f32x4.splat(-1e30);
  for (let i: usize = 0; i < bytes; i += 16) {
    const x = f32x4.add(v128.load(row + i), v128.load(bias + i));
    v128.store(row + i, x);
    largest = f32x4.max(largest, x);
  }
  const top = max(
    max(f32x4.extract_lane(largest, 0), f32x4.extract_lane(largest, 1)),
    max(f32x4.extract_lane(largest, 2), f32x4.extract_lane(largest, 3)),
  );
  const shift = f32x4.splat(top);
  let total = f32x4.splat(0);
  for (let i: usize = 0; i < bytes; i += 16) {
    const e = exponential(f32x4.sub(v128.load(row + i), shift));
    v128.store(row + i, e);
    total = f32x4.add(total, e);
  }
  const sum =
    f32x4.extract_lane(total, 0) +
    f32x4.extract_lane(total, 1) +
    f32x4.extract_lane(total, 2) +
    f32x4.extract_lane(total, 3);
  const scale = f32x4.splat(1 / sum);
  for (let i: usize = 0; i < bytes; i += 16) v128.store(row + i, f32x4.mul(v128.load(row + i), scale));
  return top + Mathf.log(sum);
}

/** sums[n] += each of m rows. */
export function addRows(sums: usize, rows: usize, m: i32, n: i32): void {
  const bytes = (<usize>n) << 2;
  for (let i = 0; i < m; i++) {
    const from = rows + <usize>i * bytes;
    for (let j: usize = 0; j < bytes; j += 16)
      v128.store(sums + j, f32x4.add(v128.load(sums + j), v128.load(from + j)));
  }
}

/** Adagrad (Duchi, Hazan & Singer 2011) on n numbers, a multiple of 4, with L2; the gradient is set back to 0. */
export function adagrad(values: usize, gradient: usize, squares: usize, n: i32, rate: f32, l2: f32): void {
  const bytes = (<usize>n) << 2;
  const r = f32x4.splat(rate);
  const decay = f32x4.splat(l2);
  const zero = f32x4.splat(0);
  for (let i: usize = 0; i < bytes; i += 16) {
    const value = v128.load(values + i);
    const g = f32x4.add(v128.load(gradient + i), f32x4.mul(decay, value));
    const square = f32x4.add(v128.load(squares + i), f32x4.mul(g, g));
    v128.store(squares + i, square);
    v128.store(values + i, f32x4.sub(value, f32x4.div(f32x4.mul(r, g), f32x4.sqrt(square))));
    v128.store(gradient + i, zero);
  }
}
