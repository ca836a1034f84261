import { assumptionsOf } from '../../system/model/assumptions.ts';
import { monthOf } from '../../system/words/calendar.ts';
import type { Model, Row } from '../../system/model/model.ts';
import type { ResolvedScenario } from '../../system/scenario/resolved-scenario.ts';
import type { AggregatedHydro, Stations } from '../case/case.ts';
import type { GaugeFlow } from './gauge-water.ts';
import type { Season } from './season.ts';

/**
 * How the flow of gauges becomes the inflow of stations and the water of aggregated hydro: everything about water that
 * no water year changes.
 */
export interface River {
  readonly days: number;
  /** hour of its first day with which the season begins */
  readonly opens: number;
  readonly stationGauge: Int32Array;
  /** annual mean of the water that reaches a station between it and the stations upstream, m3/s */
  readonly localMean: Float64Array;
  /** m3/s [station * days] */
  readonly withdrawn: Float64Array;
  /** the most of a day's natural inflow that is withdrawn, 1: what is asked beyond it is said (`withdrawalFlags`) */
  readonly withdrawnAtMost: number;
  /** daily inflow that the scenario states, m3/s; null = from the gauge */
  readonly given: readonly (Float64Array | null)[];
  readonly downstream: Int32Array;
  readonly wantedRelease: Float64Array;
  /**
   * what months of their own ask instead, m3/s [station * days], -1 = nothing; null where the model has no such months
   */
  readonly wantedInMonth: Float64Array | null;
  readonly aggregatedGauge: Int32Array;
  readonly aggregatedRatedRatio: Float64Array;
}

export function compileRiver(model: Model, scenario: ResolvedScenario, season: Season): River {
  const rows = model.tables.stations;
  const at = new Map(rows.map((r, i) => [r.id, i]));
  const gauge = new Map(model.tables.gauges.map((g, i) => [g.id, i]));
  const drawn = new Map(model.tables.withdrawals.map((w) => [`${w.station}|${w.month}`, w.withdrawal_m3s]));
  const withdrawn = new Float64Array(rows.length * season.days);
  const aggregated = aggregatedParts(model);
  const month = Int32Array.from({ length: season.days }, (_, d) => monthOf(season.start + d * 24));
  const months = new Set(month);
  rows.forEach((row, i) => {
    for (const own of months) {
      const taken = drawn.get(`${row.id}|${own}`);
      if (taken !== undefined)
        month.forEach((one, d) => {
          if (one === own) withdrawn[i * season.days + d] = taken;
        });
    }
  });
  return {
    days: season.days,
    opens: season.opens,
    stationGauge: Int32Array.from(rows, (r) => gauge.get(r.gauge) ?? -1),
    localMean: Float64Array.from(
      rows,
      (r) => r.mean_flow_m3s - rows.filter((u) => u.downstream === r.id).reduce((sum, u) => sum + u.mean_flow_m3s, 0),
    ),
    withdrawn,
    withdrawnAtMost: assumptionsOf(model.tables)['withdrawal-share'],
    given: rows.map((r) => givenInflow(scenario, r.id, season)),
    downstream: Int32Array.from(rows, (r) => (r.downstream === undefined ? -1 : (at.get(r.downstream) ?? -1))),
    wantedRelease: Float64Array.from(rows, (r) => r.min_release_m3s),
    wantedInMonth: releaseInMonths(model, month),
    aggregatedGauge: Int32Array.from(aggregated, (l) => gauge.get(l.row.gauge) ?? -1),
    aggregatedRatedRatio: Float64Array.from(aggregated, (l) => l.row.rated_flow_ratio),
  };
}

function releaseInMonths({ tables: { stations, minimum_release } }: Model, month: Int32Array): Float64Array | null {
  if (minimum_release.length === 0) return null;
  const asked = new Map(minimum_release.map((r) => [`${r.station}|${r.month}`, r.min_release_m3s]));
  return Float64Array.from(
    { length: stations.length * month.length },
    (_, at) => asked.get(`${stations[Math.floor(at / month.length)].id}|${month[at % month.length]}`) ?? -1,
  );
}

/** The check of the scenario has made sure that the values cover the season. */
function givenInflow(scenario: ResolvedScenario, station: string, season: Season): Float64Array | null {
  const own = scenario.inflow.find((one) => one.station === station);
  if (!own) return null;
  const offset = Math.round((season.start - own.start) / 24);
  return Float64Array.from(own.flow_m3s.slice(offset, offset + season.days));
}

export interface AggregatedPart {
  readonly id: string;
  readonly row: Row<'lumped_hydro'>;
  readonly zone: string;
  readonly share: number;
  readonly pocket: 0 | 1;
}

/** Small and unlisted plants; a prefecture's pocket takes its stated part of them. */
export function aggregatedParts(model: Model): AggregatedPart[] {
  return model.tables.lumped_hydro.flatMap((row): AggregatedPart[] => {
    const pocket =
      row.prefecture === undefined ? undefined : model.tables.pockets.find((p) => p.prefecture === row.prefecture);
    if (!pocket) return [{ id: row.id, row, zone: row.zone, share: 1, pocket: 0 }];
    return [
      { id: row.id, row, zone: row.zone, share: 1 - pocket.hydro_share, pocket: 0 },
      { id: `${row.id}-pocket`, row, zone: pocket.id, share: pocket.hydro_share, pocket: 1 },
    ];
  });
}

/** Inflow net of withdrawals, m3/s `[station * hours]`; a stated inflow is net already. */
export function localInflow(river: River, flow: GaugeFlow, given = river.given): Float64Array {
  const hours = river.days * 24;
  const inflow = new Float64Array(river.stationGauge.length * hours);
  const step = flow.daily ? 24 : 1;
  river.stationGauge.forEach((gauge, i) => {
    for (let t = 0; t < hours; t += step) {
      const day = Math.floor(t / 24);
      const natural = flow.at(river.localMean[i], gauge, t);
      const left =
        given[i]?.[day] ??
        natural - Math.min(river.withdrawn[i * river.days + day], Math.max(0, river.withdrawnAtMost * natural));
      inflow.fill(left, i * hours + t, i * hours + t + step);
    }
  });
  return inflow;
}

export type StationWater = Pick<Stations, 'inflow' | 'minRelease' | 'minReleaseByDay' | 'releaseBefore'>;

/**
 * What the water of one year says of the stations: inflow, least releases as they are asked for, and what is in transit
 * at the start.
 */
export function stationWater(river: River, flow: GaugeFlow): StationWater {
  const inflow = localInflow(river, flow);
  const { wantedInMonth, wantedRelease, days } = river;
  const water = { inflow, minRelease: wantedRelease, releaseBefore: passingFlow(inflow, river) };
  if (wantedInMonth === null) return water;
  return {
    ...water,
    minReleaseByDay: wantedInMonth.map((wanted, at) => (wanted < 0 ? wantedRelease[Math.floor(at / days)] : wanted)),
  };
}

/** Power of the water of aggregated hydro as a multiple of capacity, `[plant * hours]`. */
export function aggregatedRatio(river: River, flow: GaugeFlow): AggregatedHydro['ratio'] {
  const hours = river.days * 24;
  const ratio = new Float64Array(river.aggregatedGauge.length * hours);
  const step = flow.daily ? 24 : 1;
  river.aggregatedGauge.forEach((gauge, l) => {
    for (let t = 0; t < hours; t += step)
      ratio.fill(flow.at(1, gauge, t) / river.aggregatedRatedRatio[l], l * hours + t, l * hours + t + step);
  });
  return ratio;
}

/** Natural flow that passes each station in the season's first hour, m3/s. */
function passingFlow(inflow: Float64Array, { downstream, days, opens }: River): Float64Array {
  const flow = new Float64Array(downstream.length);
  for (let i = 0; i < flow.length; i++)
    for (let s = i; s >= 0; s = downstream[s]) flow[s] += inflow[i * days * 24 + opens];
  return flow.map((m3s) => Math.max(0, m3s));
}
