import type { Case } from '../compile-case/case.ts';
import type { Outcome } from '../outcome.ts';
import { LedgerError } from './ledger-error.ts';
import { hourText } from './water-check.ts';

export const ENERGY_TOLERANCE_MWH = 1e-3;
const POWER_TOLERANCE = 1e-6;

/**
 * Largest |supply - use| over zones and hours, MWh: hydro + thermal + wind and solar + import + discharge + unserved + interrupted + arriving flow
 * = load + named load + charge + leaving flow + export (at its sending end). Throws where it exceeds 1e-3 MWh, or where a power is negative.
 */
export function checkEnergy(c: Case, o: Outcome): number {
  checkSigns(c, o);
  checkLumps(c, o);
  let largest = 0;
  for (let t = 0; t < o.hours; t++) {
    zoneResiduals(c, o, t).forEach((signed, z) => {
      const residual = Math.abs(signed);
      if (!(residual <= ENERGY_TOLERANCE_MWH)) {
        throw new LedgerError(`Zone ${c.zones.ids[z]}, ${hourText(c, t)} (hour ${t} of the window): energy does not close: supply less use is ${Number(signed.toPrecision(4))} MWh (limit ${ENERGY_TOLERANCE_MWH}).`);
      }
      largest = Math.max(largest, residual);
    });
  }
  return largest;
}

/** Supply less use of every zone in hour `t` of the dispatched days, MWh. */
function zoneResiduals(c: Case, o: Outcome, t: number): Float64Array {
  const sums = new Float64Array(c.zones.ids.length);
  const hour = c.firstDay * 24 + t;
  const add = (zones: Int32Array, table: Float64Array, sign: 1 | -1, hours = o.hours, at = t): void => {
    for (let e = 0; e < zones.length; e++) sums[zones[e]] += sign * table[e * hours + at];
  };
  for (let i = 0; i < c.stations.zone.length; i++) sums[c.stations.zone[i]] += o.turbined[i * o.hours + t] * o.productionFactor[i * o.hours + t];
  add(c.lumps.zone, o.lumpPower, 1);
  add(c.thermal.zone, o.thermal, 1);
  add(c.renewables.zone, o.renewable, 1);
  add(c.imports.zone, o.imported, 1);
  add(c.storages.zone, o.storageDischarge, 1);
  add(c.storages.zone, o.storageCharge, -1);
  add(c.zones.slotZone, o.interrupted, 1);
  add(c.zones.slotZone, c.zones.slotLoad, -1, c.hours, hour);
  add(c.exports.zone, o.exported, -1);
  for (let z = 0; z < sums.length; z++) sums[z] += o.unserved[z * o.hours + t] - c.zones.load[z * c.hours + hour];
  for (let l = 0; l < c.corridors.ids.length; l++) {
    const kept = 1 - c.corridors.loss[l];
    const [forward, reverse] = [o.flowForward[l * o.hours + t], o.flowReverse[l * o.hours + t]];
    sums[c.corridors.from[l]] += reverse * kept - forward;
    sums[c.corridors.to[l]] += forward * kept - reverse;
  }
  return sums;
}

function checkSigns(c: Case, o: Outcome): void {
  const check = (what: string, ids: readonly string[], table: Float64Array): void => {
    const at = table.findIndex((value) => !(value >= -POWER_TOLERANCE));
    if (at >= 0) throw new LedgerError(`${what} ${ids[Math.floor(at / o.hours)]}, ${hourText(c, at % o.hours)}: power is ${table[at]} MW but must not be negative.`);
  };
  check('Corridor', c.corridors.ids, o.flowForward);
  check('Corridor', c.corridors.ids, o.flowReverse);
  check('Export', c.exports.ids, o.exported);
  check('Import', c.imports.ids, o.imported);
  check('Thermal', c.thermal.ids, o.thermal);
  check('Wind or solar fleet', c.renewables.ids, o.renewable);
  check('Unserved load of zone', c.zones.ids, o.unserved);
  check('Interrupted load of zone', [...c.zones.slotZone].map((z) => c.zones.ids[z]), o.interrupted);
  check('Charge of storage', c.storages.ids, o.storageCharge);
  check('Discharge of storage', c.storages.ids, o.storageDischarge);
  for (const table of [o.lumpPower, o.lumpCurtailed, o.lumpForced]) check('Lumped hydro', c.lumps.ids, table);
}

/** Generated and curtailed power of lumped hydro make up what its turbines can take, forced spill the water beyond; MW. */
function checkLumps(c: Case, o: Outcome): void {
  c.lumps.ids.forEach((id, l) => {
    for (let t = 0; t < o.hours; t++) {
      const at = l * o.hours + t;
      const ratio = c.lumps.ratio[l * c.days + c.firstDay + Math.floor(t / 24)];
      const turbinable = o.lumpPower[at] + o.lumpCurtailed[at] - c.lumps.capacity[l] * Math.min(1, ratio);
      const forced = o.lumpForced[at] - c.lumps.capacity[l] * Math.max(0, ratio - 1);
      const off = Math.max(Math.abs(turbinable), Math.abs(forced));
      if (!(off <= ENERGY_TOLERANCE_MWH)) throw new LedgerError(`Lumped hydro ${id}, ${hourText(c, t)}: power and spill differ from its water by ${off} MW (limit ${ENERGY_TOLERANCE_MWH}).`);
    }
  });
}
