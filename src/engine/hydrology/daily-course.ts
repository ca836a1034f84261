import { monthMeans, onDay, type MonthCourse } from './month-course.ts';

/** Relative change of a month's mean below which the course stands. */
const CLOSE = 1e-12;
/** Rounds of correction at most. */
const MOST_ROUNDS = 200;
/** Relative flow that stands for a month without water: its logarithm must exist. */
const DRY = 1e-9;

/**
 * Daily flow with the monthly means given: exp(course + noise), the course of the logarithm running straight between
 * the middles of months, so that nothing jumps where months meet. Its values at the middles are raised or lowered until
 * every month has its mean; each round more than halves what is missing.
 */
export function dailyCourse(course: MonthCourse, monthly: Float64Array, noise: Float64Array): Float64Array {
  const knots = monthly.map((mean) => Math.log(Math.max(mean, DRY)));
  const flow = (): Float64Array => noise.map((n, d) => Math.exp(onDay(course, knots, d) + n));
  let daily = flow();
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const means = monthMeans(course, daily);
    const missing = means.map((mean, m) => Math.log(Math.max(monthly[m], DRY) / mean));
    if (missing.every((value) => Math.abs(value) < CLOSE)) break;
    missing.forEach((value, m) => {
      knots[m] += value;
    });
    daily = flow();
  }
  const means = monthMeans(course, daily);
  return daily.map((value, d) => value * (monthly[course.month[d]] / means[course.month[d]]));
}
