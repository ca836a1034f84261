import { formatDate, HOURS_PER_DAY, startOfDay } from '../words/calendar.ts';
import type { Tables } from '../model/model.ts';
import { problem, type Problem } from '../words/problem.ts';
import type { ResolvedScenario } from '../scenario/resolved-scenario.ts';
import { mustBeKnown } from '../words/known.ts';

/** Inflow that a scenario states: known stations, each once, one value for every day of the window. */
export const checkInflow = (scenario: ResolvedScenario, tables: Tables): Problem[] =>
  scenario.inflow.flatMap((one, i) => [
    ...mustBeKnown(
      'station',
      `inflow[${i}].station`,
      one.station,
      tables.stations.map((row) => row.id),
      'stations.csv',
    ),
    ...(scenario.inflow.findIndex((other) => other.station === one.station) < i ? [twice(i, one.station)] : []),
    ...coverage(scenario, i),
  ]);

const twice = (i: number, station: string): Problem =>
  problem(
    'duplicate-inflow',
    `inflow[${i}].station`,
    station,
    'each station once',
    `the inflow of "${station}" is stated twice`,
    'keep one of them',
  );

function coverage({ window, inflow }: ResolvedScenario, i: number): Problem[] {
  const { start: from, end: to } = window;
  const { start } = inflow[i];
  if (to <= from) return [];
  const days = Math.ceil((to - startOfDay(from)) / HOURS_PER_DAY);
  const given = inflow[i].flow_m3s.length;
  if (start === startOfDay(from) && given === days) return [];
  return [
    problem(
      'inflow-window',
      `inflow[${i}].flow_m3s`,
      `${given} days from ${inflow[i].given.start}`,
      `${days} days from ${formatDate(from)}`,
      `the inflow of "${inflow[i].station}" does not cover the window day by day`,
      `give one value for each day from ${formatDate(from)} to ${formatDate(to - 1)}`,
    ),
  ];
}
