/** How far a fit is. */
export interface FitProgress {
  /** 0…1 */
  share: number;
  /** For a terminal. */
  detail: string;
  /** While the best epoch of a network is searched: what validation says of one, as the network stands alone. */
  judged?: JudgedNetwork;
}

export interface JudgedNetwork {
  /** Name of the scorer. */
  network: string;
  /** From 1. */
  epoch: number;
  ndcgAt10: number;
}

/** Reports the progress of one step as progress of the whole: the step takes it from `from` to `to`. */
export function* within<Result>(
  from: number,
  to: number,
  step: Generator<FitProgress, Result>,
): Generator<FitProgress, Result> {
  for (;;) {
    const { done, value } = step.next();
    if (done) return value;
    yield { ...value, share: from + value.share * (to - from) };
  }
}

/** Runs a generator to its end. @param onStep told of each thing that it yields */
export function runToEnd<Step, Result>(
  steps: Generator<Step, Result>,
  onStep: (step: Step) => void = () => {},
): Result {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    onStep(value);
  }
}
