import { ProgressBar } from './progress-bar.ts';

interface Progress {
  phase: 'search' | 'final';
  epoch: number;
  epochs: number;
  loss: number;
  ndcgAt10?: number;
}

interface Outcome {
  accepted: boolean;
  learners: number;
  courses: number;
  interactions: number;
  examples: number;
  seconds: number;
  test: Record<'model' | 'popularity', { ndcgAt10: number; learners: number }>;
}

/** Shows a training run: the search takes the first half of the bar, learning from everything the second. */
export class TrainingBar {
  readonly #bar: ProgressBar;

  constructor(label: string) {
    this.#bar = new ProgressBar(label);
  }

  update({ phase, epoch, epochs, loss, ndcgAt10 }: Progress): void {
    const share = epoch / epochs / 2 + (phase === 'final' ? 0.5 : 0);
    const validation = ndcgAt10 === undefined ? '' : `, validation NDCG@10 ${ndcgAt10.toFixed(4)}`;
    this.#bar.update(share, `epoch ${epoch} of ${epochs}, loss ${loss.toFixed(4)}${validation}`);
  }

  finish(outcome: Outcome): void {
    const { model, popularity } = outcome.test;
    this.#bar.finish(
      [
        `${outcome.interactions} enrolments of ${outcome.learners} learners in ${outcome.courses} courses, ${outcome.seconds.toFixed(1)} s (${Math.round(outcome.examples / outcome.seconds / 1000)} k examples/s, evaluation included)`,
        `  held-out NDCG@10 ${model.ndcgAt10.toFixed(4)} against popularity’s ${popularity.ndcgAt10.toFixed(4)} (${model.learners} learners, full catalogue)`,
        outcome.accepted ? '  it serves from now on' : '  it does not beat popularity and does not serve',
      ].join('\n'),
    );
  }
}
