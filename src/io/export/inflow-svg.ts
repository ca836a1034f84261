import type { InflowComparison, StatedInflow } from '../../study/inputs/inflow-result.ts';
import { formatDate, monthKey, parseInstant } from '../../system/words/calendar.ts';

const WIDTH = 900;
const PANEL = 260;
const FRAME = { left: 64, right: 16, top: 44, bottom: 34 } as const;
const LINES = [
  ['climatology', '#8a8f98', '5 4'],
  ['water_year', '#4a90c2', '2 3'],
  ['own', '#c2541b', ''],
] as const;
const NAMES = {
  en: { own: 'stated', climatology: 'climatology', water_year: 'water year' },
  zh: { own: '给定', climatology: '多年平均', water_year: '来水年' },
} as const;
const TICKS = 4;

/**
 * The stated inflow of every station over the climatology and the water year that it replaces, one panel a station, as
 * an SVG image.
 */
export function inflowSvg(comparison: InflowComparison, lang: 'en' | 'zh'): string {
  const height = PANEL * comparison.stations.length;
  const panels = comparison.stations.map(
    (station, k) => `<g transform="translate(0 ${k * PANEL})">${panel(comparison, station, lang)}</g>`,
  );
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ` +
    `${height}" font-family="sans-serif" font-size="12"><rect width="100%" height="100%" ` +
    `fill="#fff"/>${panels.join('')}</svg>\n`
  );
}

function panel({ start, days }: InflowComparison, station: StatedInflow, lang: 'en' | 'zh'): string {
  const first = parseInstant(start)!;
  const most = niceAbove(Math.max(1, ...LINES.flatMap(([key]) => station[key])));
  const x = (day: number): number => FRAME.left + ((WIDTH - FRAME.left - FRAME.right) * (day + 0.5)) / days;
  const y = (flow: number): number => PANEL - FRAME.bottom - ((PANEL - FRAME.top - FRAME.bottom) * flow) / most;
  const months = Array.from({ length: days }, (_, d) => d).filter(
    (d) => d === 0 || monthKey(first + d * 24) !== monthKey(first + (d - 1) * 24),
  );
  const grid = Array.from({ length: TICKS + 1 }, (_, k) => (most * k) / TICKS).map(
    (flow) =>
      `<line x1="${FRAME.left}" x2="${WIDTH - FRAME.right}" y1="${at(y(flow))}" y2="${at(y(flow))}" ` +
      `stroke="#e3e6ea"/><text x="${FRAME.left - 6}" y="${at(y(flow) + 4)}" text-anchor="end">${flow}</text>`,
  );
  const dates = months.map(
    (d) =>
      `<text x="${at(x(d))}" ` +
      `y="${PANEL - 12}">${formatDate(first + d * 24).slice(0, months.length > 14 ? 7 : 10)}</text>`,
  );
  const curves = LINES.map(
    ([key, colour, dash]) =>
      `<polyline fill="none" stroke="${colour}" ` +
      `stroke-width="${dash === '' ? 1.8 : 1.4}"${dash === '' ? '' : ` stroke-dasharray="${dash}"`} ` +
      `points="${station[key].map((flow, d) => `${at(x(d))},${at(y(flow))}`).join(' ')}"/>`,
  );
  const legend = LINES.map(
    ([key, colour], k) =>
      `<text x="${WIDTH - FRAME.right - 110 * (LINES.length - k)}" y="22" fill="${colour}">— ` +
      `${NAMES[lang][key]}</text>`,
  );
  return (
    `<text x="${FRAME.left}" y="22" ` +
    `font-weight="600">${escaped(`${station.name[lang]} (${station.station}), m³/s`)}</text>${grid.join('')}${dates.join('')}${curves.join('')}${legend.join('')}`
  );
}

const at = (value: number): string => value.toFixed(1);
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** 1, 2 or 5 times a power of ten. */
function niceAbove(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 5, 10].map((step) => step * power).find((step) => step >= value)!;
}
