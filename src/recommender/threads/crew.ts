import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

/** Work on shared memory that is cut into parts, which must not depend on each other within a phase. */
export interface Workload {
  /** Number of phases × parts is up to the workload; called on any thread. */
  run(phase: number, part: number): void;
}

/** How another thread makes the same workload: a key of `workloads.ts`, and what its constructor takes. */
export interface WorkloadSource {
  name: string;
  data: unknown;
}

/** Places in the array that the threads agree on. */
export const place = { turn: 0, phase: 1, parts: 2, done: 3, failed: 4, ready: 5 } as const;
const places = 6;
/** Milliseconds that threads may take to start. */
const startTime = 60_000;
/** Turns around the loop before a thread sleeps: phases follow each other within microseconds. */
const patience = 20_000;

/**
 * Threads that run the phases of a workload together with the one that asks. Parts are dealt by number, and what a part
 * computes does not depend on who runs it: one thread or ten, the numbers are the same, bit for bit.
 */
export class Crew {
  readonly #workload: Workload;
  readonly #threads: number;
  readonly #workers: readonly Worker[];
  readonly #control = new Int32Array(new SharedArrayBuffer(4 * places));

  /** @param threads the caller's among them */
  constructor(threads: number, workload: Workload, source: WorkloadSource) {
    this.#workload = workload;
    this.#threads = threads;
    this.#workers = Array.from({ length: threads - 1 }, (_, i) => {
      const start: CrewStart = { control: this.#control, thread: i + 1, threads, source };
      const worker = new Worker(join(import.meta.dirname, 'crew-worker.js'), { workerData: start });
      // A crew that was not closed must not keep a process alive.
      worker.unref();
      return worker;
    });
    this.#awaitReady();
  }

  /** Runs all parts of a phase, and returns when they are done. */
  run(phase: number, parts: number): void {
    const control = this.#control;
    if (this.#workers.length > 0) {
      control[place.phase] = phase;
      control[place.parts] = parts;
      Atomics.store(control, place.done, 0);
      Atomics.add(control, place.turn, 1);
      Atomics.notify(control, place.turn);
    }
    for (let part = 0; part < parts; part += this.#threads) this.#workload.run(phase, part);
    for (let done = 0; done < this.#workers.length; ) done = waitForOther(control, place.done, done);
    this.#assertSound();
  }

  close(): void {
    for (const worker of this.#workers) void worker.terminate();
  }

  #awaitReady(): void {
    const deadline = performance.now() + startTime;
    for (let ready = 0; ready < this.#workers.length; ready = Atomics.load(this.#control, place.ready)) {
      if (performance.now() > deadline) {
        this.close();
        throw new Error(`The threads of the training did not start within ${startTime / 1000} s.`);
      }
      Atomics.wait(this.#control, place.ready, ready, 1000);
    }
    this.#assertSound();
  }

  #assertSound(): void {
    if (Atomics.load(this.#control, place.failed) === 0) return;
    this.close();
    throw new Error('A thread of the training stopped: its error is printed above.');
  }
}

export interface CrewStart {
  control: Int32Array;
  /** From 1; 0 is the caller's. */
  thread: number;
  threads: number;
  source: WorkloadSource;
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
