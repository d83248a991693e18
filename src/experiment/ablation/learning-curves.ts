import type { LearningCurve } from './run-network.ts';

const width = 720;
const height = 360;
const plot = { left: 56, right: 430, top: 24, bottom: 312 };
/** The colours of Okabe and Ito, which colour-blind people tell apart too, in shades that suit both backgrounds. */
const colours = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#8a6d00', '#56b4e9'];
const dashes = ['', '6 3', '2 3'];

/** A picture of one figure of the curves by epoch, for a page or a README: SVG, legible on light and dark. */
export function learningCurves(
  title: string,
  curves: readonly LearningCurve[],
  figure: 'loss' | 'validation',
): string {
  const epochs = Math.max(2, ...curves.map((curve) => curve[figure].length));
  const values = curves.flatMap((curve) => curve[figure]);
  const low = Math.min(...values, figure === 'validation' ? 0 : Number.POSITIVE_INFINITY);
  const step = tickStep(Math.max(...values) - low);
  const [bottom, top] = [Math.floor(low / step) * step, Math.ceil(Math.max(...values) / step) * step];
  const x = (epoch: number) => plot.left + ((epoch - 1) / (epochs - 1)) * (plot.right - plot.left);
  const y = (value: number) => plot.bottom - ((value - bottom) / (top - bottom)) * (plot.bottom - plot.top);
  const ticks = Array.from({ length: Math.round((top - bottom) / step) + 1 }, (_, i) => bottom + i * step);
  const epochStep = Math.max(1, Math.ceil(epochs / 10));
  const epochTicks = Array.from({ length: Math.ceil(epochs / epochStep) }, (_, i) => 1 + i * epochStep);
  const digits = Math.max(0, Math.ceil(-Math.log10(step)));
  const lines = curves.flatMap((curve, i) => {
    const colour = colours[i % colours.length]!;
    const style = `stroke="${colour}" stroke-dasharray="${dashes[Math.floor(i / colours.length) % dashes.length]}"`;
    const points = curve[figure].map((value, e) => `${x(e + 1).toFixed(1)},${y(value).toFixed(1)}`);
    const legend = plot.top + 8 + i * 22;
    return [
      `<polyline class="curve" ${style} points="${points.join(' ')}"/>`,
      `<line class="curve" ${style} x1="446" x2="468" y1="${legend}" y2="${legend}"/>`,
      `<text x="476" y="${legend + 4}">${escaped(curve.name)}</text>`,
    ];
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title">`,
    `<title id="title">${escaped(title)}</title>`,
    '<style>text{font:12px system-ui,sans-serif;fill:#1f2328}.grid{stroke:#8884}.curve{fill:none;stroke-width:2}',
    '@media(prefers-color-scheme:dark){text{fill:#e6edf3}}</style>',
    ...ticks.flatMap((tick) => [
      `<line class="grid" x1="${plot.left}" x2="${plot.right}" y1="${y(tick).toFixed(1)}" y2="${y(tick).toFixed(1)}"/>`,
      `<text x="${plot.left - 8}" y="${(y(tick) + 4).toFixed(1)}" text-anchor="end">${tick.toFixed(digits)}</text>`,
    ]),
    ...epochTicks.map(
      (epoch) =>
        `<text x="${x(epoch).toFixed(1)}" y="${plot.bottom + 18}" text-anchor="middle">${epoch}</text>`,
    ),
    `<text x="${(plot.left + plot.right) / 2}" y="${plot.bottom + 38}" text-anchor="middle">epoch</text>`,
    `<text x="${plot.left}" y="14">${figure === 'loss' ? 'training loss, nats' : 'validation NDCG@10'}</text>`,
    ...lines,
    '</svg>',
    '',
  ].join('\n');
}

/** About five ticks at 1, 2 or 5 times a power of ten. */
function tickStep(range: number): number {
  const rough = Math.max(range, 1e-6) / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 5, 10].find((candidate) => candidate * power >= rough)!;
  return factor * power;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
