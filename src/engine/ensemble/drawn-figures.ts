import type { Case } from '../case/case.ts';
import type { DrawnInputs, Uncertainty } from './drawn-inputs.ts';
import type { PairDraw } from './draw-setup.ts';
import { naturalPower } from './natural-energy.ts';

/** Power that the water of a case can give, by month, as a ratio to that of the stated water (`power`, MW). */
export const waterFigures = (c: Case, power: Float64Array): readonly number[] =>
  [...naturalPower(c)].map((mw, month) => (power[month] > 0 ? mw / power[month] : mw));

/** Share of all rated capacity that is out: outages of single stations would be too many to rank. */
const capacityOut = ({ stations: { ratedCapacity } }: Case, out: Float64Array): number =>
  ratedCapacity.reduce((sum, mw, i) => sum + mw * out[i], 0) / ratedCapacity.reduce((sum, mw) => sum + mw, 0);

/**
 * Water is told by what it can give in each month against what the stated water of the same structure gives: that is
 * what the other months, gauges and days of a draw add up to.
 */
export function drawnFigures(
  c: Case,
  power: Float64Array,
  sections: readonly string[],
  drawn: readonly Uncertainty[],
  one: DrawnInputs,
): PairDraw['inputs'] {
  const figures = drawn.flatMap(({ input }): [string, readonly number[]][] => {
    if (input === 'structure') return [];
    if (input === 'water' || input === 'water_error') return [[input, waterFigures(c, power)]];
    if (input === 'section_limit') return sections.map((id, s) => [`${input}:${id}`, [one.sectionLimit[s]]]);
    if (input === 'forced_outage') return [[input, [capacityOut(c, one.forcedOutage)]]];
    if (input === 'size') return [[input, [one.sizeMw ?? 0]]];
    return [[input, [input === 'demand' ? one.demand : one.exportAcceptance]]];
  });
  return Object.fromEntries(figures);
}
