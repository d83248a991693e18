import { denseNames, emptyParameters, type Parameters, type TableName, tables } from './parameters.ts';

const epsilon = 1e-8;

/** Adagrad (Duchi et al. 2011) with L2; a course's rows move only when an example touched them. */
export class Adagrad {
  readonly #squares: Parameters;
  readonly #parameters: Parameters;
  readonly #rate: number;
  readonly #l2: number;

  constructor(parameters: Parameters, learningRate: number, l2: number) {
    this.#parameters = parameters;
    this.#squares = emptyParameters(parameters.bias.length);
    this.#rate = learningRate;
    this.#l2 = l2;
  }

  /** One step down; `gradients` are zero again afterwards. @param touched courses with a gradient */
  step(gradients: Parameters, touched: Iterable<number>): void {
    for (const course of touched)
      for (const [name, width] of Object.entries(tables))
        this.#move(name as TableName, gradients, course * width, (course + 1) * width);
    for (const name of denseNames) this.#move(name, gradients, 0, gradients[name].length);
  }

  #move(name: keyof Parameters, gradients: Parameters, from: number, to: number): void {
    const values = this.#parameters[name];
    const squares = this.#squares[name];
    const slopes = gradients[name];
    for (let i = from; i < to; i++) {
      const slope = (slopes[i] as number) + this.#l2 * (values[i] as number);
      squares[i] = (squares[i] as number) + slope * slope;
      values[i] = (values[i] as number) - (this.#rate * slope) / (Math.sqrt(squares[i] as number) + epsilon);
      slopes[i] = 0;
    }
  }
}
