import { formatInstant } from '../../system/words/calendar.ts';
import { targetOf } from '../../system/measures/measures.ts';
import type { Flag } from '../flag.ts';
import type { ResolvedScenario } from '../../system/scenario/resolved-scenario.ts';
import type { Case } from '../case/case.ts';

/** What was stated and is not, or not everywhere, what is computed with: said with the answer. */
export const setAside = (
  c: Pick<Case, 'level' | 'stations' | 'start' | 'exports' | 'hours' | 'from' | 'to'>,
  scenario: ResolvedScenario,
): readonly Flag[] => [
  ...emptyLimits(c, scenario),
  ...overridden(c, scenario),
  ...withinPeriods(c, scenario),
  ...fastSchedules(c),
];

/** Limits of stations that hold no water: there is nothing to keep below them. */
const emptyLimits = ({ stations: { ids, storage } }: Pick<Case, 'stations'>, { measures }: ResolvedScenario): Flag[] =>
  measures.flatMap((m): Flag[] =>
    m.type === 'flood-limit' && storage[ids.indexOf(m.station)] <= 0
      ? [{ code: 'limit-without-storage', values: { station: m.station, measure: m.id } }]
      : [],
  );

/** Types of which two set one figure: the last that holds goes before the others, where outages and loads add up. */
const OVERRIDING: ReadonlySet<string> = new Set([
  'section-limit',
  'flood-limit',
  'export-schedule',
  'minimum-output',
  'inflow-year',
]);

/** Measures that another one sets aside in hours of the span in which both would hold. */
function overridden({ start, from, to }: Pick<Case, 'start' | 'from' | 'to'>, { measures }: ResolvedScenario): Flag[] {
  const setting = measures.filter(({ type }) => OVERRIDING.has(type));
  return setting.flatMap((one, at): Flag[] => {
    const by = setting
      .slice(at + 1)
      .filter((m) => m.type === one.type && targetOf(m) === targetOf(one))
      .find((m) => Math.max(m.start, one.start, start + from) < Math.min(m.end, one.end, start + to));
    if (by === undefined) return [];
    const meet = Math.max(by.start, one.start, start + from);
    return [{ code: 'measure-overridden', values: { measure: one.id, by: by.id, from: formatInstant(meet) } }];
  });
}

/**
 * In blocks a day's pond has no clock: it begins and ends half full, whatever its limit. Days of a period have one
 * inflow, their mean.
 */
function withinPeriods(
  { level, stations }: Pick<Case, 'level' | 'stations'>,
  { initial_storage: stated, inflow, measures }: ResolvedScenario,
): readonly Flag[] {
  if (level !== 'screen') return [];
  const isPond = (station: string): boolean => stations.seasonal[stations.ids.indexOf(station)] === 0;
  const holds = (station: string): boolean => stations.storage[stations.ids.indexOf(station)] > 0;
  return [
    ...stated
      .filter(({ station }) => isPond(station))
      .map(({ station }): Flag => ({ code: 'pond-start', values: { station } })),
    ...measures.flatMap((m): Flag[] =>
      m.type === 'flood-limit' && isPond(m.station) && holds(m.station)
        ? [{ code: 'pond-limit', values: { station: m.station, measure: m.id } }]
        : [],
    ),
    ...inflow
      .filter(({ flow_m3s: flow }) => flow.some((day) => day !== flow[0]))
      .map(({ station }): Flag => ({ code: 'mean-inflow', values: { station } })),
  ];
}

function fastSchedules({
  start,
  exports: { ids, contract, ramp },
  hours,
  from,
  to,
}: Pick<Case, 'start' | 'exports' | 'hours' | 'from' | 'to'>): readonly Flag[] {
  return ids.flatMap((id, e) => {
    let [most, count, first] = [0, 0, -1];
    for (let t = from + 1; t < to; t++) {
      const step = Math.abs(contract[e * hours + t] - contract[e * hours + t - 1]);
      if (step <= ramp[e] * (1 + ROUNDING)) continue;
      if (count === 0) first = t;
      count++;
      most = Math.max(most, step);
    }
    if (count === 0) return [];
    const values = { export: id, moves_mw: most, ramp_mw: ramp[e], hours: count, first: formatInstant(start + first) };
    return [{ code: 'schedule-beats-ramp', values }];
  });
}

/** Share by which a step may be above a ramp and still be one of its size. */
const ROUNDING = 1e-9;
