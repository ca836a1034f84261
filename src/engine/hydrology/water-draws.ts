import { daysInMonth, midnight, yearOf } from '../../system/words/calendar.ts';
import { flowModel } from '../../system/model/flow-model.ts';
import type { Model } from '../../system/model/model.ts';
import { InvalidInput, problem } from '../../system/words/problem.ts';
import { dailyCourse } from './daily-course.ts';
import { dailyNoise } from './daily-noise.ts';
import { monthCourse } from './month-course.ts';
import { monthlyFlows } from './monthly-flows.ts';

/**
 * Natural flow of one draw by gauge and day of the season as a ratio to the gauge's annual mean, `[gauge * days +
 * day]`, in the order of `gauges.csv`.
 */
export interface DrawnFlow {
  readonly seed: number;
  readonly draw: number;
  readonly ratio: Float64Array;
}

/** The water years that belong to one seed. */
export interface WaterDraws {
  year(draw: number): DrawnFlow;
}

/**
 * Synthetic water years for a season of `days` days from hour index `start`. Draw k is the same bits whatever was drawn
 * before, and the same for every season within the same calendar years: the chain runs from the December before the
 * first of them to the January after the last. Throws `InvalidInput` where the model has no flow variability.
 */
export function waterDraws(
  model: Model,
  seed: number,
  season: { readonly start: number; readonly days: number },
): WaterDraws {
  const { tables } = model;
  const flow = flowModel(tables);
  if (!flow) throw new InvalidInput([noVariability(model.id)]);
  const years = [yearOf(season.start), yearOf(season.start + season.days * 24 - 1)];
  const lengths = Array.from({ length: (years[1] - years[0] + 1) * 12 + 2 }, (_, t) => lengthOf(years[0], t - 1));
  const course = monthCourse(lengths);
  const monthly = monthlyFlows(flow, seed, 12, lengths.length);
  const noise = dailyNoise(flow, tables.daily_variability, seed, course, 12);
  const offset = Math.round((season.start - midnight(years[0] - 1, 12, 1)) / 24);
  return {
    year(draw) {
      const [flows, noises] = [monthly.flows(draw), noise.noise(draw)];
      const ratio = new Float64Array(flow.gauges.length * season.days);
      tables.gauges.forEach((gauge, g) => {
        const daily = dailyCourse(
          course,
          flows.subarray(g * lengths.length, (g + 1) * lengths.length),
          noises.subarray(g * course.days, (g + 1) * course.days),
        );
        for (let d = 0; d < season.days; d++) ratio[g * season.days + d] = daily[offset + d] / gauge.mean_flow_m3s;
      });
      return Object.freeze({ seed, draw, ratio });
    },
  };
}

/** Days of the month that lies `after` months after January of `year`. */
const lengthOf = (year: number, after: number): number =>
  daysInMonth(year + Math.floor(after / 12), ((after + 12) % 12) + 1);

const noVariability = (model: string) =>
  problem(
    'no-flow-variability',
    'flow_variability.csv',
    model,
    'Cv, lag1 and correlations of every gauge',
    `model "${model}" does not say how its natural flow varies, so no water can be drawn`,
    'add flow_variability.csv and flow_correlation.csv to the model, or run without draws',
  );
