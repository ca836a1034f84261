import { dayOf, daysInMonth, monthOf, yearOf } from '../../system/words/calendar.ts';
import type { Model } from '../../system/model/model.ts';
import type { ResolvedScenario } from '../../system/scenario/resolved-scenario.ts';
import type { Season } from './season.ts';

/**
 * Natural flow, m3/s, in an hour of the season at a place whose annual mean is `mean`, going by the gauge with this
 * index; -1 = no gauge, no water. `daily`: all hours of a day have that of its first.
 */
export interface GaugeFlow {
  readonly at: (mean: number, gauge: number, hour: number) => number;
  readonly daily: boolean;
}

/** The climatology. */
export function normalFlow(model: Model, season: Season): GaugeFlow {
  const ratio = gaugeRatios(model, season);
  return {
    at: (mean, gauge, hour) => (gauge < 0 ? 0 : mean * ratio[gauge * season.days + Math.floor(hour / 24)]),
    daily: true,
  };
}

/** The climatology times the scenario's water year, inflow-year measures and the scenario's own factor. */
export function scenarioFlow(model: Model, scenario: ResolvedScenario, season: Season): GaugeFlow {
  const [ratio, factor] = [gaugeRatios(model, season), waterFactors(model, scenario, season)];
  return {
    at: (mean, gauge, hour) =>
      gauge < 0
        ? 0
        : mean * ratio[gauge * season.days + Math.floor(hour / 24)] * factor[gauge * season.days * 24 + hour],
    daily: !scenario.measures.some((m) => m.type === 'inflow-year'),
  };
}

/**
 * Ratio of natural flow to its annual mean, `[gauge * days + day]`: linear between the middles of months, every month
 * keeping its mean.
 */
function gaugeRatios(model: Model, season: Season): Float64Array {
  const ratios = new Float64Array(model.tables.gauges.length * season.days);
  model.tables.gauges.forEach((gauge, g) => {
    const monthly = new Float64Array(13);
    for (const row of model.tables.natural_flow)
      if (row.gauge === gauge.id) monthly[row.month] = row.natural_flow_m3s / gauge.mean_flow_m3s;
    for (let d = 0; d < season.days; d++) ratios[g * season.days + d] = smoothRatio(monthly, season.start + d * 24);
  });
  return ratios;
}

function smoothRatio(monthly: Float64Array, hour: number): number {
  const month = monthOf(hour);
  const length = daysInMonth(yearOf(hour), month);
  const raw = between(monthly, month, (dayOf(hour) - 0.5) / length);
  let sum = 0;
  for (let d = 0; d < length; d++) sum += between(monthly, month, (d + 0.5) / length);
  return sum > 0 ? (raw * monthly[month] * length) / sum : 0;
}

function between(monthly: Float64Array, month: number, at: number): number {
  const previous = monthly[month === 1 ? 12 : month - 1];
  const next = monthly[month === 12 ? 1 : month + 1];
  return at < 0.5
    ? previous + (monthly[month] - previous) * (at + 0.5)
    : monthly[month] + (next - monthly[month]) * (at - 0.5);
}

/** Factor on natural flow, `[gauge * hours + hour]`: water years go by months, measures by hours. */
function waterFactors(model: Model, scenario: ResolvedScenario, season: Season): Float64Array {
  const table = new Map(model.tables.water_years.map((r) => [`${r.water_year}|${r.gauge}|${r.month}`, r.factor]));
  const changes = scenario.measures.flatMap((m) =>
    m.type === 'inflow-year' ? [{ year: m.water_year, factor: m.factor, from: m.start, to: m.end }] : [],
  );
  const hours = season.days * 24;
  const factors = new Float64Array(model.tables.gauges.length * hours);
  const always = {
    year: scenario.water.water_year,
    factor: scenario.water.factor,
    from: season.start,
    to: season.start + hours,
  };
  model.tables.gauges.forEach(({ id }, g) => {
    // The last change that holds goes before the others.
    for (const { year, factor, from, to } of [always, ...changes]) {
      const last = Math.min(hours, to - season.start);
      for (let t = Math.max(0, from - season.start); t < last;) {
        const month = monthOf(season.start + t);
        const next = Math.min(last, (Math.floor(t / 24) + 1) * 24);
        factors.fill(
          (table.get(`${year}|${id}|${month}`) ?? table.get(`${year}|all|${month}`) ?? 1) * factor,
          g * hours + t,
          g * hours + next,
        );
        t = next;
      }
    }
  });
  return factors;
}
