import { z } from 'zod';
import type { ProvenanceResult } from '../../study/provenance/provenance-result.ts';
import type { BackcastResult } from '../../study/backcast/backcast-result.ts';
import type { EvidenceResult } from '../../study/inputs/evidence-result.ts';
import type { PackageResult } from '../../study/countermeasures/package-result.ts';
import type { TornadoResult } from '../../study/tornado/tornado-result.ts';
import type { YearOnYearResult } from '../../study/backcast/year-on-year.ts';
import { OUT_TURN_QUANTITIES, TABLES, type TableName } from '../../system/model/model.ts';
import type { ComparisonResult, EnsembleResult, RunResult, SweepResult } from '../../study/results.ts';

/** The published shapes of results for the OpenAPI document; each is held to the study's own type by the compiler. */
const n = z.number();
const orNull = n.nullable();
const text = z.string();
const text2 = z.object({ en: text, zh: text });
const pair = z.object({ reference: n, counterfactual: n, delta: n });
const pairOrNull = z.object({ reference: orNull, counterfactual: orNull });
const keyed = z.array(z.object({ key: text, value_gwh: n }));
const keyedPair = z.array(z.object({ key: text, reference_gwh: n, counterfactual_gwh: n, delta_gwh: n }));
const breakdown = <R extends z.ZodType>(rows: R) => ({
  by_month: rows,
  by_basin: rows,
  by_zone: rows,
  by_hour_class: rows,
  by_section: rows,
});
const windowText = z.object({ start: text, end: text });
const settings = z.object({
  foresight: text,
  level: text,
  export_rule: text,
  water_year: text,
  solver: text,
  engine_version: text,
  replans: z.array(text),
});
const pocketBound = z.object({ bounded_by: z.null(), reason: text2 });
const balance = z.object({ water_residual_hm3: n, energy_residual_mwh: n });
const bounds = z.object({ upper_bound: n, lower_bound: n, relative_gap: n });
const stages = z.array(z.object({ stage: text, tolerance: text }));
const flags = z.array(z.object({ code: text, message_en: text, message_zh: text }));
const timing = z.object({ startup: n, load: n, total: n });
const factor = z.object({ statistic: orNull, all_spill: orNull });
const world = z.object({ id: text, hash: text });
export const modelStanding = z.object({ id: text, version: text, folder: text.nullable(), hash: text });
export const warnings = z.array(
  z.object({ code: text, path: text, value: z.union([n, text]), limit: text, message_en: text, message_zh: text }),
);
/** Answers that were kept before they named their models lack them. */
const standing = { model: modelStanding.optional(), warnings: warnings.optional() };

const energyTerms = <T extends z.ZodType>(one: T) => ({
  hydro: one,
  thermal: one,
  renewables: one,
  import: one,
  unserved: one,
  unserved_interruptible: one,
  load: one,
  interruptible_load: one,
  export: one,
  losses: one,
  renewables_curtailed: one,
});
export const runResult = z.object({
  schema: z.literal('spillway/run@1'),
  ...standing,
  id: text,
  hash: text,
  window: windowText,
  settings,
  available_gwh: n,
  generated_gwh: n,
  curtailed_gwh: n,
  forced_spill_gwh: n,
  outside_statistic_gwh: z.object({ total: n, grid_small_hydro: n, direct_pocket: n }),
  pocket_spill: pocketBound.nullable().optional(),
  all_hydro: z.object({ available_gwh: n, generated_gwh: n, curtailed_gwh: n, forced_spill_gwh: n }),
  utilisation_rate: orNull,
  energy_gwh: z.object(energyTerms(n)),
  hydro_by_month: keyed,
  export_by_month: keyed,
  thermal_by_month: keyed,
  curtailed_by_day_gwh: z.array(n),
  ...breakdown(keyed),
  balance,
  optimality: bounds,
  stages,
  flags,
  timing_ms: timing,
}) satisfies z.ZodType<RunResult>;

const amounts = z.object({
  sections_gwh: orNull,
  exports_gwh: orNull,
  intraday_gwh: orNull,
  storage_gwh: orNull,
  surplus_gwh: n,
  total_gwh: n,
});
const causeRows = z.array(z.object({ key: text, reference: amounts, counterfactual: amounts, delta: amounts }));
const causes = z.object({
  method: text,
  level: text,
  foresight: text,
  scale: z.object({ reference: n, counterfactual: n }),
  undivided_gwh: z.object({ reference: n, counterfactual: n }),
  reference: amounts,
  counterfactual: amounts,
  delta: amounts,
  by_month: causeRows,
  by_basin: causeRows,
  by_zone: causeRows,
  by_hour_class: causeRows,
  by_section: causeRows,
  sequential: z.object({
    method: text,
    order: z.array(text),
    reference: amounts,
    counterfactual: amounts,
    delta: amounts,
  }),
  sensitivity: z.object({ method: text, reference: amounts, counterfactual: amounts, delta: amounts }).nullable(),
  checks: z.array(
    z.object({
      section: text,
      world: z.enum(['reference', 'counterfactual']),
      step_mw: n,
      hours_at_limit: n,
      curtailed_less_mwh_per_mw: n,
      all_spill_less_mwh_per_mw: n,
      cost_less_yuan_per_mw: n,
      shadow_price_yuan_per_mw: orNull,
      hours_with_price: n,
      shadow_price_over_cost: orNull,
    }),
  ),
});

const quantiles = z.object({ p025: n, p05: n, p10: n, p25: n, p50: n, p75: n, p90: n, p95: n, p975: n, mean: n });
const spread = quantiles.extend({ ci95_low: orNull, ci95_high: orNull });
const ensemble = z.object({
  draws: z.int(),
  draws_asked: z.int(),
  seed: z.int(),
  level: text,
  water: z.enum(['around-normal', 'around-scenario', 'as-stated', 'named-years', 'inferred-anew']),
  sample: z.object({ year: z.int(), draws: z.int(), effective_draws: n, engine_version: text }).nullable(),
  delta_gwh: spread,
  all_spill_delta_gwh: spread,
  removed_energy_gwh: quantiles,
  average_curtailment_factor: z.object({ statistic: spread.nullable(), all_spill: spread.nullable() }),
  unpaired_ci95: z.object({ low: n, high: n, width: n }).nullable(),
  narrowing: z.object({ whole: orNull, pairing: orNull }),
  by_month: z.array(quantiles.extend({ key: text })),
  inputs: z.array(
    z.object({
      input: text,
      drawn: z.boolean(),
      share_of_variance: orNull,
      rank_correlation: orNull,
      distribution: text,
      low: orNull,
      mode: orNull,
      high: orNull,
      sd: orNull,
      unit: text,
      source: text,
      confidence: text,
    }),
  ),
  groups: z.array(
    z.object({
      group: z.enum(['structure', 'water', 'size', 'place', 'other', 'unexplained']),
      inputs: z.array(text),
      share_of_variance: orNull,
    }),
  ),
  by_structure: z.array(
    z.object({
      structure: text,
      name: text2,
      draws: z.int(),
      p10_gwh: n,
      p50_gwh: n,
      p90_gwh: n,
      mean_gwh: n,
      as_stated_gwh: orNull,
      as_stated_quantile: orNull,
    }),
  ),
  by_year: z.array(
    z.object({
      water_year: text,
      curtailed_gwh: z.object({ reference: n, counterfactual: n }),
      delta_gwh: n,
      all_spill_delta_gwh: n,
      removed_energy_gwh: n,
      average_curtailment_factor: orNull,
    }),
  ),
  control: z
    .object({
      draws: z.int(),
      level: text,
      screen_mean_gwh: n,
      standard_mean_gwh: n,
      adjusted_mean_gwh: n,
      adjusted_p05_gwh: n,
      adjusted_p50_gwh: n,
      adjusted_p95_gwh: n,
      slope: n,
      correlation: orNull,
      ci95_low: orNull,
      ci95_high: orNull,
    })
    .nullable(),
  assimilated: z
    .object({
      draws: z.int(),
      effective_draws: n,
      usable: z.boolean(),
      published: z.array(z.object({ period: text, published_gwh: n, p50_gwh: n })),
      delta_gwh: z.object({ p05: n, p25: n, p50: n, p75: n, p95: n, mean: n }),
      adjusted_gwh: z.object({ p05: n, p50: n, p95: n }).nullable(),
    })
    .nullable()
    .describe('by draws that know the published curtailment of the year; `delta_gwh` knows nothing of it'),
  by_draw_gwh: z.array(n),
});

export const ensembleResult = z.object({
  schema: z.literal('spillway/ensemble@1'),
  ...standing,
  id: text,
  title: text2,
  reference: world,
  counterfactual: world,
  window: windowText,
  settings: settings.omit({ solver: true, replans: true }),
  ensemble,
  timing_ms: timing,
}) satisfies z.ZodType<EnsembleResult>;

const disposition = {
  curtailed_in_statistic_gwh: n,
  spilled_outside_statistic_gwh: n,
  forced_spill_gwh: n,
  storage_gwh: n,
  head_and_routing_gwh: n,
  export_gwh: n,
  thermal_gwh: n,
  renewables_gwh: n,
  import_gwh: n,
  unserved_gwh: n,
  losses_gwh: n,
  residual_gwh: n,
};
const loadCurves = z.object({
  hours: n,
  share_of_hours: z.array(n),
  lines: z.array(
    z.object({
      kind: z.enum(['section', 'export']),
      id: text,
      limit_mw: n,
      hours_at_limit: pair,
      load_rate: pairOrNull,
      reference_mw: z.array(n),
      counterfactual_mw: z.array(n),
    }),
  ),
});

const keptMonth = z.object({
  key: text,
  thermal_mean_mw: pair,
  thermal_peak_mw: pair,
  published_mean_mw: orNull,
  export_gwh: pair,
  interrupted_gwh: pair,
  curtailed_gwh: pair,
  credited_gwh: orNull,
});
const keptWorld = z.object({
  highest: z.object({ period: text, mean_mw: n }).nullable(),
  by_month: z.array(keptMonth),
  credited_gwh: orNull,
  co2_kt: z.array(z.object({ valuation: text, value: n })),
  coal_kt: z.array(z.object({ valuation: text, value: n })),
});
export const comparisonResult = z.object({
  schema: z.literal('spillway/comparison@1'),
  ...standing,
  id: text,
  title: text2,
  reference: world,
  counterfactual: world,
  common_hash: z.object({ reference: text, counterfactual: text, equal: z.boolean() }),
  differs_in: z.array(text),
  window: windowText,
  settings,
  removed_energy_gwh: n,
  curtailed_gwh: pair,
  outside_statistic_gwh: pair.extend({ grid_small_hydro: pair, direct_pocket: pair }),
  pocket_spill: pocketBound.nullable().optional(),
  forced_spill_gwh: pair,
  available_gwh: pair,
  generated_gwh: pair,
  energy_gwh: z.object(energyTerms(pair)),
  utilisation_rate: pairOrNull,
  average_curtailment_factor: factor,
  served_energy_gwh: n.optional(),
  curtailment_factor_of_served: factor.optional(),
  kept_world: keptWorld.optional(),
  ceilings_gwh: z.object({ arithmetic: n, model: n }),
  curtailed_by_day_gwh: z.object({ start: text, reference: z.array(n), counterfactual: z.array(n) }),
  disposition: z.object(disposition),
  disposition_by_month: z.array(z.object({ key: text, removed_energy_gwh: n, ...disposition })),
  disposition_by_zone: z.array(
    z.object({
      zone: text,
      month: text,
      removed_energy_gwh: n,
      ...disposition,
      exchange_gwh: n,
      arriving_water_gwh: n,
    }),
  ),
  load_curves: loadCurves,
  causes: causes.nullable(),
  ensemble: ensemble.nullable(),
  ...breakdown(keyedPair),
  balance,
  optimality: z.object({
    reference: bounds,
    counterfactual: bounds,
    relative_gap: n,
    price_of_foresight_yuan: pairOrNull,
    known_water_curtailed_gwh: pair.nullable(),
  }),
  stages,
  flags,
  provenance: z.object({
    model: z.object({ id: text, version: text }),
    engine_version: text,
    basis: text,
    figures_by_confidence: z.record(text, n),
    not_modelled: z.array(text),
    sources: z.array(text),
  }),
  timing_ms: timing,
}) satisfies z.ZodType<ComparisonResult>;

const value = z.union([n, text]);
const both = z.object({ statistic: n, all_spill: n });
const sweepChange = z.object({
  kind: z.enum(['section', 'export', 'corridor']),
  id: text,
  name: text2,
  pocket: text.nullable(),
  world: z.enum(['reference', 'counterfactual']),
  hours_at_limit: z.array(n),
  at_limit_gwh: z.array(n),
});
const sweepAnswer = {
  points: z.array(
    z.object({
      size_gw: n,
      value: value.optional(),
      value2: value.optional(),
      removed_energy_gwh: n,
      curtailed_delta_gwh: n,
      all_spill_delta_gwh: n,
      average_curtailment_factor: factor,
      marginal_curtailment_factor: factor,
      curtailed_gwh: z.object({ reference: n, counterfactual: n }),
      disposition: z.object(disposition),
    }),
  ),
  monotone: z.boolean(),
  turns: z.array(
    z.object({
      from: value,
      to: value,
      value2: value.optional(),
      change_gwh: n,
      reference_change_gwh: n,
      counterfactual_change_gwh: n,
      world: z.enum(['reference', 'counterfactual']),
      month: text,
      month_change_gwh: n,
      before_removal: z.object({ until: text, load_gwh: z.array(n), stored_gwh: z.array(n) }).nullable(),
      cause: z.enum(['load-before-removal', 'other']),
      changes: sweepChange.nullable(),
      message_en: text,
      message_zh: text,
    }),
  ),
  ranges: z.array(
    z.object({
      from: value,
      to: value,
      value2: value.optional(),
      points: z.int(),
      marginal_curtailment_factor: factor,
      slope: z.object({ statistic: n, all_spill: n }),
      off_gwh: n,
      tolerance_gwh: n,
      ends: z
        .object({
          points: z.array(z.object({ value: z.union([z.number(), z.string()]), off_gwh: n })),
          holds: z.boolean(),
        })
        .nullable(),
      changes: sweepChange.nullable(),
      channel: z
        .object({
          channel: z.enum([
            'spilled_outside_statistic',
            'forced_spill',
            'storage',
            'head_and_routing',
            'export',
            'thermal',
            'renewables',
            'import',
            'unserved',
            'losses',
          ]),
          share: z.array(n),
        })
        .nullable(),
    }),
  ),
};
export const sweepResult = z.object({
  schema: z.literal('spillway/sweep@1'),
  ...standing,
  scenario: text,
  measure: text,
  field: text,
  unit: text.nullable(),
  slope_unit: text,
  measure2: text.nullable(),
  field2: text.nullable(),
  unit2: text.nullable(),
  window: windowText,
  settings,
  ...sweepAnswer,
  rules: z.array(z.object({ export_rule: text, ...sweepAnswer })).nullable(),
  timing_ms: timing,
}) satisfies z.ZodType<SweepResult>;

const tornadoEffect = { delta_gwh: n, all_spill_delta_gwh: n, removed_energy_gwh: n };
const tornadoEnd = z.object({ value, ...tornadoEffect });
export const tornadoResult = z.object({
  schema: z.literal('spillway/tornado@1'),
  ...standing,
  id: text,
  title: text2,
  reference: world,
  counterfactual: world,
  window: windowText,
  settings,
  base: z.object(tornadoEffect),
  rows: z.array(
    z.object({
      input: text,
      ends: z.enum(['range', 'p10-p90', 'choice']),
      unit: text.nullable(),
      low: tornadoEnd,
      high: tornadoEnd,
      swing_gwh: n,
      source: text,
      confidence: text,
    }),
  ),
  worlds: z.int(),
  timing_ms: timing,
}) satisfies z.ZodType<TornadoResult>;

const tonnes = z.array(z.object({ valuation: text, value: n }));
const measureEffect = z.object({
  recovered_gwh: both,
  generated_gwh: z.object({ statistic: n, all_hydro: n }),
  by_month: z.array(z.object({ key: text, recovered_gwh: n })),
  utilisation_hours: factor,
  revenue_million_yuan: z.array(z.object({ valuation: text, statistic: n, all_hydro: n })),
  credited_gwh: z.object({ export: n, thermal: n, total: n }),
  co2_kt: tonnes,
  coal_kt: tonnes,
});
export const packageResult = z.object({
  schema: z.literal('spillway/package@1'),
  ...standing,
  scenario: world,
  title: text2,
  window: windowText,
  settings,
  curtailed_gwh: both,
  measures: z.array(
    z.object({
      id: text,
      title: text2,
      mw: orNull,
      why: text,
      source: z.array(text),
      alone: measureEffect,
      share: measureEffect,
    }),
  ),
  package: measureEffect.extend({ mw: orNull }),
  combinations: z.array(z.object({ with: z.array(text), recovered_gwh: both })),
  valuations: z.array(
    z.object({
      id: text,
      kind: z.enum(['price', 'co2', 'coal']),
      name: text2,
      unit: text,
      value: n,
      source: text,
      confidence: text,
    }),
  ),
  timing_ms: timing,
}) satisfies z.ZodType<PackageResult>;

const predictedSpread = z.object({
  p05: n,
  p10: n,
  p25: n.optional(),
  p50: n,
  p75: n.optional(),
  p90: n,
  p95: n,
  mean: n,
});
export const backcastResult = z.object({
  schema: z.literal('spillway/backcast@1'),
  model: modelStanding,
  warnings: warnings.optional(),
  years: z.array(z.int()),
  runs: z.array(z.object({ year: z.int(), scenario: text, hash: text, window: windowText, settings, relative_gap: n })),
  predictions: z.array(
    z.object({
      year: z.int(),
      made: text,
      hash: text,
      draws: z.int(),
      seed: z.int(),
      published_figures: z.int(),
      effective_draws: orNull,
      engine_version: text,
      same_case: z.boolean(),
    }),
  ),
  bases: z.array(
    z.object({
      quantity: text,
      series: text,
      covers: text,
      comparable: z.boolean(),
      basis: text2,
      source: text,
      confidence: text,
    }),
  ),
  rows: z.array(
    z.object({
      period: text,
      series: text,
      quantity: z.enum(OUT_TURN_QUANTITIES),
      unit: text,
      published: orNull,
      model: orNull,
      error: orNull,
      model_low: orNull,
      model_high: orNull,
      assumed_gwh: orNull,
      bounded: z.boolean(),
      predicted: predictedSpread.nullable(),
      predicted_standing: z
        .object({
          inside: z.union([z.literal(50), z.literal(90)]).nullable(),
          side: z.enum(['below', 'above']).nullable(),
        })
        .nullable(),
      confidence: text.nullable(),
      fitted: z.boolean(),
      reason: text.nullable(),
      reason_zh: text.nullable(),
    }),
  ),
  balance: z.array(
    z.object({
      month: text,
      published_gwh: orNull,
      balance_gwh: n,
      model_gwh: n,
      difference_gwh: n,
      residual_gwh: orNull,
      spread_gwh: orNull,
      supplied_gwh: n,
      correction_gwh: n,
    }),
  ),
  thermal: z.array(
    z.object({ month: text, mean_mw: n, peak_mw: n, published_mean_mw: orNull, unserved_gwh: n, unserved_peak_mw: n }),
  ),
  guards: flags,
  pocket_spill: z.array(pocketBound.extend({ year: z.int(), scenario: text, spilled_gwh: n })).optional(),
  factors: z
    .array(
      z.object({
        month: text,
        group: text,
        factor: n,
        others: z.array(z.object({ water_year: text, factor: n })),
        low: n,
        high: n,
        outside: z.enum(['above', 'below']).nullable(),
        held_by: z
          .object({
            parameter: text,
            factor: n,
            facts: z.array(z.object({ fact: text, pull: z.enum(['holds', 'back']), residual: n, residual_at_end: n })),
            nearest: z.object({ fact: text, residual: n, residual_at_end: n }).nullable(),
            prior: z.object({ residual: n, residual_at_end: n }).nullable(),
            misfit_change: z.object({ facts: n, prior: orNull }),
            unexplained: z.boolean(),
          })
          .nullable(),
        why: text2.nullable(),
      }),
    )
    .optional(),
  timing_ms: timing,
}) satisfies z.ZodType<BackcastResult>;

const amountsByDriver = {
  water_gwh: n,
  hydro_fleet_gwh: n,
  base_demand_gwh: n,
  removed_load_gwh: n,
  lines_gwh: n,
  thermal_gwh: n,
};
export const yearOnYearResult = z.object({
  schema: z.literal('spillway/year-on-year@1'),
  model: modelStanding,
  warnings: warnings.optional(),
  method: text,
  level: text,
  years: z.array(z.object({ year: z.int(), scenario: text, hash: text, curtailed_gwh: n })),
  changes: z.array(z.object({ from: z.int(), to: z.int(), ...amountsByDriver, change_gwh: n })),
  timing_ms: timing,
}) satisfies z.ZodType<YearOnYearResult>;

const textOrNull = text.nullable();
const sourced = { source: textOrNull, confidence: textOrNull };
const sourcedValue = z.object({ value: n, ...sourced });
export const evidenceResult = z.object({
  schema: z.literal('spillway/evidence@1'),
  model: modelStanding,
  inputs: z.object({
    efficiency_j_per_th: z.object({ low: n, central: n, high: n, ...sourced }),
    pue: sourcedValue,
    share: sourcedValue,
    claim_gw: sourcedValue,
  }),
  upper_bound: z.boolean(),
  draws: z.int(),
  seed: z.int(),
  estimates: z.array(
    z.object({
      id: text,
      name: text2,
      note: text2.nullable(),
      role: z.enum(['given', 'headline', 'beside']),
      from: textOrNull,
      to: textOrNull,
      hash_rate_lost_eh_per_s: n,
      implied_load_gw: z.object({ low: n, central: n, high: n }),
      claim_needs_j_per_th: n,
      distribution_gw: z.object({ p10: n, p50: n, p90: n, mean: n }),
      ...sourced,
    }),
  ),
  not_places: z.array(z.object({ id: text, name: text2, note: text2.nullable(), fall_percent: n, ...sourced })),
  residuals: z.array(z.object({ year: z.int(), gwh: orNull, mean_gw: orNull })),
  residual_spread_gwh: orNull,
}) satisfies z.ZodType<EvidenceResult>;

const byGrade = z.record(text, n);
const provenanceTable = z.object({
  table: z.enum(Object.keys(TABLES) as [TableName, ...TableName[]]),
  rows: z.int(),
  by_confidence: byGrade,
  hash: text,
  keys: z.array(text),
  sources: z.array(z.object({ source: text, rows: z.int() })),
  assumed: z.array(z.object({ key: text, source: text })),
});
export const provenanceResult = z.object({
  schema: z.literal('spillway/provenance@1'),
  figure: text,
  value: orNull,
  model: modelStanding,
  engine_version: text,
  worlds: z.array(z.object({ scenario: text, hash: text, sources: z.array(text) })),
  current: z.boolean(),
  settings: z.record(text, z.unknown()),
  touches: z.array(provenanceTable),
  solved_with: z.array(provenanceTable),
  scenario_inputs: z.array(z.object({ path: text, value: text, why: textOrNull, source: textOrNull })),
  fitted: z.array(z.object({ parameter: text, value: n, unit: text, source: text })),
  fitted_to: z.array(text),
  by_confidence: byGrade,
  matters_most: z
    .array(
      z.object({ input: text, share_of_variance: orNull, rank_correlation: orNull, source: text, confidence: text }),
    )
    .nullable(),
}) satisfies z.ZodType<ProvenanceResult>;
