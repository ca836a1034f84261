import { z } from 'zod';
import { id, name, atLeast0, above0, instant, month, year, provenance } from './column-kinds.ts';
import { byUnit, table, type ColumnQuantity } from './table.ts';

/* Tables of what is published: out-turns, evidence, prices, events. */

export const OUT_TURN_QUANTITIES = ['curtailment', 'hydro_generation', 'export', 'consumption', 'peak_load'] as const;
export const COVERAGES = ['statistic', 'basins', 'all-hydro', 'exports', 'grid-load', 'none'] as const;
export const EVIDENCE_KINDS = ['hash-rate-fall', 'efficiency', 'pue', 'share', 'claim', 'pool-fall'] as const;

/** Figures are published by period: of a year, or of a part of one. */
const published: ColumnQuantity = ({ unit, quantity }) =>
  unit === 'GWh'
    ? 'energy_gwh'
    : unit === 'MW'
      ? String(quantity).includes('capacity')
        ? 'fleet_mw'
        : 'load_mw'
      : unit === '%'
        ? 'percent'
        : null;
const fact = byUnit({ 'EH/s': 'hash_rate', 'J/TH': 'joules', '1': 'ratio_of_one', MW: 'load_mw', '%': 'percent' });

export const OUT_TURN_TABLES = {
  /** A published out-turn. `series` tells which of the never-mixed curtailment series a figure belongs to. */
  reported: table({
    optional: true,
    key: null,
    named: ['period', 'series', 'quantity'],
    columns: {
      period: z.string().min(4),
      series: name,
      quantity: name,
      unit: name,
      value: z.number(),
      ...provenance,
    },
    quantities: { value: published },
    dates: ['period'],
    used: 'beside',
  }),
  /**
   * What of the model a published series covers, so that the two can be set side by side: a set of plants, of exports,
   * or the load on the grid. `members` are ids, apart by spaces; `comparable` is `no` where the published figure covers
   * more or less than the model can tell; `fitted_years` are those whose figures a fit may use.
   */
  reported_series: table({
    optional: true,
    key: ['quantity', 'series'],
    columns: {
      quantity: z.enum(OUT_TURN_QUANTITIES),
      series: name,
      covers: z.enum(COVERAGES),
      members: z
        .string()
        .regex(/^[a-z0-9-]+( [a-z0-9-]+)*$/, 'must be ids apart by single spaces')
        .optional(),
      comparable: z.enum(['yes', 'no']),
      fitted_years: z
        .string()
        .regex(/^\d{4}( \d{4})*$/, 'must be years apart by single spaces')
        .optional(),
      basis_en: name,
      basis_zh: name,
      ...provenance,
    },
    used: 'beside',
  }),
  /** The scenario, by id, that tells a year as it happened. */
  backcast_years: table({
    optional: true,
    key: ['year'],
    columns: { year, scenario: id, ...provenance },
    quantities: { year: 'year' },
    used: 'beside',
  }),
  /**
   * What is assumed of a published series in a calendar month that no scenario of the year models, GWh: central value
   * and range. Months of one period are taken to be low or high together. `source` is a sentence on what the figure
   * rests on.
   */
  outside_season: table({
    optional: true,
    key: ['series', 'year', 'month'],
    columns: {
      series: name,
      year,
      month,
      low_gwh: atLeast0,
      central_gwh: atLeast0,
      high_gwh: atLeast0,
      ...provenance,
    },
    quantities: { year: 'year', month: 'counted', low_gwh: 'part_gwh', central_gwh: 'part_gwh', high_gwh: 'part_gwh' },
    used: 'beside',
  }),
};

export const EVIDENCE_TABLES = {
  /**
   * Facts from which the size of a load can be estimated. `hash-rate-fall`: `before` and `after` in EH/s; `efficiency`:
   * `low` `value` `high` in J/TH; `pue` and `share` (of the fall that lay in the province): `value`; `claim`: `value`
   * in MW; `pool-fall`: `value` in percent. One row of each kind but the last is the `headline`, others stand `beside`.
   */
  evidence: table({
    optional: true,
    key: ['id'],
    columns: {
      id,
      kind: z.enum(EVIDENCE_KINDS),
      role: z.enum(['headline', 'beside']),
      name_en: name,
      name_zh: name,
      unit: z.enum(['EH/s', 'J/TH', '1', 'MW', '%']),
      before: above0.optional(),
      after: atLeast0.optional(),
      low: above0.optional(),
      value: above0.optional(),
      high: above0.optional(),
      from: instant.optional(),
      to: instant.optional(),
      note_en: name.optional(),
      note_zh: name.optional(),
      ...provenance,
    },
    quantities: { before: fact, after: fact, low: fact, value: fact, high: fact },
    used: 'beside',
  }),
  /**
   * What recovered energy is worth: `price` in yuan/kWh to generators; `co2` and `coal` (standard coal) in t a MWh of
   * thermal power displaced. Several rows of one kind stand side by side.
   */
  valuations: table({
    optional: true,
    key: ['id'],
    columns: {
      id,
      kind: z.enum(['price', 'co2', 'coal']),
      name_en: name,
      name_zh: name,
      unit: z.enum(['yuan/kWh', 't/MWh']),
      value: above0,
      ...provenance,
    },
    quantities: { value: byUnit({ 'yuan/kWh': 'price_kwh', 't/MWh': 'emission' }) },
    used: 'beside',
  }),
};

export const EVENT_TABLES = {
  /** Chronology of a study: context, not modelled. */
  events: table({
    optional: true,
    key: null,
    named: ['date'],
    columns: { date: z.string().min(4), event_en: name, event_zh: name, ...provenance },
    dates: ['date'],
    used: 'beside',
  }),
};
