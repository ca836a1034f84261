import { DUST, seriesScale } from '../../system/words/dust.ts';
import type { Case } from '../case/case.ts';
import type { Outcome } from '../outcome/outcome.ts';
import { scaleOf } from '../cascade/scale.ts';
import type { StepInputs } from '../outcome/zone-balance.ts';

const POWERS = [
  'aggregatedCurtailed',
  'aggregatedForced',
  'thermal',
  'imported',
  'exported',
  'unserved',
  'interrupted',
  'flowForward',
  'flowReverse',
  'storageCharge',
  'storageDischarge',
] as const satisfies readonly (keyof Outcome)[];
const FLOWS = ['turbinableSpill', 'forcedSpill'] as const satisfies readonly (keyof Outcome)[];
/**
 * What an interior solution and the closing of its books leave where there is nothing, MW and m3/s of a large system
 * (`Scale`).
 */
const LEFT_BEHIND = 5e-5;

/**
 * An outcome as it is told: a step below a millionth of its own series, or as small as what solving leaves of nothing,
 * is 0; wind and sun curtailed by less are not curtailed. Books are closed before, sums and series are taken after it,
 * so that they agree.
 */
export function settledOutcome(c: Case, o: Outcome, { renewable }: StepInputs): Outcome {
  const { steps } = o.timeline;
  // Both kinds of spill are told as one flow.
  const spilled = o.turbinableSpill.map((flow, at) => flow + o.forcedSpill[at]);
  const [power, flow] = [LEFT_BEHIND * scaleOf(c).power, LEFT_BEHIND * scaleOf(c).flow];
  const tables = [
    ...POWERS.map((name) => [name, settled(o[name], steps, power)] as const),
    ...FLOWS.map((name) => [name, settled(o[name], steps, flow, spilled)] as const),
  ];
  const curtailed = settled(
    renewable.map((mw, at) => mw - o.renewable[at]),
    steps,
    power,
  );
  return {
    ...o,
    ...Object.fromEntries(tables),
    renewable: o.renewable.map((mw, at) => (curtailed[at] === 0 ? renewable[at] : mw)),
  };
}

/** `beside`: the table whose series give the scale, where it is not the table itself. */
function settled(table: Float64Array, steps: number, floor: number, beside = table): Float64Array {
  const told = new Float64Array(table.length);
  for (let from = 0; from < table.length; from += steps) {
    const own = table.subarray(from, from + steps);
    const least = Math.max(DUST * seriesScale(beside.subarray(from, from + steps)), floor);
    for (let k = 0; k < steps; k++) told[from + k] = Math.abs(own[k]) < least ? 0 : own[k];
  }
  return told;
}
