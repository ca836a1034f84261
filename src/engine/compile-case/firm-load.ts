import { assumptionsOf } from '../../system/model/assumptions.ts';
import { daysInMonth, midnight, monthOf, yearOf } from '../../system/words/calendar.ts';
import { compileFormula } from '../../system/words/formula.ts';
import { sizedLoads } from '../../system/scenario/measure.ts';
import type { Model, Row } from '../../system/model/model.ts';
import { orThrow } from '../../system/words/problem.ts';
import { rowPath } from '../../system/model/table-keys.ts';
import type { ResolvedScenario } from '../../system/scenario/resolved-scenario.ts';
import type { Case } from '../case/case.ts';
import { reportedLoad, sameHourOf } from './demand.ts';
import { knownIndex } from './known-index.ts';
import { drawn, loadParts, type LoadPart } from './load-parts.ts';
import { yearOfDemand } from './plants.ts';
import type { Season } from './season.ts';

/**
 * Firm load by zone, MW [zone * hours]: reported provincial demand shared over prefectures, with the metered part of
 * the named loads taken out of the months (and hours before the load's date) that contained it. A month cut by that
 * date solves D + metered * 1[h < date] = reported. What a balance leaves over is added as reported load is spread.
 */
export function firmLoad(
  model: Model,
  scenario: ResolvedScenario,
  season: Season,
  zoneIndex: Map<string, number>,
  zones: number,
): { load: Float64Array; correction: Float64Array | undefined; flags: Case['flags'] } {
  const hours = season.days * 24;
  const load = new Float64Array(zones * hours);
  const growth = growthFactor(scenario);
  const parts = loadParts(scenario);
  const flags = sizeFlags(model, scenario, parts);
  const reported = reportedLoad(model, scenario.demand.year);
  const byMonth = new Map<number, ReturnType<typeof monthBase>>();
  const correction = model.tables.load_corrections.length > 0 ? new Float64Array(hours) : undefined;
  for (let day = 0; day < season.days; day++) {
    const midnightOf = season.start + day * 24;
    const key = 12 * yearOf(midnightOf) + monthOf(midnightOf);
    let month = byMonth.get(key);
    if (!month)
      byMonth.set(
        key,
        (month = monthBase(
          model,
          scenario,
          reported,
          parts,
          yearOf(midnightOf),
          monthOf(midnightOf),
          (p) => knownIndex(zoneIndex, 'zone', p.zone, rowPath('prefectures', p, 'zone')),
          zones,
        )),
      );
    const first = sameHourOf(scenario.demand.year, midnightOf);
    for (let h = 0, t = day * 24; h < 24; h++, t++) {
      const profile =
        month.total > 0 ? ((reported[first + h] * scenario.demand.factor) / month.total) * growth(midnightOf + h) : 0;
      for (let z = 0; z < zones; z++) load[z * hours + t] = month.base[z] * profile;
      if (correction) correction[t] = month.correction * profile;
    }
  }
  return { load, correction, flags };
}

/**
 * Reported energy of a whole calendar month, MWh, what is added to it, and by zone what is left of both without metered
 * named load.
 */
function monthBase(
  model: Model,
  scenario: ResolvedScenario,
  reported: Float64Array,
  parts: LoadPart[],
  year: number,
  month: number,
  zoneOf: (p: Row<'prefectures'>) => number,
  zones: number,
) {
  const start = midnight(year, month, 1);
  const hours = daysInMonth(year, month) * 24;
  let total = 0;
  for (let day = 0; day < hours; day += 24) {
    const first = sameHourOf(scenario.demand.year, start + day);
    for (let h = 0; h < 24; h++) total += reported[first + h] * scenario.demand.factor;
  }
  const base = new Float64Array(zones);
  // The part of a prefecture's reported demand that a metered load may make up; what exceeds it was never metered.
  const mostMetered = assumptionsOf(model.tables)['metered-share'];
  const demandYear = yearOfDemand(scenario, start);
  const correction =
    1000 * (model.tables.load_corrections.find((r) => r.year === demandYear && r.month === month)?.energy_gwh ?? 0);
  for (const p of model.tables.prefectures) {
    let metered = 0;
    for (const piece of parts) {
      if (piece.prefecture !== p.id || piece.connection === 'direct') continue;
      for (let t = 0; t < hours; t++) if (start + t < piece.meteredUntil) metered += drawn(piece, start + t);
    }
    const energy = total * p.load_share;
    // What is taken away leaves less that metered load can be part of.
    base[zoneOf(p)] +=
      energy -
      Math.min(metered, mostMetered * (energy + Math.min(0, correction) * p.load_share)) +
      correction * p.load_share;
  }
  return { total, base, correction };
}

function growthFactor(scenario: ResolvedScenario): (hour: number) => number {
  const terms = scenario.measures
    .filter((m) => m.type === 'growth')
    .map((m) => ({
      start: m.start,
      end: m.end,
      at: typeof m.factor === 'number' ? constant(m.factor) : orThrow(compileFormula(m.factor, ['year'])),
    }));
  return (hour) => terms.reduce((f, g) => (hour >= g.start && hour < g.end ? f * g.at({ year: yearOf(hour) }) : f), 1);
}
const constant = (value: number) => (): number => value;

/** Sizes that the prefectures cannot hold: said on every table, with the largest size that they can. */
function sizeFlags(model: Model, scenario: ResolvedScenario, parts: LoadPart[]): Case['flags'] {
  const flags: Case['flags'][number][] = [];
  const size = sizedLoads(scenario).reduce((sum, l) => sum + l.size, 0);
  const year = model.tables.load_years.find((r) => r.year === scenario.demand.year);
  for (const p of model.tables.prefectures) {
    const own = parts.filter((x) => x.prefecture === p.id);
    const metered = own.filter((x) => x.connection !== 'direct').reduce((sum, x) => sum + x.mw, 0);
    const direct = own.filter((x) => x.connection === 'direct').reduce((sum, x) => sum + x.mw, 0);
    const mean = year ? (year.consumption_gwh * 1000 * scenario.demand.factor * p.load_share) / 8760 : Infinity;
    const hydro = model.tables.lumped_hydro
      .filter((l) => l.prefecture === p.id)
      .reduce((sum, l) => sum + l.capacity_mw, 0);
    const place = { en: p.name_en, zh: p.name_zh };
    if (metered > mean)
      flags.push({
        code: 'load-exceeds-prefecture',
        values: { place, metered_mw: metered, mean_mw: mean, fits_mw: (size * mean) / metered },
      });
    if (direct > hydro)
      flags.push({
        code: 'direct-exceeds-small-hydro',
        values: { place, direct_mw: direct, hydro_mw: hydro, fits_mw: (size * hydro) / direct },
      });
  }
  return flags;
}
