import type { Tables } from '../model/model.ts';
import { problem, type Problem } from '../words/problem.ts';
import type { ResolvedLoad, ResolvedScenario } from '../scenario/resolved-scenario.ts';
import { duplicateIds, mustBeKnown } from '../words/known.ts';
import { aboveProvince } from '../model/load-size.ts';

/** The named loads: their ids, sizes, the prefectures where they sit, and their rationing hours. */
export function checkLoads(scenario: ResolvedScenario, tables: Tables): Problem[] {
  const { loads } = scenario;
  const prefectures = tables.prefectures.map((row) => row.id);
  return [
    ...duplicateIds(
      'load',
      'loads',
      loads.map((load) => load.id),
    ),
    ...loads.flatMap((load, i) => [
      ...aboveProvince(`loads[${i}].size`, { mw: load.size, text: load.given.size }, scenario, tables),
      ...shareProblems(load, `loads[${i}].shares`, prefectures),
      ...rationingProblems(load, `loads[${i}].rationing`),
    ]),
  ];
}

function shareProblems(load: ResolvedLoad, path: string, prefectures: readonly string[]): Problem[] {
  const unknown = Object.keys(load.shares).flatMap((id) =>
    mustBeKnown('prefecture', `${path}.${id}`, id, prefectures, 'prefectures.csv'),
  );
  const sum = Object.values(load.shares).reduce((total, weight) => total + weight, 0);
  if (sum > 0) return unknown;
  return [
    ...unknown,
    problem(
      'zero-shares',
      path,
      sum,
      'sum > 0',
      `the weights of load "${load.id}" are all zero: it sits nowhere`,
      'give at least one prefecture a weight above 0',
    ),
  ];
}

const rationingProblems = (load: ResolvedLoad, path: string): Problem[] =>
  load.rationing.flatMap(({ start, end }, i) => {
    if (end > start) return [];
    const given = load.given.rationing[i];
    return [
      problem(
        'rationing-reversed',
        `${path}[${i}].end`,
        given.end,
        `later than ${given.start}`,
        'the rationing ends before it starts',
        'exchange or correct start and end',
      ),
    ];
  });
