import { arrivals } from '../cascade/arrivals.ts';
import type { Outcome } from '../outcome/outcome.ts';
import { scaleOf } from '../cascade/scale.ts';
import { HM3_PER_FLOW_HOUR } from '../tables.ts';
import { dayOfStep, hoursOfStep } from '../case/timeline.ts';
import type { Ledger } from './ledger.ts';
import { LedgerError } from './ledger-error.ts';

/**
 * Terms of the disposition in one zone and month; the last two are what zones hand to one another and cancel over all
 * of them.
 */
export const ZONE_TERMS = [
  'curtailedInStatistic',
  'spilledOutsideStatistic',
  'forcedSpill',
  'storage',
  'headAndRouting',
  'exports',
  'thermal',
  'renewables',
  'imports',
  'unserved',
  'losses',
  'exchange',
  'arrivingWater',
] as const;
export type ZoneTerm = (typeof ZONE_TERMS)[number];

/**
 * Where the energy of a removed load went, MWh, in one zone and month: the terms and the residual make up `removed`,
 * which is negative where load came.
 */
export interface ZoneDisposition extends Readonly<Record<ZoneTerm, number>> {
  readonly zone: string;
  readonly month: string;
  readonly removed: number;
  readonly residual: number;
}

/** Of a large system (`Scale.power`). */
const TOLERANCE_MWH = 1;

/**
 * Counterfactual less reference, zone by zone. A line's loss counts where it arrives. Water that a station releases
 * into another is worth the factor of that other one: sent by the zone of the one, met in the zone of the other. Every
 * term comes from its own table, so the residual checks energy and water at once. Throws above 1 MWh of a large system.
 */
export function zoneDisposition(reference: Ledger, counterfactual: Ledger): ZoneDisposition[] {
  const tolerance = TOLERANCE_MWH * scaleOf(reference.case).power;
  const [kept, gone] = [zoneBooks(reference), zoneBooks(counterfactual)];
  const months = counterfactual.case.monthKeys.map((_, m) => m).filter((month) => gone.months.has(month));
  return months.flatMap((month) =>
    counterfactual.case.zones.ids.map((zone, z) => {
      const at = month * counterfactual.case.zones.ids.length + z;
      const more = (table: keyof ZoneBooks['tables']): number => gone.tables[table][at] - kept.tables[table][at];
      const terms = Object.fromEntries(ZONE_TERMS.map((term) => [term, more(term)])) as Record<ZoneTerm, number>;
      const removed = kept.tables.load[at] - gone.tables.load[at];
      const residual = removed - ZONE_TERMS.reduce((sum, term) => sum + terms[term], 0);
      const key = counterfactual.case.monthKeys[month];
      if (!(Math.abs(residual) <= tolerance))
        throw new LedgerError(
          `The disposition of removed energy does not close in zone ${zone}, ${key}: ${residual} MWh are left ` +
            `over (limit ${tolerance}).`,
        );
      return { zone, month: key, removed, ...terms, residual };
    }),
  );
}

/**
 * MWh of one world `[month * zones + zone]`, each signed so that more of it absorbs freed energy; only differences of
 * worlds mean anything.
 */
interface ZoneBooks {
  readonly months: ReadonlySet<number>;
  readonly tables: Readonly<Record<ZoneTerm | 'load', Float64Array>>;
}

/** Adds MW (or m3/s times a factor) over step `t` to a term of a zone. */
type Book = (term: ZoneTerm | 'load', zone: number, t: number, mw: number) => void;

function zoneBooks(ledger: Ledger): ZoneBooks {
  const { case: c, outcome: o } = ledger;
  const zones = c.zones.ids.length;
  const tables = Object.fromEntries(
    [...ZONE_TERMS, 'load' as const].map((term) => [term, new Float64Array(zones * c.monthKeys.length)]),
  ) as Record<ZoneTerm | 'load', Float64Array>;
  const monthOfStep = Int32Array.from({ length: o.timeline.steps }, (_, t) => c.monthOfDay[dayOfStep(o.timeline, t)]);
  const book: Book = (term, zone, t, mw) => {
    tables[term][monthOfStep[t] * zones + zone] += mw * hoursOfStep(o.timeline, t);
  };
  for (let t = 0; t < o.timeline.steps; t++) {
    bookPower(ledger, t, book);
    bookLines(ledger, t, book);
    bookSpill(ledger, t, book);
  }
  bookWater(ledger, book);
  return { months: new Set(monthOfStep), tables };
}

function bookPower({ case: c, outcome: o, inputs }: Ledger, t: number, book: Book): void {
  const { steps } = o.timeline;
  const each = (term: ZoneTerm | 'load', zones: Int32Array, table: Float64Array, sign: 1 | -1): void =>
    zones.forEach((zone, e) => book(term, zone, t, sign * table[e * steps + t]));
  each('load', c.zones.interruptibleZone, inputs.interruptible, 1);
  each('unserved', c.zones.interruptibleZone, o.interrupted, -1);
  each('thermal', c.thermal.zone, o.thermal, -1);
  each('renewables', c.renewables.zone, o.renewable, -1);
  each('imports', c.imports.zone, o.imported, -1);
  each('exports', c.exports.zone, o.exported, 1);
  each('losses', c.storages.zone, o.storageCharge, 1);
  each('losses', c.storages.zone, o.storageDischarge, -1);
  c.zones.ids.forEach((_, z) => {
    book('load', z, t, inputs.load[z * steps + t]);
    book('unserved', z, t, -o.unserved[z * steps + t]);
  });
}

function bookLines({ case: c, outcome: o }: Ledger, t: number, book: Book): void {
  const { steps } = o.timeline;
  const send = (from: number, to: number, mw: number, loss: number): void => {
    book('exchange', from, t, mw);
    book('exchange', to, t, -mw);
    book('losses', to, t, mw * loss);
  };
  c.corridors.loss.forEach((loss, l) => {
    send(c.corridors.from[l], c.corridors.to[l], o.flowForward[l * steps + t], loss);
    send(c.corridors.to[l], c.corridors.from[l], o.flowReverse[l * steps + t], loss);
  });
}

function bookSpill({ outcome: o, plants, byStep }: Ledger, t: number, book: Book): void {
  const { steps } = o.timeline;
  plants.ids.forEach((_, p) => {
    book(
      plants.inStatistic[p] === 1 ? 'curtailedInStatistic' : 'spilledOutsideStatistic',
      plants.zone[p],
      t,
      byStep.curtailed[p * steps + t],
    );
    book('forcedSpill', plants.zone[p], t, byStep.forced[p * steps + t]);
  });
}

/**
 * Reservoirs, water on its way (counted with the station that released it), and what the factor at the actual head
 * differs from that at full storage.
 */
function bookWater({ case: c, outcome: o }: Ledger, book: Book): void {
  const { steps } = o.timeline;
  const { zone, production, downstream } = c.stations;
  const arriving = arrivals(c, o);
  for (let i = 0; i < zone.length; i++) {
    const next = downstream[i];
    for (let t = 0; t < steps; t++) {
      const release = released(o, i * steps + t);
      book('headAndRouting', zone[i], t, (production[i] - o.productionFactor[i * steps + t]) * release);
      book('storage', zone[i], t, (production[i] * filled(o, i, t)) / HM3_PER_FLOW_HOUR / hoursOfStep(o.timeline, t));
      // Water missing in a loss is inflow of one world that the other may not have.
      book('headAndRouting', zone[i], t, -production[i] * o.missingWater[i * steps + t]);
      if (next < 0) continue;
      const arrived = arriving(i, next, t);
      book('headAndRouting', zone[i], t, -production[next] * release);
      book('storage', zone[i], t, production[next] * (release - arrived));
      book('arrivingWater', zone[i], t, production[next] * arrived);
      book('arrivingWater', zone[next], t, -production[next] * arrived);
    }
  }
}

const released = (o: Outcome, at: number): number => o.turbined[at] + o.turbinableSpill[at] + o.forcedSpill[at];

/** hm3 that the station holds more at the end of a step than at its beginning. */
const filled = (o: Outcome, i: number, t: number): number =>
  o.storage[i * o.timeline.steps + t] - (t > 0 ? o.storage[i * o.timeline.steps + t - 1] : o.firstStorage[i]);
