import { parseInstant, yearOf } from '../words/calendar.ts';
import { compileFormula } from '../words/formula.ts';
import { firstStage } from '../scenario/measure.ts';
import type { Tables } from '../model/model.ts';
import { problem, type Problem } from '../words/problem.ts';
import type { Measure, Scenario } from '../scenario/scenario.ts';
import { parseQuantity } from '../schema/units.ts';
import { duplicateIds, mustBeKnown } from './known.ts';
import { aboveProvince } from './load-size.ts';
import { sourceTooLate, waterYearProblems } from './span.ts';

type Of<T extends Measure['type']> = Extract<Measure, { type: T }>;

/** The measures: when they act, what they act on, and whether their sizes are possible. */
export const checkMeasures = (scenario: Scenario, tables: Tables): Problem[] => [
  ...duplicateIds(
    'measure',
    'measures',
    scenario.measures.map((measure) => measure.id),
  ),
  ...scenario.measures.flatMap((measure, i) => {
    const path = `measures[${i}]`;
    return [
      ...timeProblems(measure, path, scenario),
      ...sourceTooLate(scenario.basis, `${path}.source_date`, measure.source_date),
      ...targetProblems(measure, path, scenario, tables),
    ];
  }),
];

function timeProblems(measure: Measure, path: string, { window }: Scenario): Problem[] {
  const problems: Problem[] = [];
  const instant = (text: string | undefined): number => (text === undefined ? NaN : (parseInstant(text) ?? NaN));
  const [start, end] = [instant(measure.start), instant(measure.end)];
  if (start < instant(window.start))
    problems.push(
      problem(
        'measure-before-start',
        `${path}.start`,
        measure.start,
        `>= ${window.start}`,
        `measure "${measure.id}" starts before the window`,
        'start it at the start of the window, or let the window start earlier',
      ),
    );
  if (start >= instant(window.end))
    problems.push(
      problem(
        'measure-after-end',
        `${path}.start`,
        measure.start,
        `< ${window.end}`,
        `measure "${measure.id}" starts after the window`,
        'start it within the window, or let the window end later',
      ),
    );
  const from = measure.start === undefined ? instant(window.start) : start;
  if (end <= from)
    problems.push(
      problem(
        'measure-reversed',
        `${path}.end`,
        measure.end,
        `later than ${measure.start ?? window.start}`,
        `measure "${measure.id}" ends before it starts`,
        'exchange or correct start and end',
      ),
    );
  return problems;
}

function targetProblems(measure: Measure, path: string, scenario: Scenario, tables: Tables): Problem[] {
  switch (measure.type) {
    case 'remove-load':
      return [...removeLoad(measure, path, scenario), ...aboveProvince(`${path}.size`, measure.size, scenario, tables)];
    case 'add-load':
      return [
        ...mustBeKnown('zone', `${path}.zone`, measure.zone, ids(tables.zones), 'zones.csv'),
        ...aboveProvince(`${path}.size`, measure.size, scenario, tables),
      ];
    case 'add-storage':
      return mustBeKnown('zone', `${path}.zone`, measure.zone, ids(tables.zones), 'zones.csv');
    case 'line-in-service':
      return exportProblems(path, 'size', measure.export, measure.size, tables);
    case 'export-schedule':
      return exportProblems(path, 'mean', measure.export, measure.mean, tables);
    case 'section-limit':
      return mustBeKnown('section', `${path}.section`, measure.section, ids(tables.sections), 'sections.csv');
    case 'outage':
      return outage(measure, path, tables);
    case 'flood-limit':
      return mustBeKnown('station', `${path}.station`, measure.station, ids(tables.stations), 'stations.csv');
    case 'minimum-output':
      return minimumOutput(measure, path, tables);
    case 'inflow-year':
      return waterYearProblems(`${path}.water_year`, measure.water_year, tables, []);
    case 'growth':
      return growth(measure, path, scenario);
  }
}

function removeLoad(measure: Of<'remove-load'>, path: string, scenario: Scenario): Problem[] {
  const unknown = mustBeKnown('load', `${path}.load`, measure.load, ids(scenario.loads), 'the loads of this scenario');
  if (!measure.staged) return unknown;
  const sum = measure.staged.reduce((total, step) => total + step.share, 0);
  const shares =
    Math.abs(sum - 1) < 1e-9
      ? []
      : [
          problem(
            'staged-sum',
            `${path}.staged`,
            Number(sum.toFixed(9)),
            'sum = 1',
            'the shares of the steps do not sum to 1',
            'adjust the shares so that they sum to 1',
          ),
        ];
  const steps = measure.staged.flatMap((step, i) =>
    timeProblems({ ...measure, start: step.start, end: measure.end }, `${path}.staged[${i}]`, scenario).filter(
      (found) => found.code !== 'measure-reversed',
    ),
  );
  return [...unknown, ...shares, ...steps, ...startProblems(measure, path)];
}

/** Of a staged removal the stages say when: a start beside them must be that of the first one. */
function startProblems(measure: Of<'remove-load'>, path: string): Problem[] {
  const { id, start } = measure;
  const first = firstStage(measure);
  if (start === undefined || first === undefined || parseInstant(start) === parseInstant(first)) return [];
  return [
    problem(
      'staged-start',
      `${path}.start`,
      start,
      first,
      `measure "${id}" starts at ${start}, but the first of its stages at ${first}`,
      'state the stages with other dates and no start, or write staged: null to remove the load at one date',
    ),
  ];
}

function exportProblems(
  path: string,
  field: string,
  id: string,
  size: string | undefined,
  { exports }: Tables,
): Problem[] {
  const line = exports.find((row) => row.id === id);
  if (line === undefined) return mustBeKnown('export', `${path}.export`, id, ids(exports), 'exports.csv');
  return atMost(`${path}.${field}`, size, line.rated_mw, 'above-rating', `more than export "${id}" can carry`);
}

function outage(measure: Of<'outage'>, path: string, { stations }: Tables): Problem[] {
  const station = stations.find((row) => row.id === measure.station);
  if (station === undefined)
    return mustBeKnown('station', `${path}.station`, measure.station, ids(stations), 'stations.csv');
  return atMost(
    `${path}.capacity`,
    measure.capacity,
    station.capacity_mw,
    'above-capacity',
    `more than station "${measure.station}" has`,
  );
}

function minimumOutput(measure: Of<'minimum-output'>, path: string, { thermal }: Tables): Problem[] {
  const plant = thermal.find((row) => row.id === measure.thermal);
  if (plant === undefined)
    return mustBeKnown('thermal', `${path}.thermal`, measure.thermal, ids(thermal), 'thermal.csv');
  return atMost(
    `${path}.output`,
    measure.output,
    plant.capacity_mw,
    'above-capacity',
    `more than "${measure.thermal}" can produce`,
  );
}

function atMost(path: string, text: string | undefined, limit: number, code: string, message: string): Problem[] {
  const value = text === undefined ? null : parseQuantity(text, 'power');
  if (value === null || value <= limit) return [];
  return [problem(code, path, text, `<= ${limit} MW`, message, `give at most ${limit} MW, or correct the model`)];
}

function growth(measure: Of<'growth'>, path: string, { window }: Scenario): Problem[] {
  if (typeof measure.factor === 'number') return [];
  const compiled = compileFormula(measure.factor, ['year'], `${path}.factor`);
  if (!compiled.ok) return [...compiled.problems];
  const start = parseInstant(window.start);
  if (start === null) return [];
  const value = compiled.value({ year: yearOf(start) });
  if (value > 0 && value <= 5) return [];
  return [
    problem(
      'formula-value',
      `${path}.factor`,
      measure.factor,
      '> 0 and <= 5',
      `the formula gives ${value} for ${yearOf(start)}`,
      'the factor multiplies demand: 1.05 is 5 % more',
    ),
  ];
}

const ids = (rows: readonly { readonly id: string }[]): string[] => rows.map((row) => row.id);
