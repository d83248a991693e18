// A thread of a crew: does its parts of every phase until it is ended. Its parent is threads/crew.ts.
import { workerData } from 'node:worker_threads';
import { type CrewStart, place, type Workload, waitForOther } from './crew.ts';
import { makeWorkload } from './workloads.ts';

const { control, thread, threads, source } = workerData as CrewStart;
const workload = guarded(() => makeWorkload(source));
signal(place.ready);
for (let turn = 0; ; ) {
  turn = waitForOther(control, place.turn, turn);
  guarded(() => runParts(workload));
  signal(place.done);
}

function runParts(own: Workload | undefined): void {
  const parts = control[place.parts]!;
  for (let part = thread; part < parts; part += threads) own?.run(control[place.phase]!, part);
}

/** An error must not leave the others waiting. */
function guarded<Result>(action: () => Result): Result | undefined {
  try {
    return action();
  } catch (error) {
    console.error(error);
    Atomics.store(control, place.failed, 1);
    return undefined;
  }
}

function signal(index: number): void {
  Atomics.add(control, index, 1);
  Atomics.notify(control, index);
}
