import { nounFor } from '../values/noun-for.ts';
import { ProgressBar } from './progress-bar.ts';

interface Progress {
  share: number;
  detail: string;
}

interface Outcome {
  accepted: boolean;
  serves: boolean;
  isWorse: boolean;
  learners: number;
  courses: number;
  interactions: number;
  seconds: number;
  test: Record<'model' | 'popularity', { ndcgAt10: number; learners: number }>;
}

/** Shows a training run and what came of it. */
export class TrainingBar {
  readonly #bar: ProgressBar;

  constructor(label: string) {
    this.#bar = new ProgressBar(label);
  }

  /** Says that another training is running. */
  wait(): void {
    this.#bar.print('  Another training is under way; this one begins when it has ended. Ctrl-C gives up.');
  }

  update({ share, detail }: Progress): void {
    this.#bar.update(share, detail);
  }

  finish(outcome: Outcome): void {
    const { model, popularity } = outcome.test;
    const said = (count: number, one: string) => `${count} ${nounFor(count, one)}`;
    this.#bar.finish(
      [
        `${said(outcome.interactions, 'enrolment')} of ${said(outcome.learners, 'learner')} in ${said(outcome.courses, 'course')}, ${outcome.seconds.toFixed(1)} s, tuning and evaluation included`,
        `  held-out NDCG@10 ${model.ndcgAt10.toFixed(4)} against popularity’s ${popularity.ndcgAt10.toFixed(4)} (${model.learners} learners, full catalogue)`,
        outcome.serves
          ? '  it serves from now on'
          : outcome.accepted
            ? outcome.isWorse
              ? '  it is stored and does not serve: it is surely worse than the one that serves; look at the data'
              : '  it is stored and does not serve: an older one was put back on the page of models'
            : '  it does not surely beat popularity and does not serve',
      ].join('\n'),
    );
  }
}
