import type { Ledger } from './ledger.ts';
import { hydroTotal, sum } from './ledger.ts';

/** Energy balance of the whole system over the dispatched hours, MWh: the first six make up load + named load + export + losses. */
export interface SystemEnergy {
  readonly hydro: number; readonly thermal: number; readonly renewables: number; readonly imports: number; readonly unserved: number; readonly interrupted: number;
  readonly load: number; readonly namedLoad: number; readonly exports: number;
  /** of corridors, and of electric storage: charged less discharged */
  readonly losses: number;
  readonly renewablesCurtailed: number;
}

export function systemEnergy(ledger: Ledger): SystemEnergy {
  const { case: c, outcome: o } = ledger;
  const renewables = sum(o.renewable);
  return {
    hydro: hydroTotal(ledger).generated, thermal: sum(o.thermal), renewables, imports: sum(o.imported), unserved: sum(o.unserved), interrupted: sum(o.interrupted),
    load: windowSum(ledger, c.zones.load), namedLoad: windowSum(ledger, c.zones.slotLoad), exports: sum(o.exported),
    losses: corridorLosses(ledger) + sum(o.storageCharge) - sum(o.storageDischarge),
    renewablesCurtailed: windowSum(ledger, c.renewables.available) - renewables,
  };
}

/** Sum over the dispatched hours of a table that runs over the season. */
function windowSum({ case: c, hours }: Ledger, table: Float64Array): number {
  let total = 0;
  for (let from = c.firstDay * 24; from < table.length; from += c.hours) total += sum(table.subarray(from, from + hours));
  return total;
}

function corridorLosses({ case: c, outcome: o }: Ledger): number {
  let total = 0;
  for (let at = 0; at < o.flowForward.length; at++) total += c.corridors.loss[Math.floor(at / o.hours)] * (o.flowForward[at] + o.flowReverse[at]);
  return total;
}
