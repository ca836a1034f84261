import { calibratedModel } from '../../system/scenario/calibrated-for.ts';
import { logSpread } from '../../system/model/flow-model.ts';
import type { Model } from '../../system/model/model.ts';
import type { ResolvedScenario } from '../../system/scenario/resolved-scenario.ts';
import type { Case } from '../case/case.ts';
import { normalFlow, scenarioFlow, type GaugeFlow } from '../compile-case/gauge-water.ts';
import { compileRiver, type River } from '../compile-case/river.ts';
import type { Season } from '../compile-case/season.ts';
import { withDrawnWater, withFlow } from '../compile-case/with-drawn-water.ts';
import { waterDraws } from '../hydrology/water-draws.ts';
import { calendarMonths, type Uncertainty } from './drawn-inputs.ts';
import { naturalPower } from './natural-energy.ts';
import { quantileOf } from './quantile.ts';
import { varyCase } from './vary-case.ts';

/** One uncertain input, or one part of it, with the two ends at which it is tried by itself. */
export interface InputEnds {
  /** `section_limit:panxi` where each section is uncertain by itself, `water_error:09` where a month is */
  readonly key: string;
  readonly row: Uncertainty;
  /** position of the section; -1 elsewhere */
  readonly section: number;
  /** places of the months of the season whose water it moves; all where the model states none of its own */
  readonly months: readonly number[];
  /**
   * `range`: the ends that the model states; `p10-p90`: where the model states a spread without ends, a tenth of all
   * draws lie beyond each
   */
  readonly ends: 'range' | 'p10-p90';
  readonly low: number;
  readonly high: number;
}

/** Both worlds, reference first, as they were compiled. */
export interface CompiledPair {
  readonly model: Model;
  readonly scenarios: readonly [ResolvedScenario, ResolvedScenario];
  readonly cases: readonly [Case, Case];
}

/** The standard normal number below which nine in ten lie. */
const NINE_IN_TEN = 1.2815515655446004;
/**
 * Synthetic years from which the tenth and ninetieth percentile of the season's natural energy are taken, and their
 * seed.
 */
const YEARS = 200;
const SEED = 1;

/** The ends of every row; sections one by one, and months that have a row of their own. */
export function inputEnds(pair: CompiledPair, rows: readonly Uncertainty[]): InputEnds[] {
  const [c] = pair.cases;
  const calendar = calendarMonths(c);
  const ownRow = new Set(rows.map(({ month }) => month));
  const all = calendar.map((_, place) => place);
  return rows.flatMap((row): InputEnds[] => {
    if (row.input === 'section_limit')
      return c.sections.ids.map((id, section) => ({ ...rangeOf(row, all), key: `section_limit:${id}`, section }));
    if (row.input === 'water')
      return [{ key: row.input, row, section: -1, months: all, ends: 'p10-p90', ...seasonEnds(pair) }];
    const months = all.filter((place) =>
      row.month === undefined
        ? row.input !== 'water_error' || !ownRow.has(calendar[place])
        : calendar[place] === row.month,
    );
    if (months.length === 0) return [];
    const ends =
      row.distribution === 'lognormal'
        ? { row, section: -1, months, ends: 'p10-p90' as const, ...errorEnds(row, months.length) }
        : rangeOf(row, months);
    return [
      { ...ends, key: row.month === undefined ? row.input : `${row.input}:${String(row.month).padStart(2, '0')}` },
    ];
  });
}

const rangeOf = (row: Uncertainty, months: readonly number[]): InputEnds => ({
  key: row.input,
  row,
  section: -1,
  months,
  ends: 'range',
  low: row.low ?? 1,
  high: row.high ?? 1,
});

/**
 * Errors of months are independent: all months moved alike, so far that their mean logarithm lies at its own tenth or
 * ninetieth percentile.
 */
function errorEnds({ sd = 0 }: Uncertainty, months: number): { readonly low: number; readonly high: number } {
  const spread = logSpread(sd);
  const reach = (NINE_IN_TEN * spread) / Math.sqrt(months);
  return { low: Math.exp(-reach - (spread * spread) / 2), high: Math.exp(reach - (spread * spread) / 2) };
}

/**
 * Natural energy of the season at the tenth and ninetieth percentile of synthetic years, as a ratio to that of the
 * climatology.
 */
function seasonEnds(pair: CompiledPair): { readonly low: number; readonly high: number } {
  const { model, rivers, season } = watersOf(pair);
  const years = waterDraws(model, SEED, season);
  const [c, river] = [pair.cases[0], rivers[0]];
  const normal = seasonEnergy(withFlow(c, river, normalFlow(model, season), 'normal'));
  const ratios = Float64Array.from(
    { length: YEARS },
    (_, draw) => seasonEnergy(withDrawnWater(c, river, years.year(draw))) / normal,
  ).sort();
  return { low: quantileOf(ratios, 0.1), high: quantileOf(ratios, 0.9) };
}

function seasonEnergy(c: Case): number {
  const power = naturalPower(c);
  return c.monthOfDay.reduce((sum, month) => sum + power[month], 0);
}

interface Waters {
  readonly model: Model;
  readonly season: Season;
  readonly rivers: readonly [River, River];
}

/** Water as compiled cases have it: with the model's fitted numbers. */
function watersOf({ model: stated, scenarios, cases: [c] }: CompiledPair): Waters {
  const [model, season] = [
    calibratedModel(stated, scenarios[1]),
    { start: c.start, days: c.days, opens: c.opens, closes: c.closes },
  ];
  return {
    model,
    season,
    rivers: [compileRiver(model, scenarios[0], season), compileRiver(model, scenarios[1], season)],
  };
}

/**
 * Both worlds with one input at `value` and everything else as it was. Water around normal is the climatology times the
 * value in every month, whatever water year the scenario names. The size of the load is no part of a compiled case:
 * that pair must be compiled anew.
 */
export function pairAt(
  pair: CompiledPair,
  { key, row: { input }, section, months }: InputEnds,
  value: number,
): readonly [Case, Case] {
  const { cases } = pair;
  if (input === 'water' || input === 'water_error') {
    const { model, season, rivers } = watersOf(pair);
    const flows = pair.scenarios.map((scenario) =>
      input === 'water' ? normalFlow(model, season) : scenarioFlow(model, scenario, season),
    );
    const scaled = (world: 0 | 1): Case =>
      withFlow(
        cases[world],
        rivers[world],
        times(flows[world], value, cases[world].monthOfDay, months),
        `${input === 'water' ? 'normal' : cases[world].waterYear}-${key}-x${value.toPrecision(6)}`,
      );
    return [scaled(0), scaled(1)];
  }
  const drawn = {
    sectionLimit: Float64Array.from(cases[0].sections.ids, (_, s) => (s === section ? value : 1)),
    exportAcceptance: input === 'export_acceptance' ? value : 1,
    demand: input === 'demand' ? value : 1,
    forcedOutage: new Float64Array(cases[0].stations.ids.length).fill(input === 'forced_outage' ? value : 0),
  };
  return [varyCase(cases[0], drawn), varyCase(cases[1], drawn)];
}

const times = (flow: GaugeFlow, by: number, monthOfDay: Int32Array, months: readonly number[]): GaugeFlow => ({
  ...flow,
  at: (mean, gauge, hour) => flow.at(mean, gauge, hour) * (months.includes(monthOfDay[Math.floor(hour / 24)]) ? by : 1),
});
