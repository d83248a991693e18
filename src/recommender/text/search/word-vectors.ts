/** A component is kept as a whole number of −127 to 127, which takes a quarter of the memory and changes no order. */
export const largestComponent = 127;

/** Words as points: near to each other where they stand in similar texts. */
export class WordVectors {
  readonly dimensions: number;
  readonly #rows: ReadonlyMap<string, number>;
  /** words × dimensions, of length `largestComponent` each. */
  readonly #components: Int8Array;

  constructor(rows: ReadonlyMap<string, number>, components: Int8Array, dimensions: number) {
    this.#rows = rows;
    this.#components = components;
    this.dimensions = dimensions;
  }

  get size(): number {
    return this.#rows.size;
  }

  /** @param word folded. @returns undefined for a word that they do not know */
  row(word: string): number | undefined {
    return this.#rows.get(word);
  }

  /** Cosine of two words by their rows. */
  cosine(one: number, other: number): number {
    const { dimensions } = this;
    const components = this.#components;
    let sum = 0;
    for (let i = 0, a = one * dimensions, b = other * dimensions; i < dimensions; i++)
      sum += components[a + i]! * components[b + i]!;
    return sum / largestComponent ** 2;
  }
}
