const width = 24;
const redrawMilliseconds = 100;
/** Where output is no terminal a line now and then is enough. */
const lineMilliseconds = 5_000;

/** One line that is drawn again and again: what, how far, and what else is worth knowing. */
export class ProgressBar {
  readonly #label: string;
  readonly #stream: NodeJS.WriteStream;
  #drawnAt = 0;
  #line = '';

  constructor(label: string, stream: NodeJS.WriteStream = process.stdout) {
    this.#label = label;
    this.#stream = stream;
  }

  /** @param share 0…1 */
  update(share: number, detail = ''): void {
    const filled = Math.round(Math.min(1, Math.max(0, share)) * width);
    const percent = `${Math.floor(share * 100)}`.padStart(3);
    this.#line = `${this.#label} ${'█'.repeat(filled)}${'░'.repeat(width - filled)} ${percent} % ${detail}`;
    const now = performance.now();
    if (now - this.#drawnAt < (this.#stream.isTTY ? redrawMilliseconds : lineMilliseconds)) return;
    this.#drawnAt = now;
    this.#draw(this.#stream.isTTY ? '' : '\n');
  }

  /** Leaves `summary`, or the last state, in place of the bar. */
  finish(summary?: string): void {
    if (summary !== undefined) this.#line = `✓ ${this.#label} ${summary}`;
    this.#draw('\n');
  }

  #draw(end: string): void {
    this.#stream.write(`${this.#stream.isTTY ? '\r\x1b[2K' : ''}${this.#line}${end}`);
  }
}
