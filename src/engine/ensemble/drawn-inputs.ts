import { logSpread } from '../../system/model/flow-model.ts';
import type { Row } from '../../system/model/model.ts';
import { UNCERTAIN_INPUTS } from '../../system/tables/fitted-tables.ts';
import { standardNormal, STREAMS, uniform } from '../hydrology/standard-normal.ts';
import { triangular } from './triangular.ts';

export type Uncertainty = Row<'uncertainty'>;
export type UncertainInput = Uncertainty['input'];

/**
 * One draw of everything uncertain but the water around normal: factors, 1 where an input is not drawn, and the size of
 * the removed load.
 */
export interface DrawnInputs {
  /** by month of the season */
  readonly waterError: Float64Array;
  readonly sizeMw: number | null;
  /** by section */
  readonly sectionLimit: Float64Array;
  readonly exportAcceptance: number;
  readonly demand: number;
  /** share of capacity out, by station */
  readonly forcedOutage: Float64Array;
}

/** Room for the numbers of one input; an input's numbers do not move when another is added. */
const SPAN = 65_536;

/**
 * The inputs of draw k, a pure function of seed and k. Draws 2j and 2j + 1 mirror one another: where one lies at share
 * p of a distribution, the other lies at 1 - p. `rows` are the inputs to draw, `months` the calendar months of the
 * season.
 */
export function drawnInputs(
  rows: readonly Uncertainty[],
  seed: number,
  sections: number,
  months: readonly number[],
  stations: number,
): (draw: number) => DrawnInputs {
  const byInput = new Map(rows.filter((row) => row.month === undefined).map((row) => [row.input, row]));
  const ofMonth = new Map(rows.flatMap((row) => (row.month === undefined ? [] : [[row.month, row] as const])));
  return (draw) => {
    const one = (input: UncertainInput, index = 0, row = byInput.get(input)): number => {
      return row === undefined ? 1 : sample(row, seed, draw, UNCERTAIN_INPUTS.indexOf(input) * SPAN + index);
    };
    return {
      waterError: Float64Array.from(months, (month, m) =>
        one('water_error', m, ofMonth.get(month) ?? byInput.get('water_error')),
      ),
      sizeMw: byInput.has('size') ? one('size') : null,
      sectionLimit: Float64Array.from({ length: sections }, (_, s) => one('section_limit', s)),
      exportAcceptance: one('export_acceptance'),
      demand: one('demand'),
      forcedOutage: Float64Array.from({ length: stations }, (_, i) =>
        byInput.has('forced_outage') ? one('forced_outage', i) : 0,
      ),
    };
  };
}

/** Calendar months of a case, in order. */
export const calendarMonths = ({ monthKeys }: { readonly monthKeys: readonly string[] }): readonly number[] =>
  monthKeys.map((key) => Number(key.slice(5)));

function sample(
  { distribution, low = 0, mode = low, high = low, sd = 0 }: Uncertainty,
  seed: number,
  draw: number,
  index: number,
): number {
  const [pair, mirrored] = [Math.floor(draw / 2), draw % 2 === 1];
  if (distribution === 'lognormal') {
    const spread = logSpread(sd);
    const z = standardNormal(seed, STREAMS.uncertainty, pair, index);
    return Math.exp(spread * (mirrored ? -z : z) - (spread * spread) / 2);
  }
  const u = uniform(seed, STREAMS.uncertainty, pair, index);
  const share = mirrored ? 1 - u : u;
  return distribution === 'triangular' ? triangular(share, low, mode, high) : low + share * (high - low);
}
