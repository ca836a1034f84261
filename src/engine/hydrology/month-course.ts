/** Where each day of a run of whole months lies: its month, and the middles of months between which it stands. */
export interface MonthCourse {
  readonly days: number;
  /** first day of each month, and one past the last day */
  readonly firstDay: Int32Array;
  readonly month: Int32Array;
  /** the earlier of the two middles of months that enclose the day, and the weight of the later one, 0-1 */
  readonly knot: Int32Array;
  readonly weight: Float64Array;
}

export function monthCourse(lengths: readonly number[]): MonthCourse {
  const firstDay = Int32Array.from({ length: lengths.length + 1 }, (_, m) =>
    lengths.slice(0, m).reduce((sum, n) => sum + n, 0),
  );
  const days = firstDay[lengths.length];
  const [month, knot, weight] = [new Int32Array(days), new Int32Array(days), new Float64Array(days)];
  const middle = lengths.map((n, m) => firstDay[m] + n / 2);
  lengths.forEach((n, m) => {
    for (let d = firstDay[m]; d < firstDay[m] + n; d++) {
      const noon = d + 0.5;
      const from = noon < middle[m] ? Math.max(0, m - 1) : Math.min(m, lengths.length - 2);
      month[d] = m;
      knot[d] = from;
      weight[d] = Math.min(1, Math.max(0, (noon - middle[from]) / (middle[from + 1] - middle[from])));
    }
  });
  return { days, firstDay, month, knot, weight };
}

/** Value on a day of a course that runs straight from the middle of one month to the middle of the next. */
export const onDay = (course: MonthCourse, values: ArrayLike<number>, day: number): number =>
  values[course.knot[day]] + (values[course.knot[day] + 1] - values[course.knot[day]]) * course.weight[day];

export function monthMeans(course: MonthCourse, daily: Float64Array): Float64Array {
  const means = new Float64Array(course.firstDay.length - 1);
  daily.forEach((value, d) => {
    means[course.month[d]] += value;
  });
  return means.map((sum, m) => sum / (course.firstDay[m + 1] - course.firstDay[m]));
}
