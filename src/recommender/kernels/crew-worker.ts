// A thread of a crew: does its parts of every phase until it is ended. Its parent is crew.ts beside it.
// A module that a thread begins with awaits nothing outside of a function: where a thread is ended while V8 begins such a module, the
// whole process ends with it ("Check failed" in SourceTextModule::ExecuteAsyncModule, seen once in some hundred trainings).
import { workerData } from 'node:worker_threads';
import { type CrewStart, place, runOpenParts, type Workload, waitForOther } from './crew.ts';

const { control, source } = workerData as CrewStart;
void work();

async function work(): Promise<never> {
  const workload = await made().catch(fail);
  for (;;) {
    try {
      waitForOther(control, place.open, runOpenParts(control, workload));
    } catch (error) {
      fail(error);
    }
  }
}

async function made(): Promise<Workload> {
  const { makeWorkload } = (await import(source.module)) as { makeWorkload: (data: unknown) => Workload };
  return makeWorkload(source.data);
}

/** An error must not leave the other threads waiting. */
function fail(error: unknown): undefined {
  console.error(error);
  Atomics.store(control, place.failed, 1);
}
