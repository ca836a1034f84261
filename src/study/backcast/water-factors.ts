import type { Case } from '../../engine/case/case.ts';
import { calibratedModel } from '../../system/scenario/calibrated-for.ts';
import { waterTarget } from '../../system/tables/water-target.ts';
import type { Model, Row } from '../../system/model/model.ts';
import type { Message } from '../base/messages.ts';
import type { WaterFactor } from '../base/water-factor-result.ts';
import type { ResolvedScenario } from '../../system/scenario/resolved-scenario.ts';

/** A factor of a world's water; `parameter` is the inferred number that it comes from. */
export interface PlacedFactor extends Omit<WaterFactor, 'held_by' | 'why'> {
  readonly parameter: string | null;
}

const fittedKnots = ({ tables }: Model): readonly Row<'calibration'>[] =>
  tables.calibration.filter((row) => row.step === 'fit' && row.kind === 'water-factor');

/**
 * Factors of the year's water in its season beside those of the fitted years, by month and group of gauges (a gauge by
 * itself where its group is not alike); none of a year that was itself fitted, nor of an ex-ante view.
 */
export function waterFactors(
  model: Model,
  scenario: ResolvedScenario,
  { monthKeys }: Pick<Case, 'monthKeys'>,
): readonly PlacedFactor[] {
  const own = scenario.water.water_year;
  const fitted = [...new Set(fittedKnots(model).map((row) => row.target.split(':')[0]))];
  if (scenario.basis !== 'ex-post' || fitted.includes(own)) return [];
  const { tables } = calibratedModel(model, scenario);
  const factor = (year: string, gauge: string, month: number): number | undefined =>
    (
      tables.water_years.find((row) => row.water_year === year && row.gauge === gauge && row.month === month) ??
      tables.water_years.find((row) => row.water_year === year && row.gauge === 'all' && row.month === month)
    )?.factor;
  return monthKeys.flatMap((key) => {
    const month = Number(key.slice(5));
    const found = tables.gauges.flatMap(({ id, group }) => {
      const value = factor(own, id, month);
      const others = fitted.flatMap((year) => {
        const one = factor(year, id, month);
        return one === undefined ? [] : [{ water_year: year, factor: one }];
      });
      return value === undefined || others.length === 0
        ? []
        : [{ id, group, value, others, same: JSON.stringify([value, others]) }];
    });
    const alike = (one: (typeof found)[number]): boolean =>
      found.every(({ group, same }) => group !== one.group || same === one.same);
    const named = found.map((one) => ({ ...one, name: one.group !== undefined && alike(one) ? one.group : one.id }));
    return named
      .filter(({ name }, i) => named.findIndex((one) => one.name === name) === i)
      .map(({ name, group, value, others }): PlacedFactor => {
        const [low, high] = [
          Math.min(...others.map((one) => one.factor)),
          Math.max(...others.map((one) => one.factor)),
        ];
        return {
          month: key,
          group: name,
          factor: value,
          others,
          low,
          high,
          outside: value < low ? 'below' : value > high ? 'above' : null,
          parameter: inferredFor(model, own, month, group),
        };
      });
  });
}

/**
 * The inferred number that a factor of these gauges comes from; null where it is stated, or lies between two numbers.
 */
const inferredFor = ({ tables }: Model, waterYear: string, month: number, group: string | undefined): string | null =>
  tables.calibration.find((row) => {
    const at = row.step === 'infer' && row.kind === 'water-factor' ? waterTarget(row.target) : null;
    return (
      at !== null &&
      at.waterYear === waterYear &&
      at.month === month &&
      (at.groups.length === 0 || (group !== undefined && at.groups.includes(group)))
    );
  })?.parameter ?? null;

/** Factors outside those of other years, as notes, with what holds them there. */
export const farWater = (factors: readonly WaterFactor[]): readonly Message[] =>
  factors
    .filter(({ outside }) => outside !== null)
    .map(({ group, month, factor, low, high, why }) => ({
      code: 'water-beyond-other-years',
      values: { group, month, factor, low, high, why: why! },
    }));
