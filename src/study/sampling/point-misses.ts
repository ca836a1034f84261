import { daysInMonth } from '../../system/words/calendar.ts';
import { drawnModel } from '../../system/model/drawn-model.ts';
import type { Model } from '../../system/model/model.ts';
import type { Fact } from '../calibration/calibration-facts.ts';
import type { CalibrationRuns, Structured } from '../calibration/calibration-runs.ts';
import { PLENTIFUL, residualOf, withinReach } from '../calibration/calibration-step.ts';
import type { SamplePrior } from './sample-prior.ts';

/** A point is run as it is, and with plentiful water, which says what its sections let through at all. */
export const RUNS_A_POINT = 2;
/**
 * Points that are compiled together, on one of two lanes so that one compiles while the other runs: cases of all points
 * would not fit in memory.
 */
const AT_ONCE = 3;

/** What the model says of each fact, by point. */
export type Told = Map<Float64Array, readonly (number | null)[]>;

interface Measured {
  readonly model: Model;
  readonly year: number;
  readonly prior: SamplePrior;
  readonly facts: readonly Fact[];
  readonly runs: CalibrationRuns;
  readonly told: Told;
}

/** How far the worlds of points miss the facts, in the order of the points; what they say is written to `told`. */
export function missesOf({ model, year, prior, facts, runs, told }: Measured) {
  const together = async (points: readonly Float64Array[], stage: string): Promise<(readonly number[])[]> => {
    const worlds = points.map((point) => worldOf(model, year, prior, prior.at(point)));
    const said = await runs.facts(
      worlds.flatMap(({ drawn, plentiful }) => [drawn, plentiful]),
      facts,
      stage,
    );
    return points.map((point, k) => {
      told.set(point, said[RUNS_A_POINT * k]);
      const asFar = withinReach(moved(facts, model, worlds[k].drawn.model, year), said[RUNS_A_POINT * k + 1]);
      return asFar.flatMap((fact, f) => {
        const modelled = said[RUNS_A_POINT * k][f];
        return modelled === null ? [] : [residualOf(fact, modelled)];
      });
    });
  };
  return async (points: readonly Float64Array[], stage: string): Promise<readonly (readonly number[])[]> => {
    const found: (readonly number[])[] = [];
    const firsts = Array.from({ length: Math.ceil(points.length / AT_ONCE) }, (_, k) => k * AT_ONCE);
    const lane = async (): Promise<void> => {
      for (let first = firsts.shift(); first !== undefined; first = firsts.shift()) {
        const from = first;
        (await together(points.slice(from, from + AT_ONCE), stage)).forEach((one, k) => {
          found[from + k] = one;
        });
      }
    };
    await Promise.all([lane(), lane()]);
    return found;
  };
}

function worldOf(
  model: Model,
  year: number,
  { quantities }: SamplePrior,
  values: readonly number[],
): { readonly drawn: Structured; readonly plentiful: Structured } {
  const named = new Map(quantities.map(({ name }, q) => [name, values[q]]));
  const water = model.tables.calibration.filter((row) => row.step === 'infer');
  const full = new Map([...named, ...water.map((row) => [row.parameter, Math.min(PLENTIFUL, row.upper)] as const)]);
  return {
    drawn: { model: drawnModel(model, year, named), sharing: 1 },
    plentiful: { model: drawnModel(model, year, full), sharing: 1 },
  };
}

/** Published exports stand beside what a draw schedules: they move with it. */
const moved = (facts: readonly Fact[], stated: Model, drawn: Model, year: number): readonly Fact[] =>
  facts.map((fact) => {
    if (fact.row.quantity !== 'export') return fact;
    const series = stated.tables.reported_series.find(
      (row) => row.quantity === 'export' && row.series === fact.row.series,
    );
    const lines = new Set(series?.members?.split(' ') ?? []);
    const scheduled = ({ tables }: Model): number =>
      tables.export_schedule.reduce(
        (sum, row) =>
          row.year === year &&
          lines.has(row.export) &&
          fact.months.includes(`${year}-${String(row.month).padStart(2, '0')}`)
            ? sum + (row.mean_mw * 24 * daysInMonth(year, row.month)) / 1000
            : sum,
        0,
      );
    const [before, after] = [scheduled(stated), scheduled(drawn)];
    return { ...fact, published: before > 0 ? (fact.published * after) / before : after };
  });
