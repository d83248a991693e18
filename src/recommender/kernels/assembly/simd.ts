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

/** ln(1 + e) to about 1e-7 relative, for 0 ≤ e ≤ 1: 2 artanh(e / (2 + e)) by its series. */
function logOnePlus(e: v128): v128 {
  const s = f32x4.div(e, f32x4.add(e, f32x4.splat(2)));
  const square = f32x4.mul(s, s);
  let sum = f32x4.splat(<f32>(2.0 / 13.0));
  sum = f32x4.add(f32x4.mul(sum, square), f32x4.splat(<f32>(2.0 / 11.0)));
  sum = f32x4.add(f32x4.mul(sum, square), f32x4.splat(<f32>(2.0 / 9.0)));
  sum = f32x4.add(f32x4.mul(sum, square), f32x4.splat(<f32>(2.0 / 7.0)));
  sum = f32x4.add(f32x4.mul(sum, square), f32x4.splat(<f32>(2.0 / 5.0)));
  sum = f32x4.add(f32x4.mul(sum, square), f32x4.splat(<f32>(2.0 / 3.0)));
  sum = f32x4.add(f32x4.mul(sum, square), f32x4.splat(2));
  return f32x4.mul(sum, s);
}

/**
 * Turns a row of n logits (a multiple of 4) of courses that are no answer into the derivatives of their loss: binary
 * cross-entropy −ln(1 − p) of each on its own, or with `focal` p² times that (Lin et al. 2017, γ = 2).
 * @returns the sum of the losses
 */
export function binaryLosses(row: usize, bias: usize, n: i32, focal: bool): f32 {
  const bytes = (<usize>n) << 2;
  const zero = f32x4.splat(0);
  const one = f32x4.splat(1);
  let total = zero;
  for (let i: usize = 0; i < bytes; i += 16) {
    const x = f32x4.add(v128.load(row + i), v128.load(bias + i));
    const e = exponential(f32x4.neg(f32x4.abs(x)));
    const likelier = f32x4.div(one, f32x4.add(one, e));
    const unlikelier = f32x4.mul(e, likelier);
    const isLikely = f32x4.gt(x, zero);
    const p = v128.bitselect(likelier, unlikelier, isLikely);
    const entropy = f32x4.add(f32x4.max(x, zero), logOnePlus(e));
    if (focal) {
      const other = v128.bitselect(unlikelier, likelier, isLikely);
      const square = f32x4.mul(p, p);
      const steepness = f32x4.add(p, f32x4.mul(f32x4.mul(f32x4.splat(2), other), entropy));
      v128.store(row + i, f32x4.mul(square, steepness));
      total = f32x4.add(total, f32x4.mul(square, entropy));
    } else {
      v128.store(row + i, p);
      total = f32x4.add(total, entropy);
    }
  }
  return (
    f32x4.extract_lane(total, 0) +
    f32x4.extract_lane(total, 1) +
    f32x4.extract_lane(total, 2) +
    f32x4.extract_lane(total, 3)
  );
}

/** sums[n] = Σ of m rows, n a multiple of 4. */
export function sumOfRows(sums: usize, rows: usize, m: i32, n: i32): void {
  const bytes = (<usize>n) << 2;
  for (let j: usize = 0; j < bytes; j += 16) {
    let sum = f32x4.splat(0);
    let from = rows + j;
    for (let i = 0; i < m; i++, from += bytes) sum = f32x4.add(sum, v128.load(from));
    v128.store(sums + j, sum);
  }
}

/**
 * Adagrad (Duchi, Hazan & Singer 2011) on n numbers, a multiple of 4, with L2. The gradient is the sum of `parts` that
 * lie `stride` bytes apart.
 */
export function adagrad(
  values: usize,
  gradients: usize,
  parts: i32,
  stride: usize,
  squares: usize,
  n: i32,
  rate: f32,
  l2: f32,
): void {
  const bytes = (<usize>n) << 2;
  const r = f32x4.splat(rate);
  const decay = f32x4.splat(l2);
  for (let i: usize = 0; i < bytes; i += 16) {
    const value = v128.load(values + i);
    let g = f32x4.mul(decay, value);
    let from = gradients + i;
    for (let part = 0; part < parts; part++, from += stride) g = f32x4.add(g, v128.load(from));
    const square = f32x4.add(v128.load(squares + i), f32x4.mul(g, g));
    v128.store(squares + i, square);
    v128.store(values + i, f32x4.sub(value, f32x4.div(f32x4.mul(r, g), f32x4.sqrt(square))));
  }
}

/** to[dimensions × width] = the transposed rows first … first + n of from[width × dimensions]. */
export function transposeRows(to: usize, from: usize, first: i32, n: i32, width: i32, dimensions: i32): void {
  const bytes = (<usize>width) << 2;
  const rowBytes = (<usize>dimensions) << 2;
  for (let i = first; i < first + n; i++) {
    const row = from + <usize>i * rowBytes;
    let at = to + ((<usize>i) << 2);
    for (let k: usize = 0; k < rowBytes; k += 4, at += bytes) store<f32>(at, load<f32>(row + k));
  }
}

// Below: rows of 16 numbers, or of a multiple of 16 where there are `dimensions`: the vectors of courses and learners.
// Addresses of row numbers (i32) as `rows`.

/** out[n × 16] = the rows of a table. */
export function gatherRows(out: usize, table: usize, rows: usize, n: i32): void {
  for (let i: usize = 0; i < <usize>n; i++) {
    const from = table + ((<usize>load<i32>(rows + (i << 2))) << 6);
    const to = out + (i << 6);
    v128.store(to, v128.load(from));
    v128.store(to, v128.load(from, 16), 16);
    v128.store(to, v128.load(from, 32), 32);
    v128.store(to, v128.load(from, 48), 48);
  }
}

/** out[dimensions] = Σ share · row of a table. */
export function sumRows(out: usize, table: usize, rows: usize, shares: usize, n: i32, dimensions: i32): void {
  const bytes = (<usize>dimensions) << 2;
  for (let k: usize = 0; k < bytes; k += 64) {
    let s0 = f32x4.splat(0);
    let s1 = s0;
    let s2 = s0;
    let s3 = s0;
    for (let i: usize = 0; i < <usize>n; i++) {
      const share = v128.load32_splat(shares + (i << 2));
      const from = table + <usize>load<i32>(rows + (i << 2)) * bytes + k;
      s0 = f32x4.add(s0, f32x4.mul(share, v128.load(from)));
      s1 = f32x4.add(s1, f32x4.mul(share, v128.load(from, 16)));
      s2 = f32x4.add(s2, f32x4.mul(share, v128.load(from, 32)));
      s3 = f32x4.add(s3, f32x4.mul(share, v128.load(from, 48)));
    }
    const to = out + k;
    v128.store(to, s0);
    v128.store(to, s1, 16);
    v128.store(to, s2, 32);
    v128.store(to, s3, 48);
  }
}

/** One Adagrad step of a row; the gradient is `share` times `gradient`. */
function stepRow(
  value: usize,
  square: usize,
  gradient: usize,
  share: v128,
  rate: v128,
  decay: v128,
  bytes: usize,
): void {
  for (let k: usize = 0; k < bytes; k += 16) {
    const old = v128.load(value + k);
    const g = f32x4.add(f32x4.mul(share, v128.load(gradient + k)), f32x4.mul(decay, old));
    const sum = f32x4.add(v128.load(square + k), f32x4.mul(g, g));
    v128.store(square + k, sum);
    v128.store(value + k, f32x4.sub(old, f32x4.div(f32x4.mul(rate, g), f32x4.sqrt(sum))));
  }
}

/**
 * Adagrad on the rows that a batch used, one after another, with L2: row i's gradient is gradients[i]. Only rows whose
 * number is `part` modulo `parts`, a power of 2.
 */
export function adagradRows(
  table: usize,
  squares: usize,
  rows: usize,
  gradients: usize,
  n: i32,
  rate: f32,
  l2: f32,
  part: i32,
  parts: i32,
): void {
  const r = f32x4.splat(rate);
  const decay = f32x4.splat(l2);
  const one = f32x4.splat(1);
  for (let i: usize = 0; i < <usize>n; i++) {
    const row = load<i32>(rows + (i << 2));
    if ((row & (parts - 1)) !== part) continue;
    const at = (<usize>row) << 6;
    stepRow(table + at, squares + at, gradients + (i << 6), one, r, decay, 64);
  }
}

/** The same for rows that share one gradient[16]: row i's is shares[i] times it. Rows without a share stay. */
export function adagradShares(
  table: usize,
  squares: usize,
  rows: usize,
  shares: usize,
  n: i32,
  gradient: usize,
  dimensions: i32,
  rate: f32,
  l2: f32,
  part: i32,
  parts: i32,
): void {
  const bytes = (<usize>dimensions) << 2;
  const r = f32x4.splat(rate);
  const decay = f32x4.splat(l2);
  for (let i: usize = 0; i < <usize>n; i++) {
    const row = load<i32>(rows + (i << 2));
    if ((row & (parts - 1)) !== part || load<f32>(shares + (i << 2)) === 0) continue;
    const at = <usize>row * bytes;
    stepRow(table + at, squares + at, gradient, v128.load32_splat(shares + (i << 2)), r, decay, bytes);
  }
}

/** Adagrad on single numbers that a batch used, as `adagradRows`; without L2. */
export function adagradEntries(
  values: usize,
  squares: usize,
  rows: usize,
  gradients: usize,
  n: i32,
  rate: f32,
  part: i32,
  parts: i32,
): void {
  for (let i: usize = 0; i < <usize>n; i++) {
    const row = load<i32>(rows + (i << 2));
    if ((row & (parts - 1)) !== part) continue;
    const at = (<usize>row) << 2;
    const g = load<f32>(gradients + (i << 2));
    const sum = load<f32>(squares + at) + g * g;
    store<f32>(squares + at, sum);
    store<f32>(values + at, load<f32>(values + at) - (rate * g) / Mathf.sqrt(sum));
  }
}

/** rows[n × units] = max(0, rows + bias), units a multiple of 4. */
export function rectify(rows: usize, bias: usize, n: i32, units: i32): void {
  const bytes = (<usize>units) << 2;
  const zero = f32x4.splat(0);
  for (let i = 0; i < n; i++) {
    const row = rows + <usize>i * bytes;
    for (let k: usize = 0; k < bytes; k += 16)
      v128.store(row + k, f32x4.max(zero, f32x4.add(v128.load(row + k), v128.load(bias + k))));
  }
}

/** rows[groups · size × units] = mask · max(0, rows + the row of their group); masks are by group. */
export function rectifyGroups(
  rows: usize,
  ofGroup: usize,
  masks: usize,
  groups: i32,
  size: i32,
  units: i32,
): void {
  const bytes = (<usize>units) << 2;
  const zero = f32x4.splat(0);
  let row = rows;
  for (let g = 0; g < groups; g++) {
    const own = ofGroup + <usize>g * bytes;
    const mask = masks + <usize>g * bytes;
    for (let i = 0; i < size; i++) {
      for (let k: usize = 0; k < bytes; k += 16) {
        const active = f32x4.max(zero, f32x4.add(v128.load(row + k), v128.load(own + k)));
        v128.store(row + k, f32x4.mul(v128.load(mask + k), active));
      }
      row += bytes;
    }
  }
}

/** Back through `rectifyGroups`: gradient[…] · mask where the unit was active, else 0; sums by group. */
export function rectifiedGradient(
  gradient: usize,
  active: usize,
  masks: usize,
  sums: usize,
  groups: i32,
  size: i32,
  units: i32,
): void {
  const bytes = (<usize>units) << 2;
  const zero = f32x4.splat(0);
  for (let k: usize = 0; k < bytes; k += 16) {
    let row = k;
    for (let g = 0; g < groups; g++) {
      const at = <usize>g * bytes + k;
      const mask = v128.load(masks + at);
      let sum = zero;
      for (let i = 0; i < size; i++) {
        const isActive = f32x4.gt(v128.load(active + row), zero);
        const value = v128.and(f32x4.mul(v128.load(gradient + row), mask), isActive);
        v128.store(gradient + row, value);
        sum = f32x4.add(sum, value);
        row += bytes;
      }
      v128.store(sums + at, sum);
    }
  }
}

/** Sum of the four numbers. */
function total(x: v128): f32 {
  return (
    f32x4.extract_lane(x, 0) + f32x4.extract_lane(x, 1) + f32x4.extract_lane(x, 2) + f32x4.extract_lane(x, 3)
  );
}

/**
 * Scores of NeuMF's two heads: Σ gmf · learner · course + Σ output · units. Learners are by group, courses and units
 * (16 each) by example.
 */
export function headScores(
  scores: usize,
  learners: usize,
  courses: usize,
  gmf: usize,
  units: usize,
  output: usize,
  groups: i32,
  size: i32,
): void {
  let i: usize = 0;
  for (let g: usize = 0; g < <usize>groups; g++) {
    for (let e = 0; e < size; e++, i++) {
      let sum = f32x4.splat(0);
      for (let k: usize = 0; k < 64; k += 16) {
        const interaction = f32x4.mul(v128.load(learners + (g << 6) + k), v128.load(courses + (i << 6) + k));
        sum = f32x4.add(sum, f32x4.mul(v128.load(gmf + k), interaction));
        sum = f32x4.add(sum, f32x4.mul(v128.load(output + k), v128.load(units + (i << 6) + k)));
      }
      store<f32>(scores + (i << 2), total(sum));
    }
  }
}

/**
 * Scores of a wide and deep ranker. Rows of `width` numbers, a multiple of 4: what standardises the features, and the
 * wide weights. A row of features begins `stride` bytes after the one before it; where that is less than a width, what
 * is read of the next row has weights of 0 and must be finite. The deep part is `groups` of 16 units. Each has rows of 16 numbers: the bias, the output weights, and
 * one for each of the first `seen` features.
 */
export function wideAndDeep(
  scores: usize,
  features: usize,
  stride: usize,
  n: i32,
  width: i32,
  mean: usize,
  scale: usize,
  wide: usize,
  deep: usize,
  groups: i32,
  seen: i32,
  standard: usize,
  farthest: f32,
): void {
  const bytes = (<usize>width) << 2;
  const seenEnd = standard + ((<usize>seen) << 2);
  const zero = f32x4.splat(0);
  const most = f32x4.splat(farthest);
  const least = f32x4.splat(-farthest);
  for (let i: usize = 0; i < <usize>n; i++) {
    const row = features + i * stride;
    let sum = zero;
    for (let k: usize = 0; k < bytes; k += 16) {
      const deviations = f32x4.mul(f32x4.sub(v128.load(row + k), v128.load(mean + k)), v128.load(scale + k));
      const x = f32x4.max(least, f32x4.min(most, deviations));
      v128.store(standard + k, x);
      sum = f32x4.add(sum, f32x4.mul(x, v128.load(wide + k)));
    }
    let weights = deep;
    for (let g = 0; g < groups; g++) {
      const output = weights + 64;
      let h0 = v128.load(weights);
      let h1 = v128.load(weights, 16);
      let h2 = v128.load(weights, 32);
      let h3 = v128.load(weights, 48);
      weights += 128;
      for (let at = standard; at < seenEnd; at += 4, weights += 64) {
        const x = v128.load32_splat(at);
        h0 = f32x4.add(h0, f32x4.mul(x, v128.load(weights)));
        h1 = f32x4.add(h1, f32x4.mul(x, v128.load(weights, 16)));
        h2 = f32x4.add(h2, f32x4.mul(x, v128.load(weights, 32)));
        h3 = f32x4.add(h3, f32x4.mul(x, v128.load(weights, 48)));
      }
      sum = f32x4.add(sum, f32x4.mul(f32x4.max(zero, h0), v128.load(output)));
      sum = f32x4.add(sum, f32x4.mul(f32x4.max(zero, h1), v128.load(output, 16)));
      sum = f32x4.add(sum, f32x4.mul(f32x4.max(zero, h2), v128.load(output, 32)));
      sum = f32x4.add(sum, f32x4.mul(f32x4.max(zero, h3), v128.load(output, 48)));
    }
    store<f32>(scores + (i << 2), total(sum));
  }
}

/**
 * Back through `headScores`. `errors` are the derivatives of the loss by the scores. Adds to gmfGradient and
 * outputGradient; overwrites courseGradients and learnerGradients with the GMF head's part, and `units` with the
 * gradient by their inputs (0 where a unit was not active).
 */
export function headGradients(
  errors: usize,
  learners: usize,
  courses: usize,
  gmf: usize,
  units: usize,
  output: usize,
  groups: i32,
  size: i32,
  gmfGradient: usize,
  outputGradient: usize,
  courseGradients: usize,
  learnerGradients: usize,
): void {
  const zero = f32x4.splat(0);
  for (let k: usize = 0; k < 64; k += 16) {
    const weight = v128.load(gmf + k);
    const out = v128.load(output + k);
    let gmfSum = zero;
    let outputSum = zero;
    let i: usize = 0;
    for (let g: usize = 0; g < <usize>groups; g++) {
      const learner = v128.load(learners + (g << 6) + k);
      const weighted = f32x4.mul(weight, learner);
      let interactions = zero;
      for (let e = 0; e < size; e++, i++) {
        const error = v128.load32_splat(errors + (i << 2));
        const at = (i << 6) + k;
        const unit = v128.load(units + at);
        outputSum = f32x4.add(outputSum, f32x4.mul(error, unit));
        v128.store(units + at, v128.and(f32x4.mul(error, out), f32x4.gt(unit, zero)));
        interactions = f32x4.add(interactions, f32x4.mul(error, v128.load(courses + at)));
        v128.store(courseGradients + at, f32x4.mul(error, weighted));
      }
      v128.store(learnerGradients + (g << 6) + k, f32x4.mul(weight, interactions));
      gmfSum = f32x4.add(gmfSum, f32x4.mul(learner, interactions));
    }
    v128.store(gmfGradient + k, f32x4.add(v128.load(gmfGradient + k), gmfSum));
    v128.store(outputGradient + k, f32x4.add(v128.load(outputGradient + k), outputSum));
  }
}

/**
 * Solves a system of n equations whose matrix is symmetric and positive definite, in f64, by Cholesky. The matrix is
 * stored by columns, `stride` numbers apart, a multiple of 8; only its lower triangle is read, all of it is overwritten.
 * The solution replaces the target. A pivot that is not positive leaves its unknown at 0.
 */
export function solvePositiveDefinite(matrix: usize, target: usize, n: i32, stride: i32): void {
  const column = (<usize>stride) << 3;
  const end = (<usize>n) << 3;
  for (let j: usize = 0; j < end; j += 8) {
    const own = matrix + (j >> 3) * column;
    // Eight rows at a time; what that computes above the diagonal is not read again.
    const first = j & ~63;
    for (let i = first; i < end; i += 64) {
      let s0 = v128.load(own + i);
      let s1 = v128.load(own + i, 16);
      let s2 = v128.load(own + i, 32);
      let s3 = v128.load(own + i, 48);
      for (let other = matrix; other < own; other += column) {
        const x = v128.load64_splat(other + j);
        s0 = f64x2.sub(s0, f64x2.mul(x, v128.load(other + i)));
        s1 = f64x2.sub(s1, f64x2.mul(x, v128.load(other + i, 16)));
        s2 = f64x2.sub(s2, f64x2.mul(x, v128.load(other + i, 32)));
        s3 = f64x2.sub(s3, f64x2.mul(x, v128.load(other + i, 48)));
      }
      v128.store(own + i, s0);
      v128.store(own + i, s1, 16);
      v128.store(own + i, s2, 32);
      v128.store(own + i, s3, 48);
    }
    const square = load<f64>(own + j);
    const pivot = square > 0 ? Math.sqrt(square) : Infinity;
    const p = f64x2.splat(pivot);
    for (let i = first; i < end; i += 16) v128.store(own + i, f64x2.div(v128.load(own + i), p));
    store<f64>(own + j, pivot);
  }
  for (let j: usize = 0, own = matrix; j < end; j += 8, own += column) {
    const x = load<f64>(target + j) / load<f64>(own + j);
    store<f64>(target + j, x);
    for (let i = j + 8; i < end; i += 8)
      store<f64>(target + i, load<f64>(target + i) - load<f64>(own + i) * x);
  }
  for (let i = end; i > 0; ) {
    i -= 8;
    const own = matrix + (i >> 3) * column;
    let sum = load<f64>(target + i);
    for (let k = i + 8; k < end; k += 8) sum -= load<f64>(own + k) * load<f64>(target + k);
    store<f64>(target + i, sum / load<f64>(own + i));
  }
}

// Below: the training of the ranker. Rows of `width` features, a multiple of 4, standardised already; 16 rectified units
// see the first `seen` of them, and where that is none there is the wide part alone. The parameters, and their gradients,
// are wide[width], bias[16], output[16], hidden[seen × 16].

/** Scores of n rows, an even number. Keeps what the units put out in units[n × 16]. */
export function choiceScores(
  scores: usize,
  units: usize,
  features: usize,
  n: i32,
  width: i32,
  seen: i32,
  parameters: usize,
): void {
  const bytes = (<usize>width) << 2;
  const seenBytes = (<usize>seen) << 2;
  const zero = f32x4.splat(0);
  const bias = parameters + bytes;
  const output = bias + 64;
  // Two rows at a time: each weight is loaded once for both.
  for (let i = 0; i < n; i += 2) {
    const other = features + bytes;
    let sum = zero;
    let otherSum = zero;
    for (let k: usize = 0; k < bytes; k += 16) {
      const weights = v128.load(parameters + k);
      sum = f32x4.add(sum, f32x4.mul(v128.load(features + k), weights));
      otherSum = f32x4.add(otherSum, f32x4.mul(v128.load(other + k), weights));
    }
    if (seen > 0) {
      let a0 = v128.load(bias);
      let a1 = v128.load(bias, 16);
      let a2 = v128.load(bias, 32);
      let a3 = v128.load(bias, 48);
      let b0 = a0;
      let b1 = a1;
      let b2 = a2;
      let b3 = a3;
      let weights = output + 64;
      for (let f: usize = 0; f < seenBytes; f += 4, weights += 64) {
        const a = v128.load32_splat(features + f);
        const b = v128.load32_splat(other + f);
        const w0 = v128.load(weights);
        const w1 = v128.load(weights, 16);
        const w2 = v128.load(weights, 32);
        const w3 = v128.load(weights, 48);
        a0 = f32x4.add(a0, f32x4.mul(a, w0));
        b0 = f32x4.add(b0, f32x4.mul(b, w0));
        a1 = f32x4.add(a1, f32x4.mul(a, w1));
        b1 = f32x4.add(b1, f32x4.mul(b, w1));
        a2 = f32x4.add(a2, f32x4.mul(a, w2));
        b2 = f32x4.add(b2, f32x4.mul(b, w2));
        a3 = f32x4.add(a3, f32x4.mul(a, w3));
        b3 = f32x4.add(b3, f32x4.mul(b, w3));
      }
      sum = f32x4.add(sum, rectifiedProduct(units, a0, a1, a2, a3, output));
      otherSum = f32x4.add(otherSum, rectifiedProduct(units + 64, b0, b1, b2, b3, output));
    }
    store<f32>(scores, total(sum));
    store<f32>(scores, total(otherSum), 4);
    scores += 8;
    units += 128;
    features = other + bytes;
  }
}

/** Rectifies the inputs of 16 units into units[16]. @returns four parts of their product with weights[16] */
function rectifiedProduct(units: usize, x0: v128, x1: v128, x2: v128, x3: v128, weights: usize): v128 {
  const zero = f32x4.splat(0);
  x0 = f32x4.max(zero, x0);
  x1 = f32x4.max(zero, x1);
  x2 = f32x4.max(zero, x2);
  x3 = f32x4.max(zero, x3);
  v128.store(units, x0);
  v128.store(units, x1, 16);
  v128.store(units, x2, 32);
  v128.store(units, x3, 48);
  return f32x4.add(
    f32x4.add(f32x4.mul(x0, v128.load(weights)), f32x4.mul(x1, v128.load(weights, 16))),
    f32x4.add(f32x4.mul(x2, v128.load(weights, 32)), f32x4.mul(x3, v128.load(weights, 48))),
  );
}

/**
 * Back through `choiceScores`: adds to the gradients. `errors` are the derivatives of the loss by the scores, to be
 * multiplied by `share`; rows whose error is smaller than `least` are passed over.
 */
export function choiceGradients(
  gradients: usize,
  errors: usize,
  units: usize,
  features: usize,
  n: i32,
  width: i32,
  seen: i32,
  parameters: usize,
  share: f32,
  least: f32,
): void {
  const bytes = (<usize>width) << 2;
  const seenBytes = (<usize>seen) << 2;
  const biasGradient = gradients + bytes;
  const outputGradient = biasGradient + 64;
  const output = parameters + bytes + 64;
  for (let i = 0; i < n; i++, features += bytes, units += 64) {
    const error = load<f32>(errors + ((<usize>i) << 2));
    if (abs(error) < least) continue;
    const e = f32x4.splat(error * share);
    for (let k: usize = 0; k < bytes; k += 16)
      v128.store(gradients + k, f32x4.add(v128.load(gradients + k), f32x4.mul(e, v128.load(features + k))));
    if (seen === 0) continue;
    const i0 = innerGradient(units, output, outputGradient, biasGradient, e);
    const i1 = innerGradient(units + 16, output + 16, outputGradient + 16, biasGradient + 16, e);
    const i2 = innerGradient(units + 32, output + 32, outputGradient + 32, biasGradient + 32, e);
    const i3 = innerGradient(units + 48, output + 48, outputGradient + 48, biasGradient + 48, e);
    let to = outputGradient + 64;
    for (let f: usize = 0; f < seenBytes; f += 4, to += 64) {
      const x = v128.load32_splat(features + f);
      v128.store(to, f32x4.add(v128.load(to), f32x4.mul(x, i0)));
      v128.store(to, f32x4.add(v128.load(to, 16), f32x4.mul(x, i1)), 16);
      v128.store(to, f32x4.add(v128.load(to, 32), f32x4.mul(x, i2)), 32);
      v128.store(to, f32x4.add(v128.load(to, 48), f32x4.mul(x, i3)), 48);
    }
  }
}

/** Of four units: adds to the gradients of their outputs' weights and of their bias. @returns that of their inputs */
function innerGradient(
  units: usize,
  output: usize,
  outputGradient: usize,
  biasGradient: usize,
  error: v128,
): v128 {
  const active = v128.load(units);
  const inner = v128.and(f32x4.mul(error, v128.load(output)), f32x4.gt(active, f32x4.splat(0)));
  v128.store(outputGradient, f32x4.add(v128.load(outputGradient), f32x4.mul(error, active)));
  v128.store(biasGradient, f32x4.add(v128.load(biasGradient), inner));
  return inner;
}

// Below: sequences of rows, for attention. A row has `width` numbers, a multiple of 16.

/** to[columns × rows] = the transposed from[rows × columns]. */
export function transpose(to: usize, from: usize, rows: i32, columns: i32): void {
  const bytes = (<usize>rows) << 2;
  for (let i: usize = 0; i < <usize>rows; i++) {
    let at = to + (i << 2);
    for (let j = 0; j < columns; j++, at += bytes, from += 4) store<f32>(at, load<f32>(from));
  }
}

/** out[n × width] = scale · the rows of a table. */
export function gatherScaled(out: usize, table: usize, rows: usize, n: i32, width: i32, scale: f32): void {
  const bytes = (<usize>width) << 2;
  const s = f32x4.splat(scale);
  for (let i: usize = 0; i < <usize>n; i++) {
    const from = table + <usize>load<i32>(rows + (i << 2)) * bytes;
    for (let k: usize = 0; k < bytes; k += 16, out += 16) v128.store(out, f32x4.mul(s, v128.load(from + k)));
  }
}

/** Adds scale · values[n × width] to the rows of a table. */
export function scatterScaled(
  table: usize,
  rows: usize,
  values: usize,
  n: i32,
  width: i32,
  scale: f32,
): void {
  const bytes = (<usize>width) << 2;
  const s = f32x4.splat(scale);
  for (let i: usize = 0; i < <usize>n; i++) {
    const to = table + <usize>load<i32>(rows + (i << 2)) * bytes;
    for (let k: usize = 0; k < bytes; k += 16, values += 16)
      v128.store(to + k, f32x4.add(v128.load(to + k), f32x4.mul(s, v128.load(values))));
  }
}

/** values[n] += others[n], n a multiple of 4. */
export function addTo(values: usize, others: usize, n: i32): void {
  const bytes = (<usize>n) << 2;
  for (let i: usize = 0; i < bytes; i += 16)
    v128.store(values + i, f32x4.add(v128.load(values + i), v128.load(others + i)));
}

/** gradient[n] = 0 where the unit was not active, n a multiple of 4. */
export function keepActive(gradient: usize, active: usize, n: i32): void {
  const bytes = (<usize>n) << 2;
  const zero = f32x4.splat(0);
  for (let i: usize = 0; i < bytes; i += 16)
    v128.store(gradient + i, v128.and(v128.load(gradient + i), f32x4.gt(v128.load(active + i), zero)));
}

/**
 * Sets a share of values[n], n a multiple of 4, to 0, and scales the others. Which ones depends on the key and on the
 * place alone, so that the way back drops the same.
 * @param first place of the first number
 * @param dropped share · 2²⁴
 */
export function dropOut(values: usize, n: i32, key: i32, first: i32, dropped: i32, scale: f32): void {
  const bytes = (<usize>n) << 2;
  const s = f32x4.splat(scale);
  const limit = i32x4.splat(dropped);
  let place = i32x4.add(i32x4.splat(first), i32x4(0, 1, 2, 3));
  for (let i: usize = 0; i < bytes; i += 16) {
    // The finaliser of MurmurHash3 (Appleby 2011).
    let x = i32x4.add(i32x4.mul(place, i32x4.splat(0x9e3779b1)), i32x4.splat(key));
    x = i32x4.mul(v128.xor(x, i32x4.shr_u(x, 16)), i32x4.splat(0x85ebca6b));
    x = i32x4.mul(v128.xor(x, i32x4.shr_u(x, 13)), i32x4.splat(0xc2b2ae35));
    x = i32x4.shr_u(v128.xor(x, i32x4.shr_u(x, 16)), 8);
    const kept = i32x4.ge_s(x, limit);
    v128.store(values + i, v128.and(f32x4.mul(s, v128.load(values + i)), kept));
    place = i32x4.add(place, i32x4.splat(4));
  }
}

/** Layer normalisation (Ba et al. 2016) of n rows. Keeps the mean and 1 / deviation of each row in moments[n × 2]. */
export function normalise(
  out: usize,
  rows: usize,
  gain: usize,
  offset: usize,
  moments: usize,
  n: i32,
  width: i32,
): void {
  const bytes = (<usize>width) << 2;
  for (let i = 0; i < n; i++, rows += bytes, out += bytes, moments += 8) {
    let sum = f32x4.splat(0);
    for (let k: usize = 0; k < bytes; k += 16) sum = f32x4.add(sum, v128.load(rows + k));
    const mean = total(sum) / <f32>width;
    const m = f32x4.splat(mean);
    let squares = f32x4.splat(0);
    for (let k: usize = 0; k < bytes; k += 16) {
      const x = f32x4.sub(v128.load(rows + k), m);
      squares = f32x4.add(squares, f32x4.mul(x, x));
    }
    const inverse = <f32>1 / Mathf.sqrt(total(squares) / <f32>width + <f32>1e-5);
    store<f32>(moments, mean);
    store<f32>(moments, inverse, 4);
    const r = f32x4.splat(inverse);
    for (let k: usize = 0; k < bytes; k += 16) {
      const x = f32x4.mul(f32x4.sub(v128.load(rows + k), m), r);
      v128.store(out + k, f32x4.add(f32x4.mul(x, v128.load(gain + k)), v128.load(offset + k)));
    }
  }
}

/** Back through `normalise`: adds to gradient[n × width], gainGradient and offsetGradient. */
export function normaliseGradient(
  gradient: usize,
  outGradient: usize,
  rows: usize,
  gain: usize,
  moments: usize,
  gainGradient: usize,
  offsetGradient: usize,
  n: i32,
  width: i32,
): void {
  const bytes = (<usize>width) << 2;
  for (let i = 0; i < n; i++, rows += bytes, gradient += bytes, outGradient += bytes, moments += 8) {
    const m = v128.load32_splat(moments);
    const r = v128.load32_splat(moments, 4);
    let sum = f32x4.splat(0);
    let products = sum;
    for (let k: usize = 0; k < bytes; k += 16) {
      const x = f32x4.mul(f32x4.sub(v128.load(rows + k), m), r);
      const out = v128.load(outGradient + k);
      const g = f32x4.mul(out, v128.load(gain + k));
      sum = f32x4.add(sum, g);
      products = f32x4.add(products, f32x4.mul(g, x));
      v128.store(gainGradient + k, f32x4.add(v128.load(gainGradient + k), f32x4.mul(out, x)));
      v128.store(offsetGradient + k, f32x4.add(v128.load(offsetGradient + k), out));
    }
    const a = f32x4.splat(total(sum) / <f32>width);
    const b = f32x4.splat(total(products) / <f32>width);
    for (let k: usize = 0; k < bytes; k += 16) {
      const x = f32x4.mul(f32x4.sub(v128.load(rows + k), m), r);
      const g = f32x4.mul(v128.load(outGradient + k), v128.load(gain + k));
      const own = f32x4.mul(r, f32x4.sub(f32x4.sub(g, a), f32x4.mul(x, b)));
      v128.store(gradient + k, f32x4.add(v128.load(gradient + k), own));
    }
  }
}

/** Product of two rows of so many bytes. */
function rowProduct(a: usize, b: usize, bytes: usize): f32 {
  let sum = f32x4.splat(0);
  for (let k: usize = 0; k < bytes; k += 16)
    sum = f32x4.add(sum, f32x4.mul(v128.load(a + k), v128.load(b + k)));
  return total(sum);
}

/** to += factor · from, so many bytes. */
function addScaled(to: usize, from: usize, factor: f32, bytes: usize): void {
  const f = f32x4.splat(factor);
  for (let k: usize = 0; k < bytes; k += 16)
    v128.store(to + k, f32x4.add(v128.load(to + k), f32x4.mul(f, v128.load(from + k))));
}

/**
 * Attention (Vaswani et al. 2017) of each of n rows to itself and those before it. What is added to a logit depends on
 * how far back a row is: distances[heads × longest]. shares[n × heads × n] receives what each row counts.
 */
export function attend(
  out: usize,
  shares: usize,
  queries: usize,
  keys: usize,
  values: usize,
  distances: usize,
  n: i32,
  heads: i32,
  width: i32,
  longest: i32,
): void {
  const bytes = (<usize>width) << 2;
  const headBytes = bytes / <usize>heads;
  const scale = <f32>1 / Mathf.sqrt(<f32>(width / heads));
  for (let i = 0; i < n; i++) {
    for (let h = 0; h < heads; h++) {
      const at = <usize>h * headBytes;
      const row = shares + ((<usize>((i * heads + h) * n)) << 2);
      const query = queries + <usize>i * bytes + at;
      let largest: f32 = -1e30;
      for (let j = 0; j <= i; j++) {
        const product = rowProduct(query, keys + <usize>j * bytes + at, headBytes);
        const logit = product * scale + load<f32>(distances + ((<usize>(h * longest + i - j)) << 2));
        store<f32>(row + ((<usize>j) << 2), logit);
        largest = max(largest, logit);
      }
      let sum: f32 = 0;
      for (let j: usize = 0; j <= <usize>i; j++) {
        const e = f32x4.extract_lane(exponential(f32x4.splat(load<f32>(row + (j << 2)) - largest)), 0);
        store<f32>(row + (j << 2), e);
        sum += e;
      }
      const to = out + <usize>i * bytes + at;
      memory.fill(to, 0, headBytes);
      for (let j: usize = 0; j <= <usize>i; j++) {
        const share = load<f32>(row + (j << 2)) / sum;
        store<f32>(row + (j << 2), share);
        addScaled(to, values + j * bytes + at, share, headBytes);
      }
    }
  }
}

/**
 * Back through `attend`: overwrites the gradients of queries, keys and values[n × width], adds to that of the distances.
 * @param work room for n numbers
 */
export function attendGradient(
  queryGradient: usize,
  keyGradient: usize,
  valueGradient: usize,
  distanceGradient: usize,
  outGradient: usize,
  shares: usize,
  queries: usize,
  keys: usize,
  values: usize,
  work: usize,
  n: i32,
  heads: i32,
  width: i32,
  longest: i32,
): void {
  const bytes = (<usize>width) << 2;
  const headBytes = bytes / <usize>heads;
  const scale = <f32>1 / Mathf.sqrt(<f32>(width / heads));
  memory.fill(queryGradient, 0, <usize>n * bytes);
  memory.fill(keyGradient, 0, <usize>n * bytes);
  memory.fill(valueGradient, 0, <usize>n * bytes);
  for (let i = 0; i < n; i++) {
    for (let h = 0; h < heads; h++) {
      const at = <usize>h * headBytes;
      const row = shares + ((<usize>((i * heads + h) * n)) << 2);
      const own = <usize>i * bytes + at;
      let sum: f32 = 0;
      for (let j: usize = 0; j <= <usize>i; j++) {
        const product = rowProduct(outGradient + own, values + j * bytes + at, headBytes);
        store<f32>(work + (j << 2), product);
        sum += product * load<f32>(row + (j << 2));
      }
      for (let j = 0; j <= i; j++) {
        const other = <usize>j * bytes + at;
        const share = load<f32>(row + ((<usize>j) << 2));
        const logit = share * (load<f32>(work + ((<usize>j) << 2)) - sum);
        addScaled(valueGradient + other, outGradient + own, share, headBytes);
        addScaled(queryGradient + own, keys + other, logit * scale, headBytes);
        addScaled(keyGradient + other, queries + own, logit * scale, headBytes);
        const distance = distanceGradient + ((<usize>(h * longest + i - j)) << 2);
        store<f32>(distance, load<f32>(distance) + logit);
      }
    }
  }
}

/**
 * Adam (Kingma & Ba 2015) on n numbers, a multiple of 4, with decoupled decay (Loshchilov & Hutter 2019). The gradient
 * is the sum of `parts` that lie `stride` bytes apart.
 * @param rate with the correction of the first steps in it
 * @param decay share of a value that is taken off
 */
export function adam(
  values: usize,
  first: usize,
  second: usize,
  gradients: usize,
  parts: i32,
  stride: usize,
  n: i32,
  rate: f32,
  decay: f32,
): void {
  const bytes = (<usize>n) << 2;
  const r = f32x4.splat(rate);
  const kept = f32x4.splat(<f32>1 - decay);
  const epsilon = f32x4.splat(1e-8);
  for (let i: usize = 0; i < bytes; i += 16) {
    let g = f32x4.splat(0);
    let from = gradients + i;
    for (let part = 0; part < parts; part++, from += stride) g = f32x4.add(g, v128.load(from));
    const m = f32x4.add(f32x4.mul(f32x4.splat(0.9), v128.load(first + i)), f32x4.mul(f32x4.splat(0.1), g));
    const old = f32x4.mul(f32x4.splat(0.999), v128.load(second + i));
    const v = f32x4.add(old, f32x4.mul(f32x4.splat(0.001), f32x4.mul(g, g)));
    v128.store(first + i, m);
    v128.store(second + i, v);
    const step = f32x4.div(f32x4.mul(r, m), f32x4.add(f32x4.sqrt(v), epsilon));
    v128.store(values + i, f32x4.sub(f32x4.mul(kept, v128.load(values + i)), step));
  }
}
