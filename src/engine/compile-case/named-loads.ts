import { assumptionsOf } from '../../system/model/assumptions.ts';
import { daysInMonth, midnight, monthOf, yearOf } from '../../system/words/calendar.ts';
import { compileFormula } from '../../system/words/formula.ts';
import { isRemoval, removalSteps, shareInForce, sizedLoads } from '../../system/scenario/measure.ts';
import type { Model, Row } from '../../system/model/model.ts';
import { orThrow } from '../../system/words/problem.ts';
import { CONNECTIONS, type Connection } from '../../system/scenario/scenario.ts';
import { rowPath } from '../../system/model/table-keys.ts';
import type {
  MonthlyShares,
  Rationing,
  ResolvedLoad,
  ResolvedScenario,
} from '../../system/scenario/resolved-scenario.ts';
import type { Case } from '../case/case.ts';
import { reportedLoad, sameHourOf } from './demand.ts';
import { knownIndex } from './known-index.ts';
import { yearOfDemand } from './plants.ts';
import type { Season } from './season.ts';

/**
 * One prefecture's part of a named load on one connection: `mw` outside its rationing spans, of which a calendar month
 * (0-11) has its share.
 */
interface LoadPart {
  readonly load: string;
  readonly prefecture: string;
  readonly connection: Connection;
  readonly mw: number;
  readonly byMonth: MonthlyShares | null;
  readonly rationed: readonly Rationing[];
  readonly cost: number;
  readonly meteredUntil: number;
}

export function loadParts(scenario: ResolvedScenario): LoadPart[] {
  return sizedLoads(scenario)
    .flatMap((load) => {
      const total = Object.values(load.shares).reduce((sum, w) => sum + w, 0);
      return Object.entries(load.shares).flatMap(([prefecture, weight]) =>
        CONNECTIONS.map((connection) => part(load, prefecture, connection, weight / total)),
      );
    })
    .filter((p) => p.mw > 0);
}

const part = (load: ResolvedLoad, prefecture: string, connection: Connection, share: number): LoadPart => ({
  load: load.id,
  prefecture,
  connection,
  mw: load.size * share * load.connection[connection] * load.availability,
  byMonth: load.availability_by_month,
  rationed: load.rationing.filter((r) => r.connection === connection),
  cost: load.interruption_yuan_per_mwh,
  meteredUntil: load.metered_until,
});

const drawn = (p: LoadPart, hour: number): number =>
  p.rationed.some((r) => hour >= r.start && hour < r.end) ? 0 : p.byMonth ? p.mw * p.byMonth[monthOf(hour) - 1] : p.mw;

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

/**
 * Named and added loads in their slots (one a zone and cost): what they really draw, and what plans believe as removals
 * become known.
 */
export function compileSlots(model: Model, scenario: ResolvedScenario, season: Season, zoneIndex: Map<string, number>) {
  const hours = season.days * 24;
  const parts = loadParts(scenario);
  const pocketOf = new Map(model.tables.pockets.map((p) => [p.prefecture, p.id]));
  const zoneOf = (p: LoadPart): number =>
    knownIndex(
      zoneIndex,
      'zone',
      (p.connection === 'direct' ? pocketOf.get(p.prefecture) : undefined) ??
        model.tables.prefectures.find((r) => r.id === p.prefecture)?.zone ??
        p.prefecture,
      `loads[${p.load}].shares.${p.prefecture}`,
    );
  const added = scenario.measures.filter((m) => m.type === 'add-load').filter((m) => m.size > 0);
  const keys = new Map<string, number>();
  const slotZone: number[] = [];
  const slotCost: number[] = [];
  const slot = (zone: number, cost: number): number => {
    const key = `${zone}|${cost}`;
    const known = keys.get(key);
    if (known !== undefined) return known;
    keys.set(key, slotZone.length);
    slotCost.push(cost);
    return slotZone.push(zone) - 1;
  };
  const places = parts.map((p) => slot(zoneOf(p), p.cost));
  const addedPlaces = added.map((m) =>
    slot(knownIndex(zoneIndex, 'zone', m.zone, `measures[${m.id}].zone`), m.interruption_yuan_per_mwh),
  );
  const removals = scenario.measures
    .filter(isRemoval)
    .filter((m) => m.size > 0)
    .map((m) => ({ load: m.load, persistence: m.persistence, steps: removalSteps(m) }));
  const wanted = parts.map((p) => Float64Array.from({ length: hours }, (_, t) => drawn(p, season.start + t)));
  /** share that is left of each load by hour, removals up to an hour being known */
  const leftOf = (known: number, taken: typeof removals): Map<string, Float64Array> =>
    new Map(
      [...new Set(taken.map(({ load }) => load))].map((load) => {
        const gone = new Float64Array(hours);
        for (const { steps, persistence } of taken.filter((r) => r.load === load)) {
          for (const { start, end, ramp, share } of steps) {
            if (start > known) continue;
            const whole = share * persistence;
            for (let t = Math.max(0, start - season.start); t < hours; t++)
              gone[t] += whole * shareInForce(start, end, ramp, season.start + t);
          }
        }
        return [load, gone.map((share) => 1 - Math.min(1, share))];
      }),
    );
  const belief = (known: number, taken = removals): Float64Array => {
    const table = new Float64Array(slotZone.length * hours);
    const left = leftOf(known, taken);
    parts.forEach((p, at) => {
      const [to, own, share] = [places[at] * hours, wanted[at], left.get(p.load)];
      if (share) for (let t = 0; t < hours; t++) table[to + t] += own[t] * share[t];
      else for (let t = 0; t < hours; t++) table[to + t] += own[t];
    });
    added.forEach((m, at) => {
      if (m.start > known) return;
      for (let t = 0; t < hours; t++)
        table[addedPlaces[at] * hours + t] += m.size * shareInForce(m.start, m.end, m.ramp, season.start + t);
    });
    return table;
  };
  const changes = [...removals.flatMap((r) => r.steps.map((s) => s.start)), ...added.map((m) => m.start)];
  const revisionHour = [
    -1_000_000_000,
    ...new Set(changes.filter((h) => h > season.start && h < season.start + hours).sort((a, b) => a - b)),
  ];
  const beliefs = revisionHour.map((known) => belief(Math.max(known, season.start)));
  const revisionLoad = new Float64Array(beliefs.length * slotZone.length * hours);
  beliefs.forEach((b, r) => revisionLoad.set(b, r * b.length));
  return {
    slotZone: Int32Array.from(slotZone),
    slotCost: Float64Array.from(slotCost),
    slotLoad: belief(Infinity),
    revisionHour: Int32Array.from(revisionHour),
    revisionLoad,
    changes,
    /** the same with nothing removed, MW [slot * hours] */
    kept: (): Float64Array => belief(Infinity, []),
  };
}
