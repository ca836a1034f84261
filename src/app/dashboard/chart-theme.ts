import {
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  Filler,
  Legend,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
  type Plugin,
} from 'chart.js';
import annotation from 'chartjs-plugin-annotation';

/**
 * Colours that differ in lightness as well as hue, so that the pair is told apart in grey and by colour-blind readers.
 */
export const COLOURS = {
  reference: '#8a97a3',
  counterfactual: '#0f6e84',
  added: 'rgba(201, 120, 32, 0.28)',
  absorbs: '#0f6e84',
  releases: '#b4651a',
  total: '#33434f',
  grid: '#e3e8ea',
  text: '#33434f',
  mark: '#8a3b12',
  line: '#5b4b8a',
} as const;
/** Five steps of lightness, each hue apart from its neighbours in the stack. */
export const CAUSE_COLOURS = {
  sections_gwh: '#0d3c49',
  exports_gwh: '#2f8fa6',
  intraday_gwh: '#b4651a',
  storage_gwh: '#e3b778',
  surplus_gwh: '#b3bfc5',
} as const;
/** Terms of the disposition, in the order of its table; neighbours differ in lightness. */
export const TERM_COLOURS = {
  curtailed_in_statistic_gwh: '#0d3c49',
  spilled_outside_statistic_gwh: '#2f8fa6',
  forced_spill_gwh: '#9fd0db',
  storage_gwh: '#3d5a98',
  head_and_routing_gwh: '#a9b8de',
  export_gwh: '#b4651a',
  thermal_gwh: '#5c636a',
  renewables_gwh: '#86a83a',
  import_gwh: '#d9c34a',
  unserved_gwh: '#a3261b',
  losses_gwh: '#d9a08f',
  residual_gwh: '#000000',
  exchange_gwh: '#e3b778',
  arriving_water_gwh: '#7a4a86',
} as const;
export const SERIES_COLOURS = ['#a3261b', '#0d3c49', '#2f8fa6', '#b4651a', '#5b4b8a'] as const;
export const FONT =
  'system-ui, -apple-system, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';

export function prepareCharts(): void {
  Chart.register(
    BarController,
    BarElement,
    CategoryScale,
    Filler,
    Legend,
    LinearScale,
    LineController,
    LineElement,
    PointElement,
    Tooltip,
    annotation,
  );
  Chart.defaults.font.family = FONT;
  Chart.defaults.font.size = 12;
  Chart.defaults.color = COLOURS.text;
  Chart.defaults.borderColor = COLOURS.grid;
  Chart.defaults.maintainAspectRatio = false;
  Chart.defaults.plugins.legend.align = 'start';
  Chart.defaults.plugins.legend.labels.boxWidth = 14;
  Chart.defaults.plugins.legend.labels.boxHeight = 10;
  // What has no value is not drawn, and not told as 0.
  Chart.defaults.plugins.tooltip.filter = ({ parsed, chart }) =>
    parsed[chart.options.indexAxis === 'y' ? 'x' : 'y'] !== null;
  // Assigned into: Chart.js asks this object which properties an animation has, so that one in its place leaves
  // animations without their function.
  if (window.matchMedia('(prefers-reduced-motion: reduce)').matches) Chart.defaults.animation = false;
  else Object.assign(Chart.defaults.animation, { duration: 350 });
}

/** Writes a label beyond the end of every horizontal bar of the first data set. */
export const barLabels = (labels: readonly string[]): Plugin<'bar'> => ({
  id: 'barLabels',
  afterDatasetsDraw(chart) {
    const { ctx } = chart;
    ctx.save();
    ctx.font = `12px ${FONT}`;
    ctx.fillStyle = COLOURS.text;
    ctx.textBaseline = 'middle';
    chart.getDatasetMeta(0).data.forEach((bar, index) => {
      const { x, base, y } = bar.getProps(['x', 'base', 'y'], true) as unknown as {
        x: number;
        base: number;
        y: number;
      };
      ctx.fillText(labels[index], Math.max(x, base) + 6, y);
    });
    ctx.restore();
  },
});

const FULL_WIDTH = /[⺀-￯]/;

/**
 * Breaks a name into lines of at most `width` units (a Chinese character counts two), at spaces where there are any.
 */
export function wrap(text: string, width: number): string | string[] {
  const pieces = FULL_WIDTH.test(text) ? [...text] : text.split(/(?<=[ -])/);
  const lines: string[] = [''];
  for (const piece of pieces) {
    const line = lines[lines.length - 1];
    if (line !== '' && measure(line + piece) > width) lines.push(piece);
    else lines[lines.length - 1] = line + piece;
  }
  return lines.length === 1 ? lines[0] : lines.map((line) => line.trim());
}
const measure = (text: string): number => [...text].reduce((sum, c) => sum + (FULL_WIDTH.test(c) ? 2 : 1), 0);
