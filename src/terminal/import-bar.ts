import { basename } from 'node:path';
import { ProgressBar } from './progress-bar.ts';

interface Progress {
  bytes: number;
  size: number;
  rows: number;
}

/** Shows an import: one bar for each file, one after the other, with messages above it. */
export class ImportBar {
  #file: string | undefined;
  #bar: ProgressBar | undefined;
  #startedAt = 0;

  update(file: string, { bytes, size, rows }: Progress): void {
    if (file !== this.#file) {
      this.finish();
      this.#file = file;
      this.#bar = new ProgressBar(basename(file));
      this.#startedAt = performance.now();
    }
    const seconds = (performance.now() - this.#startedAt) / 1000;
    const rate = seconds < 1 ? '' : `, ${Math.round(rows / seconds)} rows/s`;
    this.#bar?.update(size === 0 ? 1 : bytes / size, `${rows} rows${rate}`);
  }

  print(line: string): void {
    if (this.#bar) this.#bar.print(`  ${line}`);
    else console.log(`  ${line}`);
  }

  /** Leaves the bar in its last state. */
  finish(): void {
    this.#bar?.finish();
    this.#bar = undefined;
  }
}
