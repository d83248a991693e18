import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { ModelRun } from '../recommender/evaluation/report.ts';
import type { ModelMessage, ModelTask } from './model-message.ts';

/**
 * Fits and tests one model in a process of its own.
 * @param onProgress told how far the fit, then the test, is: 0…1
 * @throws Error with the model's name and what went wrong
 */
export function runModel(
  task: ModelTask,
  onProgress: (share: number, detail: string) => void,
): Promise<ModelRun> {
  const child = fork(join(import.meta.dirname, 'model-process.js'), {
    execArgv: ['--enable-source-maps'],
    // Typed arrays as they are, not as JSON.
    serialization: 'advanced',
  });
  return new Promise((resolve, reject) => {
    const fail = (reason: string) => reject(new Error(`${task.model}: ${reason}`));
    child.on('message', (message: ModelMessage) => {
      if (message.kind === 'done') resolve(message.run);
      else if (message.kind === 'failed') fail(message.reason);
      else onProgress(message.share, message.detail);
    });
    child.once('error', (error) => fail(error.message));
    child.once('exit', (code, signal) => fail(`its process ended without a result (${signal ?? code}).`));
    child.send(task);
  });
}
