import { closeSync, openSync, writeSync } from 'node:fs';
import { message } from '../../../messages/message.ts';
import { printable } from '../../../values/printable.ts';
import { spreadsheetCell } from '../../../values/spreadsheet-cell.ts';
import type { BadRow } from './import-files.ts';
import { UnreadableFileError } from './unreadable-file-error.ts';

const shown = 20;

/** Collects what was wrong with a file: the first rows in words, all of them as counts, and into a file if wanted. */
export class BadRowReport {
  readonly #print: (line: string) => void;
  readonly #file: number | undefined;
  readonly #reasons = new Map<string, number>();
  #count = 0;

  /**
   * @param print receives a line for each of the first rows
   * @param file receives a line for every row (file, place, reason; tab-separated)
   * @throws UnreadableFileError when it cannot be written
   */
  constructor(print: (line: string) => void, file?: string) {
    this.#print = print;
    try {
      this.#file = file === undefined ? undefined : openSync(file, 'w');
    } catch (error) {
      const { code = '' } = error as NodeJS.ErrnoException;
      throw new UnreadableFileError(
        message('file.noWrite', { file: file as string, code }),
        message('file.cure.another'),
      );
    }
  }

  add({ file, place, reason, detail }: BadRow): void {
    this.#count++;
    this.#reasons.set(reason, (this.#reasons.get(reason) ?? 0) + 1);
    const why = detail === undefined ? reason : `${reason} (${detail})`;
    // Written synchronously, because a queue of lines would grow with the file.
    if (this.#file !== undefined)
      writeSync(this.#file, `${[file, place, why].map(spreadsheetCell).join('\t')}\n`);
    if (this.#count <= shown) this.#print(printable(`${file}, ${place}: ${why}`));
    if (this.#count === shown && this.#file === undefined)
      this.#print('Further bad rows are only counted; --errors FILE writes all.');
  }

  /** "12 × no title", most frequent first. Closes the file. */
  finish(): string[] {
    if (this.#file !== undefined) closeSync(this.#file);
    return [...this.#reasons].sort(([, a], [, b]) => b - a).map(([reason, count]) => `${count} × ${reason}`);
  }
}
