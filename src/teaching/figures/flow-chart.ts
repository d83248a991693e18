/** One course that a flow leads to. */
export interface Flow {
  /** Of those who went on: 1 to 100. */
  percent: number;
  /** As it stands beside the title. */
  figure: string;
  title: string;
}

/** A chart of flows from one course to others, in units of a pixel at its usual width. */
export interface FlowChart {
  width: number;
  height: number;
  /** The bar that all flows begin at. */
  source: { x: number; y: number; width: number; height: number };
  flows: {
    /** Of the ribbon. */
    path: string;
    bar: { x: number; y: number; width: number; height: number };
    /** `y` of the figure, and of the title below it. */
    label: { x: number; y: number; titleY: number };
    figure: string;
    title: string;
  }[];
}

const width = 350;
const bar = 8;
/** Short, so that most of a label is in sight on a phone, too. */
const ribbonsEnd = 80;
/** Of a flow of 100 %. */
const fullHeight = 150;
const leastHeight = 4;
/** Two lines of a label fit between two flows. */
const rowHeight = 40;
const longestTitle = 32;

/**
 * Lays out a chart. How thick a flow is shows how many took the course; what is not told is not drawn.
 * @param isMirrored for readers of languages that are written from right to left
 */
export function flowChart(flows: readonly Flow[], isMirrored: boolean): FlowChart {
  const heights = flows.map(({ percent }) => Math.max(leastHeight, (fullHeight * percent) / 100));
  const total = heights.reduce((sum, height) => sum + height, 0);
  const rows = heights.map((height) => Math.max(rowHeight, height + 10));
  const height = Math.max(
    rows.reduce((sum, row) => sum + row, 0),
    total + 10,
  );
  const at = (x: number) => (isMirrored ? width - x : x);
  const barAt = (x: number) => (isMirrored ? width - x - bar : x);
  let from = (height - total) / 2;
  const source = { x: barAt(0), y: round(from), width: bar, height: round(total) };
  let row = (height - rows.reduce((sum, one) => sum + one, 0)) / 2;
  return {
    ...{ width, height: Math.ceil(height), source },
    flows: flows.map(({ figure, title }, i) => {
      const thick = heights[i] as number;
      const to = row + ((rows[i] as number) - thick) / 2;
      const ribbon = ribbonPath(at(bar), at(ribbonsEnd), from, to, thick);
      const middle = to + thick / 2;
      from += thick;
      row += rows[i] as number;
      return {
        path: ribbon,
        bar: { x: barAt(ribbonsEnd), y: round(to), width: bar, height: round(thick) },
        label: { x: at(ribbonsEnd + bar + 8), y: round(middle - 3), titleY: round(middle + 13) },
        ...{ figure, title: shortened(title) },
      };
    }),
  };
}

function ribbonPath(x1: number, x2: number, y1: number, y2: number, thick: number): string {
  const middle = (x1 + x2) / 2;
  const [top1, top2, end1, end2] = [y1, y2, y1 + thick, y2 + thick].map(round);
  return `M${x1} ${top1}C${middle} ${top1} ${middle} ${top2} ${x2} ${top2}V${end2}C${middle} ${end2} ${middle} ${end1} ${x1} ${end1}Z`;
}

function round(value: number): number {
  return Math.round(10 * value) / 10;
}

/** The table has the whole of it. */
function shortened(title: string): string {
  const characters = [...title];
  return characters.length <= longestTitle ? title : `${characters.slice(0, longestTitle - 1).join('')}…`;
}
