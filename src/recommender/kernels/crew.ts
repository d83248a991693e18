import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

/** Work on shared memory that is cut into parts, which must not depend on each other within a phase. */
export interface Workload {
  /** Number of phases × parts is up to the workload; called on any thread. */
  run(phase: number, part: number): void;
}

/** How another thread makes the same workload. */
export interface WorkloadSource {
  /** Address of a module that exports `makeWorkload`. */
  module: string;
  /** What `makeWorkload` takes; it must be possible to send it to a thread. */
  data: unknown;
}

/** Places in the array through which the threads agree. `open`: see `openParts`; `done`: finished parts of the turn. */
export const place = { open: 0, phase: 1, done: 2, failed: 3 } as const;
const places = 4;
/** Parts of a phase, at most. */
const mostParts = 255;
/** Turns around the loop before a thread sleeps: phases follow each other within microseconds. */
const patience = 20_000;

/**
 * Threads that run the phases of a workload together with the calling thread. A thread that is free takes the next
 * part, so a thread that the system has suspended delays only the part that it is in, and nothing waits for a thread
 * that is still starting. What a part computes does not depend on the thread that runs it: with one thread or ten, the
 * numbers are the same, bit for bit.
 */
export class Crew {
  readonly #workload: Workload;
  readonly #workers: readonly Worker[];
  readonly #control = new Int32Array(new SharedArrayBuffer(4 * places));

  /** @param threads how many run the workload, the calling thread included */
  constructor(threads: number, workload: Workload, source: WorkloadSource) {
    this.#workload = workload;
    this.#workers = Array.from({ length: threads - 1 }, () => {
      const start: CrewStart = { control: this.#control, source };
      const worker = new Worker(join(import.meta.dirname, 'crew-worker.js'), { workerData: start });
      // A crew that was not closed must not keep a process alive.
      worker.unref();
      return worker;
    });
  }

  /** Runs all parts of a phase, and returns when they are done. */
  run(phase: number, parts: number): void {
    if (parts > mostParts) throw new RangeError(`A phase has ${mostParts} parts at most.`);
    const control = this.#control;
    Atomics.store(control, place.phase, phase);
    Atomics.store(control, place.done, 0);
    openParts(control, parts);
    runOpenParts(control, this.#workload);
    for (let done = 0; done < parts; ) done = waitForOther(control, place.done, done);
    this.#assertSound();
  }

  close(): void {
    for (const worker of this.#workers) void worker.terminate();
  }

  #assertSound(): void {
    if (Atomics.load(this.#control, place.failed) === 0) return;
    this.close();
    throw new Error('A thread of the training stopped: its error is printed above.');
  }
}

export interface CrewStart {
  control: Int32Array;
  source: WorkloadSource;
}

/** Begins a turn. The lowest byte of `place.open` is the number of parts that are not taken yet, the rest is the turn. */
function openParts(control: Int32Array, parts: number): void {
  const turn = Atomics.load(control, place.open) >> 8;
  Atomics.store(control, place.open, ((turn + 1) << 8) | parts);
  Atomics.notify(control, place.open);
}

/** Runs parts of this turn until all are taken. @returns the value of `place.open` when none was left */
export function runOpenParts(control: Int32Array, workload: Workload | undefined): number {
  for (;;) {
    const open = Atomics.load(control, place.open);
    const left = open & mostParts;
    if (left === 0) return open;
    if (Atomics.compareExchange(control, place.open, open, open - 1) !== open) continue;
    // The next turn, with another phase, only begins when this part is done.
    try {
      workload?.run(Atomics.load(control, place.phase), left - 1);
    } finally {
      Atomics.add(control, place.done, 1);
      Atomics.notify(control, place.done);
    }
  }
}

/** Waits until an entry has another value than `value`, and returns it. */
export function waitForOther(control: Int32Array, index: number, value: number): number {
  for (let i = 0; i < patience; i++) {
    const found = Atomics.load(control, index);
    if (found !== value) return found;
  }
  for (;;) {
    Atomics.wait(control, index, value);
    const found = Atomics.load(control, index);
    if (found !== value) return found;
  }
}
