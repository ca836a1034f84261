import { withCalibration } from '../model/calibrated-model.ts';
import type { Model, Row, Tables } from '../model/model.ts';
import { sizedLoads } from './measure.ts';
import type { ResolvedScenario } from './resolved-scenario.ts';

/**
 * The model with its fitted numbers in the place of base figures: every case is compiled from this one, inferred water
 * being that for the size of its scenario's loads.
 */
export const calibratedModel = (model: Model, scenario: ResolvedScenario): Model =>
  withCalibration(model, sizedWater(model.tables, scenario));

/** The fitted numbers that `calibratedModel` puts in place, in the table's order. */
export const fittedValues = ({ tables }: Model, scenario: ResolvedScenario): number[] =>
  sizedWater(tables, scenario).map(({ value }) => value);

/** Fitted numbers, those of inferred water moved by what the table says of the size of the loads. */
function sizedWater(
  { calibration, water_by_size: rows }: Tables,
  scenario: ResolvedScenario,
): readonly Row<'calibration'>[] {
  if (rows.length === 0) return calibration;
  const loads = sizedLoads(scenario);
  const sizeOf = (id: string): number => loads.find((one) => one.id === id)?.size ?? 0;
  return calibration.map((row) => {
    const own = rows.filter(({ parameter }) => parameter === row.parameter);
    const shift = [...new Set(own.map(({ load }) => load))].reduce(
      (sum, load) =>
        sum +
        shiftAt(
          own.filter((one) => one.load === load),
          sizeOf(load),
        ),
      0,
    );
    return { ...row, value: row.value + shift };
  });
}

/** On straight lines between the sizes listed, MW; that of the nearest beyond them. */
function shiftAt(rows: readonly Row<'water_by_size'>[], size: number): number {
  const bySize = [...rows].sort((a, b) => a.size_mw - b.size_mw);
  const after = bySize.find(({ size_mw }) => size_mw >= size) ?? bySize[bySize.length - 1];
  const before = bySize.findLast(({ size_mw }) => size_mw <= size) ?? bySize[0];
  const share = after.size_mw === before.size_mw ? 0 : (size - before.size_mw) / (after.size_mw - before.size_mw);
  return before.shift + share * (after.shift - before.shift);
}
