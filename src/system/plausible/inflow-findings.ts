import { formatDate, HOURS_PER_DAY, monthKey, monthOf } from '../words/calendar.ts';
import type { Tables } from '../model/model.ts';
import type { ResolvedInflow, ResolvedScenario } from '../scenario/resolved-scenario.ts';
import { betweenFinding, found, ownFinding, relationFinding, shown, type Finding } from './finding.ts';
import { QUANTITIES } from '../quantities/quantities.ts';
import { likelySlip } from '../quantities/slips.ts';

/**
 * Own inflow further from the climatology than this factor, either way, in a whole month, is worth a second look at its
 * unit and its place.
 */
export const FAR = 3;
/**
 * One day so many times the larger, or so small a part of the smaller, of the days beside it is no flood and no
 * recession.
 */
const SPIKE = 8;
/** Nothing that runs off in a day is so many times the flow of the whole river at the site. */
const MOST_OF_MEAN = 200;

/**
 * Inflow that a scenario states: each day by itself and beside its neighbours, each month beside the climatology of its
 * reach.
 */
export const inflowFindings = (scenario: ResolvedScenario, tables: Tables): Finding[] =>
  scenario.inflow.flatMap((one, i) => {
    const { start } = one;
    const path = (day: number): string => `inflow[${i}].flow_m3s[${day}]`;
    const date = (day: number): string => formatDate(start + day * HOURS_PER_DAY);
    const station = tables.stations.find((row) => row.id === one.station);
    const dated = (finding: Finding | null, day: number): Finding | null =>
      finding && {
        ...finding,
        en: `"${one.station}" on ${date(day)}: ${finding.en}`,
        zh: `“${one.station}” ${date(day)}：${finding.zh}`,
      };
    const days = one.flow_m3s.flatMap((flow, day) =>
      found(dated(dayFinding(path(day), flow, one.flow_m3s, day, station?.mean_flow_m3s), day)),
    );
    return [...oneACause(days), ...(station ? monthFindings(one, start, normalFlow(tables, station.id), path) : [])];
  });

/** Days that are refused for one likely slip: the first speaks for all. */
function oneACause(days: readonly Finding[]): Finding[] {
  const causes = new Map<string, Finding[]>();
  for (const day of days) {
    const cause = day.refused ? `${day.code} ${day.slip}` : day.path;
    causes.set(cause, [...(causes.get(cause) ?? []), day]);
  }
  return [...causes.values()].map(([first, ...others]) =>
    others.length === 0
      ? first
      : {
          ...first,
          en: `${first.en} (the first of ${others.length + 1})`,
          zh: `${first.zh}（同类共 ${others.length + 1} 处）`,
        },
  );
}

function dayFinding(
  path: string,
  flow: number,
  flows: readonly number[],
  day: number,
  mean: number | undefined,
): Finding | null {
  if (mean !== undefined && Math.abs(flow) > MOST_OF_MEAN * mean) return impossible(path, flow, mean);
  const own = ownFinding(path, flow, QUANTITIES.local_flow);
  if (own) return own;
  const [before, after] = [flows[day - 1], flows[day + 1]];
  if (before === undefined || after === undefined || before <= 0 || after <= 0 || flow < 0) return null;
  return betweenFinding({
    path,
    value: flow,
    unit: 'm3/s',
    before,
    after,
    times: SPIKE,
    what: 'the day beside it',
    what_zh: '相邻日',
    zero: false,
  });
}

function impossible(path: string, flow: number, mean: number): Finding {
  const { en, zh } = likelySlip(flow, [0, 10 * mean], 'm3/s');
  const limit = `<= ${shown(MOST_OF_MEAN * mean)} m3/s`;
  return {
    refused: true,
    code: 'impossible-value',
    path,
    value: flow,
    limit,
    slip: en,
    slip_zh: zh,
    en: `${shown(flow)} m3/s cannot be where the river brings ${shown(mean)} m3/s in the mean`,
    zh: `${shown(flow)} m3/s 不可能：该处多年平均流量只有 ${shown(mean)} m3/s`,
  };
}

function monthFindings(
  { station, flow_m3s: flows }: ResolvedInflow,
  start: number,
  normal: (month: number) => number,
  path: (day: number) => string,
): Finding[] {
  const months = new Map<string, number[]>();
  flows.forEach((_, day) => {
    const key = monthKey(start + day * HOURS_PER_DAY);
    const days = months.get(key);
    if (days) days.push(day);
    else months.set(key, [day]);
  });
  return [...months].flatMap(([month, days]) => {
    const mean = days.reduce((sum, day) => sum + flows[day], 0) / days.length;
    if (mean < 0) return [];
    const finding = relationFinding({
      path: path(days[0]),
      value: mean,
      unit: 'm3/s',
      other: normal(monthOf(start + days[0] * HOURS_PER_DAY)),
      what: 'the climatology of its reach',
      what_zh: '该区间多年平均',
      usual: [1 / FAR, FAR],
      zero: false,
    });
    return finding
      ? [
          {
            ...finding,
            value: Number(mean.toPrecision(6)),
            en: `"${station}" in ${month}, mean of ${days.length} days: ${finding.en}`,
            zh: `“${station}” ${month}，${days.length} 日平均：${finding.zh}`,
          },
        ]
      : [];
  });
}

/**
 * The climatology of the water that joins the river between a station and those upstream, m3/s, by month; 0 where the
 * model does not tell. Withdrawals are taken out, as the stated values are net of them.
 */
function normalFlow(
  { stations, gauges, natural_flow: natural, withdrawals }: Tables,
  id: string,
): (month: number) => number {
  const ratio = (gauge: string, month: number): number =>
    (natural.find((row) => row.gauge === gauge && row.month === month)?.natural_flow_m3s ?? NaN) /
    (gauges.find((row) => row.id === gauge)?.mean_flow_m3s ?? NaN);
  const own = stations.find((row) => row.id === id)!;
  const above = stations.filter((row) => row.downstream === id);
  return (month) => {
    const at = (row: typeof own): number => row.mean_flow_m3s * ratio(row.gauge, month);
    const taken = withdrawals
      .filter((row) => row.station === id && row.month === month)
      .reduce((sum, row) => sum + row.withdrawal_m3s, 0);
    return at(own) - above.reduce((sum, row) => sum + at(row), 0) - taken;
  };
}
