import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { type Manner, manners } from './walker.ts';

const begin = '<!-- Clicks; written by `WRITE_CLICKS=yes npm test -- demo.browser`. -->';
const end = '<!-- End of the clicks. -->';

/** How many clicks each task took in each manner, as a table of a document. */
export class ClickTable {
  readonly #rows = new Map<string, Map<Manner, number>>();

  add(who: string, task: string, manner: Manner, clicks: number): void {
    const row = `${who} | ${task}`;
    this.#rows.set(row, (this.#rows.get(row) ?? new Map<Manner, number>()).set(manner, clicks));
  }

  /** The table is in the file, or is written there with WRITE_CLICKS=yes. */
  async assertIn(path: string): Promise<void> {
    const text = await readFile(path, 'utf8');
    const [before, rest] = text.split(begin);
    const after = rest?.split(end)[1];
    assert.ok(before !== undefined && after !== undefined, `${path} has no place for the clicks.`);
    const wanted = `${before}${begin}\n${this.#markdown()}\n${end}${after}`;
    if (process.env['WRITE_CLICKS'] === 'yes') await writeFile(path, wanted);
    else assert.equal(text, wanted, `Write it anew: ${begin}`);
  }

  #markdown(): string {
    const rows = [...this.#rows].map(
      ([row, clicks]) => `| ${row} | ${manners.map((manner) => clicks.get(manner) ?? '–').join(' | ')} |`,
    );
    return [`| who | to | ${manners.join(' | ')} |`, '|---|---|---|---|', ...rows].join('\n');
  }
}
