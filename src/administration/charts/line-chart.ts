/** A line of values from left to right, and what stands still beside it. Drawn by views/administration/line-chart.ejs. */
export interface LineChart {
  width: number;
  height: number;
  lines: ChartLine[];
  /** A dashed line across, where there is one. */
  baseline: { y: number; label: string } | undefined;
  ticks: { y: number; label: string }[];
}

export interface ChartLine {
  name: string;
  /** Of `points` in SVG. */
  points: string;
  /** The area below the line, down to the bottom; of `points` too. */
  area: string;
  isDashed: boolean;
  /** What is marked: the last value, or the best one. */
  mark: { x: number; y: number } | undefined;
}

export interface LineChartInput {
  /** Pixels. */
  width: number;
  height: number;
  lines: readonly {
    name: string;
    values: readonly number[];
    /** Index of the value that is marked. */
    marked?: number;
  }[];
  baseline?: { value: number; label: string } | undefined;
  /** Draws two lines of the grid with these words; without it there is none. */
  tickWords?: (value: number) => string;
}

const margin = 6;

/** The scale begins at 0, so that a small change looks small. */
export function lineChart({ width, height, lines, baseline, tickWords }: LineChartInput): LineChart {
  const most = Math.max(1e-9, baseline?.value ?? 0, ...lines.flatMap(({ values }) => values));
  const longest = Math.max(2, ...lines.map(({ values }) => values.length));
  const x = (index: number) => rounded(margin + (index / (longest - 1)) * (width - 2 * margin));
  const y = (value: number) => rounded(height - margin - (value / most) * (height - 2 * margin));
  return {
    ...{ width, height },
    lines: lines.map(({ name, values, marked }, number) => {
      const points = values.map((value, index) => `${x(index)},${y(value)}`);
      const at = marked === undefined ? undefined : values[marked];
      return {
        ...{ name, points: points.join(' '), isDashed: number > 0 },
        area:
          points.length > 0
            ? [`${x(0)},${y(0)}`, ...points, `${x(values.length - 1)},${y(0)}`].join(' ')
            : '',
        mark: at === undefined || marked === undefined ? undefined : { x: x(marked), y: y(at) },
      };
    }),
    baseline: baseline && { y: y(baseline.value), label: baseline.label },
    ticks: tickWords ? [0, most / 2, most].map((value) => ({ y: y(value), label: tickWords(value) })) : [],
  };
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
