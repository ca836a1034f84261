import { normalCdf } from '../../engine/ensemble/normal-cdf.ts';
import { waterTarget } from '../../system/tables/water-target.ts';
import { EXPORTS, SECTION_LIMIT, SUPPLIED } from '../../system/model/drawn-model.ts';
import type { Model, Row } from '../../system/model/model.ts';
import { balanceSpread, monthBalances } from '../out-turns/balance.ts';
import type { SampledQuantity } from '../base/sample-result.ts';
import type { StoredFit } from '../base/stored-fit.ts';
import { waterPrior, type WaterPrior } from '../calibration/water-prior.ts';

type Parameter = Row<'calibration'>;

/** What draws of a year are before its facts are asked, as a function of independent standard normal numbers. */
export interface SamplePrior {
  readonly quantities: readonly SampledQuantity[];
  readonly dimension: number;
  /** values of the quantities, in their order; five digits, so that what is stored is what was run */
  readonly at: (z: Float64Array) => readonly number[];
}

const WATER_SOURCE =
  'derived: fitted factors of other years (calibration.csv), flow_variability.csv, flow_correlation.csv';

interface Part {
  readonly quantities: readonly SampledQuantity[];
  readonly dimension: number;
  readonly at: (z: Float64Array) => readonly number[];
}

/** Two more places than any of these are known to. */
const DIGITS = 5;
/** A new year differs from the mean of four by more than these differ among themselves. */
const NEW_YEAR = Math.sqrt(1.25);

/**
 * Water by the prior of its groups of gauges, fitted sections by the error of the fit, other sections and exports by
 * the table `uncertainty`, and what is supplied beside the modelled lines by how far the balances of other years lie
 * apart. Null where water of the year is not inferred by groups of gauges.
 */
export function samplePrior(model: Model, year: number, fit: StoredFit | null): SamplePrior | null {
  const inferred = model.tables.calibration.filter((row) => row.step === 'infer');
  const water = waterPrior(model, inferred);
  if (water === null || inferred.some((row) => waterTarget(row.target)?.waterYear !== String(year))) return null;
  const parts = [
    waterPart(inferred, water, fit),
    suppliedPart(model, inferred),
    fittedSections(model, fit),
    otherSections(model),
    exportsPart(model),
  ];
  const dimension = parts.reduce((sum, part) => sum + part.dimension, 0);
  return {
    quantities: parts.flatMap((part) => part.quantities),
    dimension,
    at: (z) => {
      let from = 0;
      return parts
        .flatMap((part) => part.at(z.subarray(from, (from += part.dimension))))
        .map((value) => Number(value.toPrecision(DIGITS)));
    },
  };
}

const within = ({ lower, upper }: Pick<Parameter, 'lower' | 'upper'>, value: number): number =>
  Math.min(upper, Math.max(lower, value));

function waterPart(rows: readonly Parameter[], prior: WaterPrior, fit: StoredFit | null): Part {
  // The number that the model ships is the median of these very draws: what they are told beside is the most likely
  // one.
  const likely = new Map(fit?.inferred?.parameters.map(({ parameter, value }) => [parameter, value]));
  return {
    quantities: rows.map(({ parameter, unit, value }) => ({
      name: parameter,
      unit,
      stated: likely.get(parameter) ?? value,
      how: 'water of a month by what its rivers are known to do, held to the facts of the year',
      source: WATER_SOURCE,
    })),
    dimension: rows.length,
    at: (z) => prior.at(z).map((value, i) => within(rows[i], value)),
  };
}

/** One number a year and one a month; the balance of other years says how far a year lies from their mean. */
function suppliedPart({ tables }: Model, inferred: readonly Parameter[]): Part {
  const spread = balanceSpread(monthBalances(tables), 'supplied');
  const months = [...new Set(inferred.map((row) => waterTarget(row.target)!.month))].sort((a, b) => a - b);
  if (spread === null) return NONE;
  const [common, own] = [NEW_YEAR * spread.yearEffect, NEW_YEAR * spread.month];
  const how = `normal, sd ${common.toFixed(0)} GWh common to the months and ${own.toFixed(0)} GWh of each`;
  return {
    quantities: months.map((month) => ({
      name: `${SUPPLIED}${month}`,
      unit: 'GWh',
      stated: 0,
      how,
      source: 'derived: spread of the balances of other years (balance_terms.csv)',
    })),
    dimension: months.length + 1,
    at: (z) => months.map((_, m) => common * z[0] + own * z[m + 1]),
  };
}

function fittedSections({ tables }: Model, fit: StoredFit | null): Part {
  const rows = tables.calibration.flatMap((row) => {
    const error =
      row.step === 'fit' && row.kind === 'section-limit'
        ? (fit?.fit?.parameters.find((one) => one.parameter === row.parameter)?.standard_error ?? null)
        : null;
    return error === null ? [] : [{ row, error }];
  });
  return {
    quantities: rows.map(({ row: { parameter, unit, value, source }, error }) => ({
      name: parameter,
      unit,
      stated: value,
      how: `normal, sd ${error.toPrecision(3)}, the standard error of the fit`,
      source,
    })),
    dimension: rows.length,
    at: (z) => rows.map(({ row, error }, i) => within(row, row.value + error * z[i])),
  };
}

function otherSections({ tables }: Model): Part {
  const range = tables.uncertainty.find((row) => row.input === 'section_limit');
  const fitted = new Set(tables.calibration.filter((row) => row.kind === 'section-limit').map((row) => row.target));
  const ids = tables.sections.filter(({ id }) => !fitted.has(id)).map(({ id }) => id);
  return range?.distribution === 'uniform'
    ? uniformPart(
        ids.map((id) => `${SECTION_LIMIT}${id}`),
        range,
      )
    : NONE;
}

function exportsPart({ tables }: Model): Part {
  const range = tables.uncertainty.find((row) => row.input === 'export_acceptance');
  return range?.distribution === 'uniform' ? uniformPart([EXPORTS], range) : NONE;
}

const uniformPart = (names: readonly string[], { low = 1, high = 1, source }: Row<'uncertainty'>): Part => ({
  quantities: names.map((name) => ({ name, unit: '1', stated: 1, how: `uniform ${low} to ${high}`, source })),
  dimension: names.length,
  at: (z) => names.map((_, i) => low + (high - low) * normalCdf(z[i])),
});

const NONE: Part = { quantities: [], dimension: 0, at: () => [] };
