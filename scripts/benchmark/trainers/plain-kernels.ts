import {
  type AttentionKernels,
  type KernelFunctions,
  Kernels,
  type RankerKernels,
  type SharedMemory,
} from '../../../src/recommender/kernels/kernels.ts';

/** The kernels in TypeScript, number by number: what compiling them for SIMD is worth is measured against this. */
export class PlainKernels extends Kernels {
  override readonly run: KernelFunctions;

  constructor(memory: SharedMemory) {
    super(memory);
    const plain = plainFunctions(new Float32Array(memory.buffer), new Int32Array(memory.buffer));
    this.run = { ...new Kernels(memory).run, ...plain };
  }
}

/** Width of the rows of courses and learners. */
const row16 = 16;

/** @param f, @param n the whole memory; a kernel's addresses, in bytes, are four times their indices */
function plainFunctions(
  f: Float32Array,
  n: Int32Array,
): Omit<
  KernelFunctions,
  keyof AttentionKernels | keyof RankerKernels | 'solvePositiveDefinite' | 'binaryLosses'
> {
  /** One step of Adagrad on one number. */
  const step = (value: number, square: number, gradient: number, rate: number) => {
    const sum = f[square]! + gradient * gradient;
    f[square] = sum;
    f[value]! -= (rate * gradient) / Math.sqrt(sum);
  };
  return {
    multiply(c, a, b, m, width, k, aRow, aColumn, add) {
      for (let i = 0; i < m; i++) {
        const out = c / 4 + i * width;
        if (!add) f.fill(0, out, out + width);
        for (let l = 0; l < k; l++) {
          const x = f[(a + i * aRow + l * aColumn) >> 2]!;
          const from = b / 4 + l * width;
          for (let j = 0; j < width; j++) f[out + j]! += x * f[from + j]!;
        }
      }
    },
    softmax(row, bias, width) {
      const at = row / 4;
      let largest = Number.NEGATIVE_INFINITY;
      for (let i = 0; i < width; i++) {
        f[at + i]! += f[bias / 4 + i]!;
        largest = Math.max(largest, f[at + i]!);
      }
      let sum = 0;
      for (let i = 0; i < width; i++) {
        f[at + i] = Math.exp(f[at + i]! - largest);
        sum += f[at + i]!;
      }
      for (let i = 0; i < width; i++) f[at + i]! /= sum;
      return largest + Math.log(sum);
    },
    sumOfRows(sums, rows, m, width) {
      const out = sums / 4;
      f.fill(0, out, out + width);
      for (let i = 0, at = rows / 4; i < m; i++, at += width)
        for (let j = 0; j < width; j++) f[out + j]! += f[at + j]!;
    },
    adagrad(values, gradients, parts, stride, squares, count, rate, l2) {
      for (let i = 0; i < count; i++) {
        let gradient = l2 * f[values / 4 + i]!;
        for (let part = 0; part < parts; part++) gradient += f[(gradients + part * stride) / 4 + i]!;
        step(values / 4 + i, squares / 4 + i, gradient, rate);
      }
    },
    transposeRows(to, from, first, count, width, dimensions) {
      for (let i = first; i < first + count; i++)
        for (let k = 0; k < dimensions; k++) f[to / 4 + k * width + i] = f[from / 4 + i * dimensions + k]!;
    },
    gatherRows(out, table, rows, count) {
      for (let i = 0; i < count; i++) {
        const from = table / 4 + n[rows / 4 + i]! * row16;
        for (let k = 0; k < row16; k++) f[out / 4 + i * row16 + k] = f[from + k]!;
      }
    },
    sumRows(out, table, rows, shares, count, dimensions) {
      f.fill(0, out / 4, out / 4 + dimensions);
      for (let i = 0; i < count; i++) {
        const from = table / 4 + n[rows / 4 + i]! * dimensions;
        for (let k = 0; k < dimensions; k++) f[out / 4 + k]! += f[shares / 4 + i]! * f[from + k]!;
      }
    },
    adagradRows(table, squares, rows, gradients, count, rate, l2, part, parts) {
      for (let i = 0; i < count; i++) {
        const row = n[rows / 4 + i]!;
        if (row % parts !== part) continue;
        for (let k = 0, at = row * row16; k < row16; k++, at++) {
          const gradient = f[gradients / 4 + i * row16 + k]! + l2 * f[table / 4 + at]!;
          step(table / 4 + at, squares / 4 + at, gradient, rate);
        }
      }
    },
    adagradShares(table, squares, rows, shares, count, gradient, dimensions, rate, l2, part, parts) {
      for (let i = 0; i < count; i++) {
        const row = n[rows / 4 + i]!;
        const share = f[shares / 4 + i]!;
        if (row % parts !== part || share === 0) continue;
        for (let k = 0, at = row * dimensions; k < dimensions; k++, at++) {
          const own = share * f[gradient / 4 + k]! + l2 * f[table / 4 + at]!;
          step(table / 4 + at, squares / 4 + at, own, rate);
        }
      }
    },
    adagradEntries(values, squares, rows, gradients, count, rate, part, parts) {
      for (let i = 0; i < count; i++) {
        const row = n[rows / 4 + i]!;
        if (row % parts === part) step(values / 4 + row, squares / 4 + row, f[gradients / 4 + i]!, rate);
      }
    },
    rectify(rows, bias, count, units) {
      for (let i = 0, at = rows / 4; i < count; i++)
        for (let k = 0; k < units; k++, at++) f[at] = Math.max(0, f[at]! + f[bias / 4 + k]!);
    },
    rectifyGroups(rows, ofGroup, masks, groups, size, units) {
      for (let g = 0, at = rows / 4; g < groups; g++)
        for (let i = 0; i < size; i++)
          for (let k = 0, own = g * units; k < units; k++, own++, at++)
            f[at] = f[masks / 4 + own]! * Math.max(0, f[at]! + f[ofGroup / 4 + own]!);
    },
    rectifiedGradient(gradient, active, masks, sums, groups, size, units) {
      f.fill(0, sums / 4, sums / 4 + groups * units);
      for (let g = 0, at = 0; g < groups; g++)
        for (let i = 0; i < size; i++)
          for (let k = 0, own = g * units; k < units; k++, own++, at++) {
            const value = f[active / 4 + at]! > 0 ? f[gradient / 4 + at]! * f[masks / 4 + own]! : 0;
            f[gradient / 4 + at] = value;
            f[sums / 4 + own]! += value;
          }
    },
    headScores(scores, learners, courses, gmf, units, output, groups, size) {
      for (let g = 0, i = 0; g < groups; g++)
        for (let e = 0; e < size; e++, i++) {
          let sum = 0;
          for (let k = 0, at = i * row16; k < row16; k++, at++) {
            sum += f[gmf / 4 + k]! * f[learners / 4 + g * row16 + k]! * f[courses / 4 + at]!;
            sum += f[output / 4 + k]! * f[units / 4 + at]!;
          }
          f[scores / 4 + i] = sum;
        }
    },
    wideAndDeep(
      scores,
      features,
      stride,
      n,
      width,
      mean,
      scale,
      wide,
      deep,
      groups,
      seen,
      standard,
      farthest,
    ) {
      for (let i = 0; i < n; i++) {
        let sum = 0;
        for (let k = 0; k < width; k++) {
          const deviation = (f[(features + i * stride) / 4 + k]! - f[mean / 4 + k]!) * f[scale / 4 + k]!;
          const x = Math.max(-farthest, Math.min(farthest, deviation));
          f[standard / 4 + k] = x;
          sum += x * f[wide / 4 + k]!;
        }
        for (let g = 0, at = deep / 4; g < groups; g++, at += (2 + seen) * row16)
          for (let h = 0; h < row16; h++) {
            let unit = f[at + h]!;
            for (let k = 0; k < seen; k++) unit += f[standard / 4 + k]! * f[at + (2 + k) * row16 + h]!;
            sum += Math.max(0, unit) * f[at + row16 + h]!;
          }
        f[scores / 4 + i] = sum;
      }
    },
    headGradients(
      errors,
      learners,
      courses,
      gmf,
      units,
      output,
      groups,
      size,
      gmfGradient,
      outputGradient,
      courseGradients,
      learnerGradients,
    ) {
      f.fill(0, learnerGradients / 4, learnerGradients / 4 + groups * row16);
      for (let g = 0, i = 0; g < groups; g++)
        for (let e = 0; e < size; e++, i++) {
          const error = f[errors / 4 + i]!;
          for (let k = 0, at = i * row16; k < row16; k++, at++) {
            const learner = f[learners / 4 + g * row16 + k]!;
            const course = f[courses / 4 + at]!;
            const unit = f[units / 4 + at]!;
            const weight = f[gmf / 4 + k]!;
            f[gmfGradient / 4 + k]! += error * learner * course;
            f[outputGradient / 4 + k]! += error * unit;
            f[courseGradients / 4 + at] = error * weight * learner;
            f[learnerGradients / 4 + g * row16 + k]! += error * weight * course;
            f[units / 4 + at] = unit > 0 ? error * f[output / 4 + k]! : 0;
          }
        }
    },
  };
}
