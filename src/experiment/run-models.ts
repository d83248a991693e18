import type { ModelRun } from '../recommender/evaluation/report.ts';
import type { ModelTask } from './model-message.ts';
import { runModel } from './run-model.ts';

/** What the models of an evaluation have in common. */
export type Experiment = Omit<ModelTask, 'model'>;

export interface RunModelsOptions {
  /** Models at once. */
  jobs: number;
  /** Told how far all models together are, 0…1, and what those that run are doing. */
  onProgress: (share: number, detail: string) => void;
  onDone: (run: ModelRun) => void;
}

/**
 * Fits and tests models, several at a time, each in a process of its own.
 * @returns in the order of the names
 * @throws Error of the first that fails
 */
export async function runModels(
  names: readonly string[],
  experiment: Experiment,
  { jobs, onProgress, onDone }: RunModelsOptions,
): Promise<ModelRun[]> {
  const runs = new Map<string, ModelRun>();
  const running = new Map<string, { share: number; detail: string }>();
  const report = () => {
    const shares = [...running.values()].reduce((sum, { share }) => sum + share, runs.size);
    const details = Array.from(running, ([name, { detail }]) => `${name} ${detail}`);
    onProgress(shares / names.length, details.join(' · '));
  };
  // From the end: the models that take longest stand there, and must not start last.
  const waiting = [...names];
  const job = async () => {
    for (let model = waiting.pop(); model !== undefined; model = waiting.pop()) {
      const name = model;
      const run = await runModel({ ...experiment, model: name }, (share, detail) => {
        // The fit and then the test each go up to 1, but the model only counts as done after both.
        running.set(name, { share: Math.min(share, 0.99), detail });
        report();
      });
      running.delete(name);
      runs.set(name, run);
      onDone(run);
      report();
    }
  };
  await Promise.all(Array.from({ length: Math.min(jobs, names.length) }, job));
  return names.map((name) => runs.get(name) as ModelRun);
}
