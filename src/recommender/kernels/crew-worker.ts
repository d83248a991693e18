// A thread of a crew: does its parts of every phase until it is ended. Its parent is crew.ts beside it.
import { workerData } from 'node:worker_threads';
import { type CrewStart, place, runOpenParts, waitForOther } from './crew.ts';
import { makeWorkload } from './workloads.ts';

const { control, source } = workerData as CrewStart;
const workload = guarded(() => makeWorkload(source));
Atomics.add(control, place.ready, 1);
Atomics.notify(control, place.ready);
for (;;) {
  const open = guarded(() => runOpenParts(control, workload));
  if (open !== undefined) waitForOther(control, place.open, open);
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
