/** How far a fit is. */
export interface FitProgress {
  /** 0…1 */
  share: number;
  /** For a terminal. */
  detail: string;
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
    yield { share: from + value.share * (to - from), detail: value.detail };
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
