import { z } from 'zod';
import { id, name, atLeast0, above0, month, provenance } from './column-kinds.ts';
import { OUT_TURN_QUANTITIES } from './published-tables.ts';
import { byUnit, table, type ColumnQuantity } from './table.ts';
import { waterTarget } from './water-target.ts';

/* Tables of what is fitted, drawn or assumed. */

export const CALIBRATION_STEPS = ['fit', 'infer'] as const;
export const CALIBRATION_KINDS = ['water-factor', 'section-limit', 'section-scale', 'must-run'] as const;
export const FACT_QUANTITIES = [...OUT_TURN_QUANTITIES, 'thermal_generation', 'outflow', 'water_ratio'] as const;
export const UNCERTAIN_INPUTS = [
  'water',
  'water_error',
  'size',
  'section_limit',
  'export_acceptance',
  'demand',
  'forced_outage',
  'structure',
] as const;
export const DISTRIBUTIONS = ['flow-variability', 'lognormal', 'uniform', 'triangular', 'structures'] as const;
export const DRAWN_WHEN = ['always', 'ex-ante', 'ex-post', 'on-request'] as const;

const fitted: ColumnQuantity = ({ kind }) =>
  kind === 'section-limit' ? 'line_mw' : kind === 'must-run' ? 'fleet_mw' : 'water_factor';
const drawn = byUnit({ MW: 'load_mw', 1: 'draw_factor' });

export const FITTED_TABLES = {
  /**
   * A fitted number and where it applies. `water-factor`: target `2020:6`, a knot of the water year's monthly factor,
   * months between knots lie on the line between them, `2021:9:west` or `2021:6:west+east` of the gauges of these
   * groups alone; `section-limit`: target a section, MW; `section-scale`: target `others`, factor on every section
   * without a limit of its own here; `must-run`: target `all`, MW, floors of all thermal units scaled in proportion.
   * Step `fit` holds what published out-turns pin, `infer` the water of a year whose curtailment must not be used.
   * `start` is the first guess, held by a spread of `guess_spread` (half of the range between the bounds if absent); a
   * number with `lower` = `upper` is fixed.
   */
  calibration: table({
    optional: true,
    key: ['parameter'],
    columns: {
      parameter: id,
      step: z.enum(CALIBRATION_STEPS),
      kind: z.enum(CALIBRATION_KINDS),
      target: z.string().regex(/^[a-z0-9:+-]{1,64}$/, 'must match [a-z0-9:+-]{1,64}'),
      unit: z.enum(['1', 'MW']),
      start: above0,
      guess_spread: above0.optional(),
      lower: above0,
      upper: above0,
      value: above0,
      ...provenance,
    },
    quantities: { start: fitted, guess_spread: fitted, lower: fitted, upper: fitted, value: fitted },
    used: 'case',
    usedRows: ({ kind, target }, { waterYears }) => {
      const at = waterTarget(target);
      return kind !== 'water-factor' || (at !== null && waterYears.has(at.waterYear));
    },
  }),
  /**
   * What is added to an inferred number of water where a named load has another size than it was inferred with: the
   * load ran before it was removed, so that a world that meets the same published figures needs other water. Straight
   * lines between sizes, the last value beyond them; a scenario without the load has size 0.
   */
  water_by_size: table({
    optional: true,
    key: ['parameter', 'load', 'size_mw'],
    columns: {
      parameter: id,
      load: id,
      size_mw: atLeast0,
      shift: z.number(),
      ...provenance,
    },
    quantities: { size_mw: 'load_mw', shift: 'shift' },
    used: 'case',
  }),
  /**
   * A published figure that a step of the calibration is to meet, in `unit`; the figure itself stands in `reported`.
   * `of` makes it the ratio of two series of one quantity. `sigma` is the spread that counts as one. `outflow`: mean
   * release of a station, `series`, in m3/s; of a year, months outside the season as the climatology has them.
   * `water_ratio`: factor of water of one group of gauges over that of another (`series` `east:west`), `sigma` that of
   * its logarithm. Where the period reaches outside the modelled season, the `outside` part in GWh is an assumption:
   * central value, and a range that counts as two spreads each way.
   */
  calibration_facts: table({
    optional: true,
    key: ['id'],
    columns: {
      id,
      step: z.enum(CALIBRATION_STEPS),
      quantity: z.enum(FACT_QUANTITIES),
      series: name,
      of: name.optional(),
      period: z.string().min(4),
      unit: z.enum(['GWh', 'MW', 'm3/s', '1']),
      sigma: above0,
      outside_low_gwh: atLeast0.optional(),
      outside_gwh: atLeast0.optional(),
      outside_high_gwh: atLeast0.optional(),
      ...provenance,
    },
    quantities: {
      sigma: byUnit({ GWh: 'sigma_gwh', MW: 'sigma_mw', 'm3/s': 'flow', 1: 'sigma_share' }),
      outside_low_gwh: 'part_gwh',
      outside_gwh: 'part_gwh',
      outside_high_gwh: 'part_gwh',
    },
    dates: ['period'],
    used: 'beside',
  }),
  /**
   * Another structure of the model, under which the calibration is repeated: in the rows of `table` with this `key`
   * (`*` = every row) the `column` holds `value`; without a column the rows are left out. Table `dispatch` with key
   * `sharing` scales the weight that shares spill pro rata.
   */
  structures: table({
    optional: true,
    key: ['variant', 'table', 'key', 'column'],
    columns: {
      variant: id,
      name_en: name,
      name_zh: name,
      table: z.string().regex(/^[a-z_]+$/, 'must match [a-z_]+'),
      key: z.string().min(1),
      column: z
        .string()
        .regex(/^[a-z0-9_]+$/, 'must match [a-z0-9_]+')
        .optional(),
      value: name.optional(),
      ...provenance,
    },
    used: 'draws',
  }),
};

export const ASSUMED_TABLES = {
  /**
   * What an ensemble draws and how widely. `water`: years around the climatology, from `flow_variability`;
   * `water_error`: factor on inferred water, one a month (`month`: of that calendar month alone, in place of the row
   * without one); `size`: the removed load; `section_limit`: factor, one a section; `export_acceptance` and `demand`:
   * one factor each; `forced_outage`: share of capacity out, one a station. `uniform`: `low` `high`; `triangular`:
   * `low` `mode` `high`; `lognormal`: `sd` of a factor of mean 1.
   */
  uncertainty: table({
    optional: true,
    key: ['input', 'month'],
    columns: {
      input: z.enum(UNCERTAIN_INPUTS),
      month: month.optional(),
      distribution: z.enum(DISTRIBUTIONS),
      low: atLeast0.optional(),
      mode: above0.optional(),
      high: above0.optional(),
      sd: above0.max(1).optional(),
      unit: z.enum(['1', 'MW']),
      drawn: z.enum(DRAWN_WHEN),
      ...provenance,
    },
    quantities: { month: 'counted', low: drawn, mode: drawn, high: drawn, sd: 'spread' },
    used: 'draws',
  }),
  /**
   * A price or habit of planners that no other table states; ids, units and ranges stand in `ASSUMPTIONS`. What a model
   * leaves out has the program's own figure, graded assumed.
   */
  assumptions: table({
    optional: true,
    key: ['id'],
    columns: {
      id,
      value: atLeast0,
      unit: name,
      what_en: name,
      what_zh: name,
      ...provenance,
    },
    // Each kind has a range of its own, which the check of the table knows.
    quantities: { value: () => null },
    used: 'case',
  }),
};
