import { energyOf } from '../case/timeline.ts';
import { hydroTotal, type Ledger } from './ledger.ts';

/**
 * Energy balance of the whole system over the dispatched days, MWh: the first six make up load + named load + export +
 * losses.
 */
export interface SystemEnergy {
  readonly hydro: number;
  readonly thermal: number;
  readonly renewables: number;
  readonly imports: number;
  readonly unserved: number;
  readonly interrupted: number;
  readonly load: number;
  readonly namedLoad: number;
  readonly exports: number;
  /** of corridors, and of electric storage: charged less discharged */
  readonly losses: number;
  readonly renewablesCurtailed: number;
}

export function systemEnergy(ledger: Ledger): SystemEnergy {
  const { outcome: o, inputs } = ledger;
  const energy = (powers: Float64Array): number => energyOf(o.timeline, powers);
  const renewables = energy(o.renewable);
  return {
    hydro: hydroTotal(ledger).generated,
    thermal: energy(o.thermal),
    renewables,
    imports: energy(o.imported),
    unserved: energy(o.unserved),
    interrupted: energy(o.interrupted),
    load: energy(inputs.load),
    namedLoad: energy(inputs.interruptible),
    exports: energy(o.exported),
    losses: corridorLosses(ledger) + energy(o.storageCharge) - energy(o.storageDischarge),
    renewablesCurtailed: energy(inputs.renewable) - renewables,
  };
}

function corridorLosses({ case: c, outcome: o }: Ledger): number {
  const { steps } = o.timeline;
  return energyOf(
    o.timeline,
    o.flowForward.map((forward, at) => c.corridors.loss[Math.floor(at / steps)] * (forward + o.flowReverse[at])),
  );
}
