import type { PlanNode } from '../answering/course-plan.ts';
import type { Direction } from '../words/languages.ts';

/** In CSS pixels: the picture is drawn as large as it is shown. */
const node = { width: 184, height: 56 };
const gap = { across: 52, down: 16 };
const margin = 8;
const headingHeight = 28;
/** At this size a line of a title holds so many characters; Chinese ones are twice as wide. */
const lineCharacters = 24;
const mostLines = 2;
/** More is no picture any more; the list has them all. */
const mostNodes = 40;

export interface DrawnNode {
  key: string;
  role: PlanNode['role'];
  x: number;
  y: number;
  /** Where its texts begin: its left, or its right in a script that is read from there. */
  textX: number;
  lines: string[];
  language: string | undefined;
}

/** The picture of what leads where, in coordinates. */
export interface PlanGraph {
  width: number;
  height: number;
  nodeWidth: number;
  nodeHeight: number;
  nodes: DrawnNode[];
  /** `d` of each line, and whether it leads to what is only made possible. */
  edges: { path: string; isOpened: boolean }[];
  /** What the columns are: 0 for what was taken. */
  columns: { x: number; place: number }[];
}

/**
 * Places courses in columns: what was taken, then one for each term that has to come before. Within a column they stand near what they
 * build on.
 * @returns undefined where there is nothing to draw, or too much
 */
export function drawPlan(nodes: readonly PlanNode[], direction: Direction): PlanGraph | undefined {
  if (nodes.length < 2 || nodes.length > mostNodes) return undefined;
  const columnOf = ({ role, depth }: PlanNode) => (role === 'taken' ? 0 : depth + 1);
  const used = [...new Set(nodes.map(columnOf))].sort((a, b) => a - b);
  const rows = new Map<string, number>();
  let longest = 0;
  const placed: { one: PlanNode; column: number; row: number }[] = [];
  for (const place of used) {
    const own = nodes
      .filter((one) => columnOf(one) === place)
      .map((one) => ({ one, wanted: meanRow(one, rows) }))
      .sort((a, b) => a.wanted - b.wanted);
    for (const [row, { one }] of own.entries()) {
      rows.set(one.course.key, row);
      placed.push({ one, column: used.indexOf(place), row });
    }
    longest = Math.max(longest, own.length);
  }
  const width = 2 * margin + used.length * node.width + (used.length - 1) * gap.across;
  const across = (left: number, wide: number) => (direction === 'rtl' ? width - left - wide : left);
  const left = (column: number) => margin + column * (node.width + gap.across);
  const top = (row: number) => margin + headingHeight + row * (node.height + gap.down);
  const drawn = placed.map(({ one, column, row }): DrawnNode => {
    const x = across(left(column), node.width);
    return {
      ...{ key: one.course.key, role: one.role, x, y: top(row), language: one.course.language },
      textX: direction === 'rtl' ? x + node.width - 14 : x + 14,
      lines: inLines(one.course.title),
    };
  });
  const byKey = new Map(drawn.map((one) => [one.key, one]));
  const edges = nodes.flatMap(({ course, after, role }) =>
    after.flatMap((from) => {
      const [source, target] = [byKey.get(from), byKey.get(course.key)];
      return source && target ? { path: line(source, target, direction), isOpened: role === 'opened' } : [];
    }),
  );
  return {
    ...{ width, height: top(longest) - gap.down + margin, nodeWidth: node.width, nodeHeight: node.height },
    ...{ nodes: drawn, edges },
    columns: used.map((place, column) => ({
      x: direction === 'rtl' ? width - left(column) : left(column),
      place,
    })),
  };
}

/** Where most of what it builds on stands; what builds on nothing comes last. */
function meanRow({ after }: PlanNode, rows: ReadonlyMap<string, number>): number {
  const own = after.flatMap((key) => rows.get(key) ?? []);
  return own.length === 0 ? Number.MAX_SAFE_INTEGER : own.reduce((sum, row) => sum + row, 0) / own.length;
}

/**
 * From one course to the next. Where columns lie between, it runs in the gap below a row: behind a course in between it would seem to
 * end there.
 */
function line(source: DrawnNode, target: DrawnNode, direction: Direction): string {
  const way = direction === 'rtl' ? -1 : 1;
  const from = way > 0 ? source.x + node.width : source.x;
  const to = way > 0 ? target.x : target.x + node.width;
  const [y1, y2] = [source.y + node.height / 2, target.y + node.height / 2];
  const bend = (way * gap.across) / 2;
  if (Math.abs(to - from) <= gap.across)
    return `M${from} ${y1}C${from + bend} ${y1} ${to - bend} ${y2} ${to} ${y2}`;
  const lane = Math.min(source.y, target.y) + node.height + gap.down / 2;
  const [begin, end] = [from + 2 * bend, to - 2 * bend];
  return (
    `M${from} ${y1}C${from + bend} ${y1} ${from + bend} ${lane} ${begin} ${lane}` +
    `H${end}C${to - bend} ${lane} ${to - bend} ${y2} ${to} ${y2}`
  );
}

/** A title in as many lines as fit, cut at words. */
function inLines(title: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of title.split(/(?<=[\s\u3000-\u9fff])/u)) {
    if (line !== '' && widthOf(line) + widthOf(word.trimEnd()) > lineCharacters) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += word;
  }
  lines.push(line.trimEnd());
  const shown = lines.slice(0, mostLines).map(cut);
  const last = shown.at(-1) ?? '';
  if (lines.length > mostLines) shown[mostLines - 1] = cut(`${last} …`);
  return shown;
}

function cut(line: string): string {
  if (widthOf(line) <= lineCharacters + 1) return line;
  const characters = [...line];
  while (widthOf(characters.join('')) > lineCharacters - 1) characters.pop();
  return `${characters.join('').trimEnd()}…`;
}

function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += character >= '\u2e80' && character <= '\uffef' ? 2 : 1;
  return width;
}
