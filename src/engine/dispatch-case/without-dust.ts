import type { DispatchCase, PerStep } from '../../system/dispatch-case/dispatch-case.ts';
import { rounded, seriesScale } from '../../system/words/dust.ts';
import type { CaseSteps } from './case-steps.ts';
import { at } from './case-steps.ts';
import type { DispatchCaseResult } from './dispatch-program.ts';

type Lists<T extends number | null = number> = Readonly<Record<string, readonly T[]>>;

/**
 * The series of a solved case as they are printed: without a solver's dust. A series' scale is its largest value, or
 * what its owner could reach where that is more: its limit, as far as anything in the case is of that size.
 */
export function withoutDust(dispatch: DispatchCase, steps: CaseSteps, result: DispatchCaseResult): DispatchCaseResult {
  const most = (value: PerStep): number =>
    Array.from(steps.hours, (_, t) => Math.abs(at(value, t, 0))).reduce((a, b) => Math.max(a, b), 0);
  const reach = (limit: PerStep, size: number): number =>
    limit === null || limit === undefined ? size : Math.min(most(limit), size);
  const zoneSize = Object.fromEntries(
    dispatch.zones.map((zone) => [zone.id, seriesScale(outputOf(dispatch, result, zone.id, steps.n), most(zone.load))]),
  );
  const power = seriesScale(Object.values(zoneSize));
  const hydro = dispatch.hydro ?? [];
  const flow = largestFlow(hydro, result, most);
  const volume = hydro.reduce(
    (top, plant) => Math.max(top, Math.abs(plant.v_init ?? 0), seriesScale(result.hydro_volume_end[plant.id])),
    0,
  );
  const flowOf = byId(hydro, (plant) =>
    Math.max(reach(plant.q_max, flow), most(plant.inflow), seriesScale(result.hydro_spill_flow[plant.id])),
  );
  const renewableOf = byId(dispatch.renewables, (plant) => most(plant.available));
  const price = Object.values(result.price).reduce((top, list) => Math.max(top, seriesScale(list)), 0);
  return {
    thermal_mw: tidy(
      result.thermal_mw,
      byId(dispatch.thermal, (unit) => reach(unit.p_max, zoneSize[unit.zone])),
    ),
    renewable_mw: tidy(result.renewable_mw, renewableOf),
    renewable_curtailed_mw: tidy(result.renewable_curtailed_mw, renewableOf),
    hydro_mw: tidy(
      result.hydro_mw,
      byId(hydro, (plant) => flowOf[plant.id] * most(plant.mw_per_m3s)),
    ),
    hydro_turbined_flow: tidy(result.hydro_turbined_flow, flowOf),
    hydro_spill_flow: tidy(result.hydro_spill_flow, flowOf),
    hydro_volume_end: tidy(
      result.hydro_volume_end,
      byId(hydro, (plant) => reach(plant.v_max, volume)),
    ),
    line_flow_mw: tidy(
      result.line_flow_mw,
      byId(dispatch.lines, (line) => Math.max(reach(line.cap_fwd, power), reach(line.cap_rev, power))),
    ),
    unserved_mw: tidy(
      result.unserved_mw,
      byId(dispatch.zones, (zone) => most(zone.load)),
    ),
    thrown_away_mw: tidy(result.thrown_away_mw, zoneSize),
    price: tidy(
      result.price,
      byId(dispatch.zones, () => price),
    ),
  };
}

/** Largest inflow, turbined or spilled flow of any plant. */
const largestFlow = (
  hydro: NonNullable<DispatchCase['hydro']>,
  result: DispatchCaseResult,
  most: (value: PerStep) => number,
): number =>
  hydro.reduce(
    (top, plant) =>
      Math.max(
        top,
        most(plant.inflow),
        seriesScale(result.hydro_turbined_flow[plant.id]),
        seriesScale(result.hydro_spill_flow[plant.id]),
      ),
    0,
  );

/** MW generated in a zone, by step. */
function outputOf(dispatch: DispatchCase, result: DispatchCaseResult, zone: string, steps: number): Float64Array {
  const sum = new Float64Array(steps);
  const add = (
    entries: readonly { readonly id: string; readonly zone: string }[] | null | undefined,
    mw: Lists,
  ): void => {
    for (const entry of entries ?? [])
      if (entry.zone === zone)
        mw[entry.id].forEach((value, t) => {
          sum[t] += value;
        });
  };
  add(dispatch.thermal, result.thermal_mw);
  add(dispatch.renewables, result.renewable_mw);
  add(dispatch.hydro, result.hydro_mw);
  return sum;
}

const byId = <T extends { readonly id: string }>(
  entries: readonly T[] | null | undefined,
  size: (entry: T) => number,
): Readonly<Record<string, number>> => Object.fromEntries((entries ?? []).map((entry) => [entry.id, size(entry)]));

function tidy<T extends number | null>(lists: Lists<T>, owner: Readonly<Record<string, number>>): Lists<T> {
  return Object.fromEntries(
    Object.entries(lists).map(([id, values]) => {
      const scale = seriesScale(values, owner[id]);
      return [id, values.map((value) => (value === null ? value : rounded(value, scale)) as T)];
    }),
  );
}
