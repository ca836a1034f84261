import { formatDate, HOURS_PER_DAY, parseInstant, startOfDay } from '../words/calendar.ts';
import type { Tables } from '../model/model.ts';
import { problem, type Problem } from '../words/problem.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { mustBeKnown } from './known.ts';

/** Inflow that a scenario states: known stations, each once, one value for every day of the window. */
export const checkInflow = (scenario: Scenario, tables: Tables): Problem[] =>
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

function coverage({ window, inflow }: Scenario, i: number): Problem[] {
  const [from, to, start] = [parseInstant(window.start), parseInstant(window.end), parseInstant(inflow[i].start)];
  if (from === null || to === null || start === null || to <= from) return [];
  const days = Math.ceil((to - startOfDay(from)) / HOURS_PER_DAY);
  const given = inflow[i].flow_m3s.length;
  if (start === startOfDay(from) && given === days) return [];
  return [
    problem(
      'inflow-window',
      `inflow[${i}].flow_m3s`,
      `${given} days from ${inflow[i].start}`,
      `${days} days from ${formatDate(from)}`,
      `the inflow of "${inflow[i].station}" does not cover the window day by day`,
      `give one value for each day from ${formatDate(from)} to ${formatDate(to - 1)}`,
    ),
  ];
}
