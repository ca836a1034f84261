import { logSpread, type FlowModel } from '../../system/model/flow-model.ts';
import type { Row } from '../../system/model/model.ts';
import { onDay, type MonthCourse } from './month-course.ts';
import { multiplyLower, mustFactor } from './monthly-flows.ts';
import { STREAMS, standardNormal } from './standard-normal.ts';

/** Logarithm of daily flow over the course of its month, `[gauge * days + day]`. */
export interface DailyNoise {
  noise(draw: number): Float64Array;
}

/**
 * Autoregression of order 1 over days whose spread and persistence change with the season; floods come to neighbouring
 * rivers together, with the correlation of their monthly flow. `firstMonth` is that of the course. Draws 2j and 2j + 1
 * mirror one another. Without rows for a gauge it has no noise.
 */
export function dailyNoise(
  flow: FlowModel,
  rows: readonly Row<'daily_variability'>[],
  seed: number,
  course: MonthCourse,
  firstMonth: number,
): DailyNoise {
  const gauges = flow.gauges.length;
  const at = new Map(flow.gauges.map((id, g) => [id, g]));
  const [spread, lag1] = [new Float64Array(gauges * 12), new Float64Array(gauges * 12)];
  for (const row of rows) {
    const i = (at.get(row.gauge) ?? NaN) * 12 + row.month - 1;
    [spread[i], lag1[i]] = [logSpread(row.cv), row.lag1];
  }
  const byDay = (table: Float64Array): Float64Array[] =>
    flow.gauges.map((_, g) => {
      const knots = Float64Array.from(
        { length: course.firstDay.length - 1 },
        (_v, m) => table[g * 12 + ((firstMonth - 1 + m) % 12)],
      );
      return Float64Array.from({ length: course.days }, (_v, d) => onDay(course, knots, d));
    });
  const [spreads, lags] = [byDay(spread), byDay(lag1)];
  const factors = flow.correlation.map((matrix) => mustFactor(matrix, gauges));
  return {
    noise(draw) {
      const [pair, sign] = [Math.floor(draw / 2), draw % 2 === 0 ? 1 : -1];
      const state = new Float64Array(gauges);
      const result = new Float64Array(gauges * course.days);
      for (let d = 0; d < course.days; d++) {
        const random = Float64Array.from(
          { length: gauges },
          (_, g) => sign * standardNormal(seed, STREAMS.daily, pair, d * gauges + g),
        );
        const step = multiplyLower(factors[(firstMonth - 1 + course.month[d]) % 12], random);
        for (let g = 0; g < gauges; g++) {
          const lag = d === 0 ? 0 : lags[g][d];
          state[g] = lag * state[g] + Math.sqrt(1 - lag * lag) * step[g];
          result[g * course.days + d] = spreads[g][d] * state[g];
        }
      }
      return result;
    },
  };
}
