import type { Case } from '../engine/compile-case/case.ts';
import { calibratedModel, waterTarget } from '../system/model/calibrated-model.ts';
import type { Model, Row } from '../system/model/model.ts';
import type { HeldBy, WaterFactor } from './backcast/water-factor-result.ts';
import type { ResolvedScenario } from '../system/scenario/resolved-scenario.ts';
import type { Flag } from './results.ts';

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
export const farWater = (factors: readonly WaterFactor[]): readonly Flag[] =>
  factors
    .filter(({ outside }) => outside !== null)
    .map((one) => {
      const [value, low, high] = [one.factor, one.low, one.high].map((number) => number.toFixed(2));
      return {
        code: 'water-beyond-other-years',
        message_en:
          `water of ${one.group}, ${one.month}: factor ${value}, other fitted years have ${low} to ${high}; ` +
          `${one.why!.en}`,
        message_zh: `${one.group} ${one.month} 来水系数${value}，其他率定年份为${low}至${high}；${one.why!.zh}`,
      };
    });

/** One decimal, never "-0.0". */
const off = (residual: number): string => (Math.round(10 * residual) / 10 + 0).toFixed(1);
const signed = (change: number): string => `${change >= 0.05 ? '+' : ''}${off(change)}`;
/** Facts named at most; the document has all. */
const MOST_NAMED = 3;
/** A prior counts among what pulls where it moves by so many of its spreads. */
const PRIOR_MOVED = 1;

/**
 * What holds a factor where it is and what pulls it back, with how far each is missed now and at the end of the range.
 */
export function heldText(held: HeldBy | null): { readonly en: string; readonly zh: string } {
  if (held === null)
    return { en: 'not tested: calibration.csv holds no number of it', zh: '未检验：calibration.csv 中没有对应参数' };
  const at = held.factor.toFixed(2);
  type Miss = { readonly fact: string; readonly residual: number; readonly residual_at_end: number };
  const both = ({ fact, residual, residual_at_end: end }: Miss) => ({
    en: `${fact} (${off(residual)} spreads off, ${off(end)} at ${at})`,
    zh: `${fact}（偏离${off(residual)}倍离差，系数为${at}时${off(end)}倍）`,
  });
  const list = (misses: readonly Miss[]) => ({
    en: misses
      .slice(0, MOST_NAMED)
      .map((miss) => both(miss).en)
      .join(', '),
    zh: misses
      .slice(0, MOST_NAMED)
      .map((miss) => both(miss).zh)
      .join('、'),
  });
  const { prior, nearest, misfit_change: change } = held;
  const eased = prior !== null && Math.abs(prior.residual) - Math.abs(prior.residual_at_end) > PRIOR_MOVED;
  const [holds, back] = [
    held.facts.filter(({ pull }) => pull === 'holds'),
    [...held.facts.filter(({ pull }) => pull === 'back'), ...(eased ? [{ fact: PRIOR, ...prior }] : [])],
  ];
  const [most, of] = [
    nearest && both(nearest),
    change.prior === null
      ? { en: '', zh: '' }
      : { en: `, prior ${signed(change.prior)}`, zh: `，先验${signed(change.prior)}` },
  ];
  const first =
    holds.length > 0
      ? { en: `held by ${list(holds).en}`, zh: `由${list(holds).zh}所定` }
      : {
          en:
            'unexplained: no fact would be missed by more than one spread more at ' +
            `${at}${most ? `, ${most.en} the most` : ''}; squared misses there: facts ` +
            `${signed(change.facts)}${of.en}`,
          zh: `未解释：系数为${at}时没有依据多偏离一倍离差${most ? `，最多的是${most.zh}` : ''}；偏离平方和变化：依据${signed(change.facts)}${of.zh}`,
        };
  return back.length > 0
    ? {
        en: `${first.en}; pulled back by ${list(back).en}`,
        zh: `${first.zh}；反向的有${list(back).zh.replace(PRIOR, '先验')}`,
      }
    : first;
}
const PRIOR = 'the prior';
