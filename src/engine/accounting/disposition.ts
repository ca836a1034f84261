import { scaleOf } from '../cascade/scale.ts';
import { HM3_PER_FLOW_HOUR, MAX_TRAVEL_HOURS } from '../tables.ts';
import { hydroTotal, inStatistic, type Ledger } from './ledger.ts';
import { LedgerError } from './ledger-error.ts';
import { systemEnergy, type SystemEnergy } from './system-energy.ts';

/** Of a large system (`Scale.power`). */
const TOLERANCE_MWH = 1;

/**
 * Where the energy of a removed load went, MWh, each positive when it absorbs freed energy; together with the residual
 * they make up `removed`.
 */
export interface EnergyDisposition {
  readonly removed: number;
  readonly curtailedInStatistic: number;
  /** curtailed by stations and aggregated hydro outside the statistic */
  readonly spilledOutsideStatistic: number;
  /** forced spill of all hydro */
  readonly forcedSpill: number;
  /**
   * more energy kept in reservoirs and in water on its way, each at the factor of the station it is in or comes to next
   */
  readonly storage: number;
  /** the rest of the hydro change: heads, and water met by other turbines than its own station's */
  readonly headAndRouting: number;
  readonly exports: number;
  readonly thermal: number;
  readonly renewables: number;
  readonly imports: number;
  readonly unserved: number;
  readonly losses: number;
  readonly residual: number;
}

/** What the disposition needs of one world, MWh; `scale`: how large the system is (`Scale.power`). */
export interface WorldEnergy {
  readonly scale: number;
  readonly curtailed: number;
  readonly outside: number;
  readonly forced: number;
  readonly stored: number;
  readonly system: SystemEnergy;
}

export const worldEnergy = (ledger: Ledger): WorldEnergy => ({
  scale: scaleOf(ledger.case).power,
  curtailed: hydroTotal(ledger, inStatistic).curtailed,
  outside: hydroTotal(ledger, (plants, p) => !inStatistic(plants, p)).curtailed,
  forced: hydroTotal(ledger).forced,
  stored: storedEnergy(ledger),
  system: systemEnergy(ledger),
});

export const disposition = (reference: Ledger, counterfactual: Ledger): EnergyDisposition =>
  dispositionBetween(worldEnergy(reference), worldEnergy(counterfactual));

/**
 * Counterfactual less reference. Removed energy is taken from the loads alone and every other term from its own table,
 * so the residual is a real check of the energy balances; head and routing is by definition what hydro gave less and no
 * other hydro term holds. Throws above 1 MWh of a large system.
 */
export function dispositionBetween(reference: WorldEnergy, counterfactual: WorldEnergy): EnergyDisposition {
  const [r, k] = [reference.system, counterfactual.system];
  const more = (of: (world: WorldEnergy) => number): number => of(counterfactual) - of(reference);
  const hydro = {
    curtailedInStatistic: more((w) => w.curtailed),
    spilledOutsideStatistic: more((w) => w.outside),
    forcedSpill: more((w) => w.forced),
    storage: more((w) => w.stored),
  };
  const headAndRouting = r.hydro - k.hydro - Object.values(hydro).reduce((sum, term) => sum + term, 0);
  const terms = {
    ...hydro,
    headAndRouting,
    exports: k.exports - r.exports,
    thermal: r.thermal - k.thermal,
    renewables: r.renewables - k.renewables,
    imports: r.imports - k.imports,
    unserved: r.unserved + r.interrupted - k.unserved - k.interrupted,
    losses: k.losses - r.losses,
  };
  const removed = r.namedLoad - k.namedLoad + (r.load - k.load);
  const residual = removed - Object.values(terms).reduce((sum, term) => sum + term, 0);
  const tolerance = TOLERANCE_MWH * reference.scale;
  if (!(Math.abs(residual) <= tolerance))
    throw new LedgerError(
      `The disposition of removed energy does not close: ${residual} MWh are left over (limit ${tolerance}).`,
    );
  return { removed, ...terms, residual };
}

/**
 * Change over the span of the energy in reservoirs and in transit, MWh; in blocks of a day nothing is in transit
 * overnight.
 */
export function storedEnergy({ case: c, outcome: o }: Ledger): number {
  const { steps, kind } = o.timeline;
  let stored = 0;
  for (let i = 0; i < c.stations.ids.length; i++) {
    if (c.stations.storage[i] > 0)
      stored += ((o.storage[(i + 1) * steps - 1] - o.firstStorage[i]) / HM3_PER_FLOW_HOUR) * c.stations.production[i];
    const next = c.stations.downstream[i];
    if (next < 0 || kind === 'blocks') continue;
    for (let ago = 1; ago <= c.stations.travelHours[i]; ago++)
      stored += c.stations.production[next] * (released(i, steps - ago) - released(i, -ago));
  }
  return stored;

  function released(i: number, t: number): number {
    if (t < 0) return o.releaseBefore[i * MAX_TRAVEL_HOURS - t - 1];
    const at = i * steps + t;
    return o.turbined[at] + o.turbinableSpill[at] + o.forcedSpill[at];
  }
}
