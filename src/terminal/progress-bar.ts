import { printable, withoutEscapes } from '../values/printable.ts';

const width = 24;
const redrawMilliseconds = 100;
/** Where the output is no terminal. */
const mostColumns = 100;
/** Where the output is no terminal, a line now and then is enough. */
const lineMilliseconds = 5_000;
/** An estimate of the time left says nothing before. */
const estimateAfterMilliseconds = 2_000;

/** A line that is drawn again and again: the label, how far it is, how much time is left, and a detail. */
export class ProgressBar {
  readonly #label: string;
  readonly #stream: NodeJS.WriteStream;
  readonly #startedAt = performance.now();
  #drawnAt = 0;
  #line = '';

  constructor(label: string, stream: NodeJS.WriteStream = process.stdout) {
    this.#label = printable(label);
    this.#stream = stream;
  }

  /** @param share 0…1 */
  update(share: number, detail = ''): void {
    const done = Math.min(1, Math.max(0, share));
    const filled = Math.round(done * width);
    const bar = '█'.repeat(filled) + '░'.repeat(width - filled);
    const percent = `${Math.floor(done * 100)}`.padStart(3);
    const head = `${this.#label} ${bar} ${percent} % `;
    const left = this.#timeLeft(done);
    // A line that is wrapped could not be drawn over.
    const room = (this.#stream.columns || mostColumns) - 1 - head.length - (left && `, ${left}`).length;
    this.#line = head + [fitting(detail, room), left].filter(Boolean).join(', ');
    const now = performance.now();
    if (now - this.#drawnAt < (this.#stream.isTTY ? redrawMilliseconds : lineMilliseconds)) return;
    this.#drawnAt = now;
    this.#draw(this.#stream.isTTY ? '' : '\n');
  }

  /** Prints a line of text that stays, above the bar. */
  print(text: string): void {
    const line = withoutEscapes(text);
    if (!this.#stream.isTTY) this.#stream.write(`${line}\n`);
    else this.#stream.write(`\r\x1b[2K${line}\n${this.#line}`);
  }

  /** Replaces the bar by the summary, or leaves its last state. */
  finish(summary?: string): void {
    if (summary !== undefined) this.#line = `✓ ${this.#label} ${summary}`;
    this.#draw('\n');
  }

  #timeLeft(done: number): string {
    const elapsed = performance.now() - this.#startedAt;
    if (elapsed < estimateAfterMilliseconds || done === 0 || done === 1) return '';
    const seconds = Math.round((elapsed / done - elapsed) / 1000);
    return seconds < 60
      ? `${seconds} s left`
      : `${Math.floor(seconds / 60)} min ${`${seconds % 60}`.padStart(2, '0')} s left`;
  }

  #draw(end: string): void {
    this.#stream.write(`${this.#stream.isTTY ? '\r\x1b[2K' : ''}${this.#line}${end}`);
  }
}

/** As many of its parts as there is room for, whole: half a number says another one. */
function fitting(detail: string, room: number): string {
  const parts = detail.split(', ');
  while (parts.length > 0 && parts.join(', ').length > room) parts.pop();
  return parts.join(', ');
}
