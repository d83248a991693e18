import { UnreadableModelError } from '../data/errors.ts';
import type { SparseMatrix } from '../data/sparse.ts';

export type StoredArray = Float32Array | Int32Array;

/** A scorer as it is stored: arrays by name, and a few values that are written as JSON. */
export interface StoredScorer {
  arrays: Readonly<Record<string, StoredArray>>;
  values: Readonly<Record<string, number | readonly string[]>>;
}

/** What a scorer is stored as that can be made from others. */
export const storedNothing: StoredScorer = { arrays: {}, values: {} };

/** Reads what was stored of one scorer. Every method throws an UnreadableModelError where that is missing. */
export class StoredReader {
  readonly #name: string;
  readonly #stored: StoredScorer;

  /** @param name of the scorer, for the error */
  constructor(name: string, stored: StoredScorer) {
    this.#name = name;
    this.#stored = stored;
  }

  floats(name: string): Float32Array {
    const array = this.#stored.arrays[name];
    return array instanceof Float32Array ? array : this.#missing(name);
  }

  integers(name: string): Int32Array {
    const array = this.#stored.arrays[name];
    return array instanceof Int32Array ? array : this.#missing(name);
  }

  number(name: string): number {
    const value = this.#stored.values[name];
    return typeof value === 'number' ? value : this.#missing(name);
  }

  strings(name: string): readonly string[] {
    const value = this.#stored.values[name];
    return Array.isArray(value) ? value : this.#missing(name);
  }

  /** A matrix that `storedMatrix` made. @param width its columns */
  matrix(width: number): SparseMatrix {
    const offsets = this.integers('offsets');
    return {
      rows: offsets.length - 1,
      width,
      offsets,
      columns: this.integers('columns'),
      values: this.floats('values'),
    };
  }

  #missing(name: string): never {
    throw new UnreadableModelError(`${this.#name}.${name} is missing`);
  }
}

/** The arrays of a matrix; its width is known from elsewhere. */
export function storedMatrix({ offsets, columns, values }: SparseMatrix): Record<string, StoredArray> {
  return { offsets, columns, values };
}
