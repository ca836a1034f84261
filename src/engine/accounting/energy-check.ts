import type { Case } from '../case/case.ts';
import type { Outcome } from '../outcome/outcome.ts';
import { scaleOf } from '../cascade/scale.ts';
import { hoursOfStep, limitAt } from '../case/timeline.ts';
import { zoneExcess, type StepInputs } from '../outcome/zone-balance.ts';
import { sectionLoad } from './section-load.ts';
import { LedgerError } from './ledger-error.ts';
import { stepText } from './water-check.ts';

/** Energy that may be left over, MWh; of a large system (`Scale.power`). */
const ENERGY_TOLERANCE_MWH = 1e-3;
/** MW of a large system. */
const POWER_TOLERANCE = 1e-6;
/** MW: an interior solution meets a joint limit to a billionth of the largest one. */
const LIMIT_TOLERANCE_MW = 1e-2;

/**
 * Largest |supply - use| over zones and steps, MWh: hydro + thermal + wind and solar + import + discharge + unserved +
 * interrupted + arriving flow = load + named load + charge + leaving flow + export (at its sending end). Throws where
 * it exceeds 1e-3 MWh of a large system, or where a power is negative.
 */
export function checkEnergy(c: Case, inputs: StepInputs, o: Outcome): number {
  checkSigns(c, o);
  checkLimits(c, inputs, o);
  checkAggregated(c, inputs, o);
  const tolerance = ENERGY_TOLERANCE_MWH * scaleOf(c).power;
  let largest = 0;
  for (let t = 0; t < o.timeline.steps; t++) {
    const hours = hoursOfStep(o.timeline, t);
    zoneExcess(c, inputs, o, t).forEach((excess, z) => {
      const signed = excess * hours;
      const residual = Math.abs(signed);
      if (!(residual <= tolerance)) {
        throw new LedgerError(
          `Zone ${c.zones.ids[z]}, ${stepText(c, o, t)} (step ${t} of the window): energy does not close: ` +
            `supply less use is ${Number(signed.toPrecision(4))} MWh (limit ${tolerance}).`,
        );
      }
      largest = Math.max(largest, residual);
    });
  }
  return largest;
}

function checkSigns(c: Case, o: Outcome): void {
  const tolerance = POWER_TOLERANCE * scaleOf(c).power;
  const check = (what: string, ids: readonly string[], table: Float64Array): void => {
    const at = table.findIndex((value) => !(value >= -tolerance));
    if (at >= 0)
      throw new LedgerError(
        `${what} ${ids[Math.floor(at / o.timeline.steps)]}, ${stepText(c, o, at % o.timeline.steps)}: power is ` +
          `${table[at]} MW but must not be negative.`,
      );
  };
  check('Corridor', c.corridors.ids, o.flowForward);
  check('Corridor', c.corridors.ids, o.flowReverse);
  check('Export', c.exports.ids, o.exported);
  check('Import', c.imports.ids, o.imported);
  check('Thermal', c.thermal.ids, o.thermal);
  check('Wind or solar fleet', c.renewables.ids, o.renewable);
  check('Unserved load of zone', c.zones.ids, o.unserved);
  check(
    'Interrupted load of zone',
    [...c.zones.interruptibleZone].map((z) => c.zones.ids[z]),
    o.interrupted,
  );
  check('Charge of storage', c.storages.ids, o.storageCharge);
  check('Discharge of storage', c.storages.ids, o.storageDischarge);
  for (const table of [o.aggregatedPower, o.aggregatedCurtailed, o.aggregatedForced])
    check('Aggregated hydro', c.aggregated.ids, table);
}

/** No line, section, plant or load beyond what it can take or ask for; MW. */
function checkLimits(c: Case, inputs: StepInputs, o: Outcome): void {
  const { steps } = o.timeline;
  const tolerance = LIMIT_TOLERANCE_MW * scaleOf(c).power;
  const check = (
    what: string,
    ids: readonly string[],
    table: Float64Array,
    limit: (entity: number, step: number) => number,
  ): void => {
    for (let entity = 0; entity * steps < table.length; entity++) {
      for (let step = 0; step < steps; step++) {
        const [mw, most] = [table[entity * steps + step], limit(entity, step)];
        if (!(mw <= most + tolerance))
          throw new LedgerError(
            `${what} ${ids[entity]}, ${stepText(c, o, step)}: ${mw} MW is above its limit of ${most} MW.`,
          );
      }
    }
  };
  check('Corridor', c.corridors.ids, o.flowForward, (l) => c.corridors.forward[l]);
  check('Corridor', c.corridors.ids, o.flowReverse, (l) => c.corridors.reverse[l]);
  check('Section', c.sections.ids, sectionLoad(c, o), (s, step) => limitAt(c, o.timeline, c.sections.limit, s, step));
  check('Export', c.exports.ids, o.exported, (e, step) => inputs.most[e * steps + step]);
  check(
    'Group of exports',
    c.exports.groups?.ids ?? [],
    groupExports(c, o),
    (g, step) => inputs.groupMost[g * steps + step],
  );
  check('Import', c.imports.ids, o.imported, (m, step) => inputs.importMost[m * steps + step]);
  check(
    'Import, below what must be taken,',
    c.imports.ids,
    o.imported.map((mw) => -mw),
    (m, step) => (c.imports.firm?.[m] === 1 ? -inputs.importMost[m * steps + step] : 0),
  );
  check('Thermal', c.thermal.ids, o.thermal, (g) => c.thermal.most[g]);
  check(
    'Thermal, below its must-run output,',
    c.thermal.ids,
    o.thermal.map((mw) => -mw),
    (g, step) => -inputs.mustRun[g * steps + step],
  );
  check('Wind or solar fleet', c.renewables.ids, o.renewable, (r, step) => inputs.renewable[r * steps + step]);
  check('Unserved load of zone', c.zones.ids, o.unserved, (z, step) => inputs.load[z * steps + step]);
  check(
    'Interrupted load of zone',
    [...c.zones.interruptibleZone].map((z) => c.zones.ids[z]),
    o.interrupted,
    (k, step) => inputs.interruptible[k * steps + step],
  );
}

/** What the lines of each group carry together, MW [group * steps + step]. */
export function groupExports(
  { exports: { groups } }: Case,
  { timeline: { steps }, exported }: Pick<Outcome, 'timeline' | 'exported'>,
): Float64Array {
  const sums = new Float64Array((groups?.ids.length ?? 0) * steps);
  groups?.of.forEach((g, e) => {
    if (g >= 0) for (let t = 0; t < steps; t++) sums[g * steps + t] += exported[e * steps + t];
  });
  return sums;
}

/**
 * Generated and curtailed power of aggregated hydro make up what its turbines can take, forced spill the water beyond;
 * MW.
 */
function checkAggregated(c: Case, inputs: StepInputs, o: Outcome): void {
  const tolerance = ENERGY_TOLERANCE_MWH * scaleOf(c).power;
  c.aggregated.ids.forEach((id, l) => {
    for (let t = 0; t < o.timeline.steps; t++) {
      const at = l * o.timeline.steps + t;
      const turbinable = o.aggregatedPower[at] + o.aggregatedCurtailed[at] - inputs.aggregatedTurbinable[at];
      const forced = o.aggregatedForced[at] - inputs.aggregatedForced[at];
      const off = Math.max(Math.abs(turbinable), Math.abs(forced));
      if (!(off <= tolerance))
        throw new LedgerError(
          `Aggregated hydro ${id}, ${stepText(c, o, t)}: power and spill differ from its water by ${off} MW (limit ` +
            `${tolerance}).`,
        );
    }
  });
}
