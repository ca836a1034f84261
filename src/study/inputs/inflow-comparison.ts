import { compileCase } from '../../engine/compile-case/compile-case.ts';
import { monthKey } from '../../system/words/calendar.ts';
import type { Model } from '../../system/model/model.ts';
import { InvalidInput, problem } from '../../system/words/problem.ts';
import { FAR } from '../../system/plausible/inflow-findings.ts';
import type { Scenario } from '../../system/scenario/scenario.ts';
import { prepareRun } from '../run/prepare-case.ts';
import type { Preparing } from '../base/ports.ts';
import { standingOf } from '../base/standing.ts';
import { resolveScenario } from '../../system/scenario/resolve-scenario.ts';
import type { InflowComparison, StatedInflow } from './inflow-result.ts';

/**
 * The daily inflow that a scenario states, beside the climatology of the same stations and the water year that it
 * replaces; m3/s, net of withdrawals. Throws `InvalidInput` where it states none.
 */
export async function compareInflow(deps: Preparing, scenario: Scenario): Promise<InflowComparison> {
  const resolved = resolveScenario(scenario);
  const {
    model,
    world: { case: own },
  } = await prepareRun(deps, resolved, { level: 'screen' });
  if (scenario.inflow.length === 0)
    throw new InvalidInput([
      problem(
        'no-own-inflow',
        'inflow',
        null,
        'a station with its daily inflow',
        `scenario "${scenario.id}" states no inflow of its own`,
        'name a CSV file under "inflow", with the columns date and flow_m3s',
      ),
    ]);
  const replaced = compileCase(model, { ...resolved, inflow: [] }, { level: 'screen' });
  const days = Array.from({ length: own.days }, (_, d) => own.start + d * 24);
  const at = (table: Float64Array, station: number): number[] =>
    days.map((_, d) => dayMean(table, station * own.hours + d * 24));
  return {
    schema: 'spillway/inflow@1',
    scenario: scenario.id,
    ...(await standingOf(deps.models, model.id, [scenario])),
    water_year: scenario.water.water_year,
    start: scenario.window.start,
    days: own.days,
    stations: scenario.inflow.map((one) => {
      const station = own.stations.ids.indexOf(one.station);
      return told(
        model,
        one,
        days,
        at(own.stations.inflow, station),
        at(own.stations.normalInflow, station),
        at(replaced.stations.inflow, station),
      );
    }),
  };
}

const dayMean = (table: Float64Array, from: number): number =>
  table.subarray(from, from + 24).reduce((sum, flow) => sum + flow, 0) / 24;

function told(
  model: Model,
  { station, source }: Scenario['inflow'][number],
  days: readonly number[],
  own: readonly number[],
  climatology: readonly number[],
  replaced: readonly number[],
): StatedInflow {
  const row = model.tables.stations.find((one) => one.id === station)!;
  const months = [...new Set(days.map(monthKey))].map((month) => {
    const mean = (values: readonly number[]): number => {
      const inside = values.filter((_, d) => monthKey(days[d]) === month);
      return inside.reduce((sum, value) => sum + value, 0) / inside.length;
    };
    const [stated, normal, water] = [mean(own), mean(climatology), mean(replaced)];
    const ratio = normal > 0 ? stated / normal : null;
    return {
      month,
      stated_m3s: stated,
      climatology_m3s: normal,
      water_year_m3s: water,
      ratio,
      far: ratio !== null && (ratio > FAR || ratio < 1 / FAR),
    };
  });
  return {
    station,
    name: { en: row.name_en, zh: row.name_zh },
    source: source ?? null,
    gauge: row.gauge,
    own,
    climatology,
    water_year: replaced,
    by_month: months,
  };
}
