import type { Room } from './table.ts';

export const documentFile = 'docs/decisions/0002-rooms.md';

const begin = '<!-- This table is written from rooms.json by `npm run rooms -- --write`. -->';
const end = '<!-- End of the table. -->';

/** The document with the table of the rooms in it, in place of the one that it had. @throws Error without its marks */
export function withTable(document: string, table: readonly Room[]): string {
  const from = document.indexOf(begin);
  const to = document.indexOf(end);
  if (from < 0 || to < from)
    throw new Error(`${documentFile} has lost the marks of its table: ${begin} … ${end}`);
  return `${document.slice(0, from)}${begin}\n${markdown(table)}\n${document.slice(to)}`;
}

function markdown(table: readonly Room[]): string {
  return [
    '| room | what lives there | rooms it may import | packages it may import |',
    '|---|---|---|---|',
    ...table.map(
      (row) => `| \`${row.room}\` | ${row.holds} | ${names(row.rooms)} | ${names(row.packages)} |`,
    ),
  ].join('\n');
}

function names(entries: readonly string[]): string {
  if (entries.includes('*')) return 'all above';
  return entries.length === 0 ? '–' : entries.map((entry) => `\`${entry}\``).join(', ');
}
