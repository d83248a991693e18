/** A file that cannot be imported at all; the message says what to do. */
export class UnreadableFileError extends Error {
  constructor(file: string, problem: string, cure: string) {
    super(`${file} ${problem}. ${cure}`);
    this.name = 'UnreadableFileError';
  }
}
