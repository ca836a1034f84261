import type { Model } from '../../system/model/model.ts';
import { structuralVariant } from '../../system/model/structure.ts';
import type { DrawnStructure } from './drawn-worlds.ts';

/**
 * Weighted draws of what belongs together in a year: water, limits, exports and supply, by the names that `drawnModel`
 * reads.
 */
export interface DrawnSample {
  readonly year: number;
  readonly names: readonly string[];
  readonly values: readonly (readonly number[])[];
  readonly weights: readonly number[];
}

/**
 * Row of the sample that draw k takes, all draws having equal weight: position k of the sequence of van der Corput in
 * the cumulated weights, so that any number of first draws takes each row about as often as its weight says. Draws 2j
 * and 2j + 1 lie half of all the weight apart.
 */
export function sampledRow({ weights }: Pick<DrawnSample, 'weights'>): (draw: number) => number {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let below = 0;
  const upTo = weights.map((weight) => (below += weight) / total);
  return (draw) => {
    const share = radicalInverse(draw);
    const row = upTo.findIndex((end) => share < end);
    return row < 0 ? weights.length - 1 : row;
  };
}

/** Values by name of draw k. */
export function sampledDraw(sample: DrawnSample): (draw: number) => ReadonlyMap<string, number> {
  const rowOf = sampledRow(sample);
  return (draw) => {
    const row = sample.values[rowOf(draw)];
    return new Map(sample.names.map((name, i) => [name, row[i]]));
  };
}

/** The binary digits of a number mirrored at the point: 0, 1/2, 1/4, 3/4, 1/8, ... */
function radicalInverse(k: number): number {
  let [share, digit] = [0, 0.5];
  for (let rest = k; rest > 0; rest = Math.floor(rest / 2), digit /= 2) share += digit * (rest % 2);
  return share;
}

/**
 * A structure with what a draw gives the numbers of the table `calibration`: its own values, as far from them as the
 * draw lies from those of the model, within the bounds that the structure has.
 */
export function structuredDraw(
  model: Model,
  { id, values: own }: DrawnStructure,
  drawn: ReadonlyMap<string, number>,
): DrawnStructure {
  const stated = new Map(model.tables.calibration.map((row) => [row.parameter, row.value]));
  const moved = structuralVariant(model, id).tables.calibration.flatMap(
    ({ parameter, lower, upper, value }): [string, number][] => {
      const at = drawn.get(parameter);
      return at === undefined
        ? []
        : [[parameter, Math.min(upper, Math.max(lower, (own[parameter] ?? value) + at - stated.get(parameter)!))]];
    },
  );
  return { id, values: { ...own, ...Object.fromEntries(moved) } };
}
