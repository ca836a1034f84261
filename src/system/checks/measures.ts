import { yearOf } from '../words/calendar.ts';
import { compileFormula } from '../words/formula.ts';
import type { Tables } from '../model/model.ts';
import { problem, type Problem } from '../words/problem.ts';
import type { ResolvedMeasure, ResolvedScenario } from '../scenario/resolved-scenario.ts';
import { duplicateIds, mustBeKnown } from './known.ts';
import { aboveProvince } from './load-size.ts';
import { sourceTooLate, waterYearProblems } from './span.ts';

type Of<T extends ResolvedMeasure['type']> = Extract<ResolvedMeasure, { type: T }>;

/** The measures: when they act, what they act on, and whether their sizes are possible. */
export const checkMeasures = (scenario: ResolvedScenario, tables: Tables): Problem[] => [
  ...duplicateIds(
    'measure',
    'measures',
    scenario.measures.map((measure) => measure.id),
  ),
  ...scenario.measures.flatMap((measure, i) => {
    const path = `measures[${i}]`;
    return [
      ...timeProblems(timesOf(measure), path, scenario),
      ...sourceTooLate(scenario, `${path}.source_date`, measure.source_date),
      ...targetProblems(measure, path, scenario, tables),
    ];
  }),
];

/** When a measure or a stage of it acts: `start` is null where the text states none. */
interface Times {
  readonly id: string;
  readonly start: number | null;
  readonly end: number;
  readonly given: { readonly start?: string; readonly end?: string };
}

const timesOf = ({ id, start, end, given }: ResolvedMeasure): Times => ({
  id,
  start: given.start === undefined ? null : start,
  end,
  given,
});

function timeProblems({ id, start, end, given }: Times, path: string, { window }: ResolvedScenario): Problem[] {
  const problems: Problem[] = [];
  if (start !== null && start < window.start)
    problems.push(
      problem(
        'measure-before-start',
        `${path}.start`,
        given.start,
        `>= ${window.given.start}`,
        `measure "${id}" starts before the window`,
        'start it at the start of the window, or let the window start earlier',
      ),
    );
  if (start !== null && start >= window.end)
    problems.push(
      problem(
        'measure-after-end',
        `${path}.start`,
        given.start,
        `< ${window.given.end}`,
        `measure "${id}" starts after the window`,
        'start it within the window, or let the window end later',
      ),
    );
  if (end <= (start ?? window.start))
    problems.push(
      problem(
        'measure-reversed',
        `${path}.end`,
        given.end,
        `later than ${given.start ?? window.given.start}`,
        `measure "${id}" ends before it starts`,
        'exchange or correct start and end',
      ),
    );
  return problems;
}

function targetProblems(measure: ResolvedMeasure, path: string, scenario: ResolvedScenario, tables: Tables): Problem[] {
  switch (measure.type) {
    case 'remove-load':
      return [
        ...removeLoad(measure, path, scenario),
        ...aboveProvince(`${path}.size`, sizeOf(measure), scenario, tables),
      ];
    case 'add-load':
      return [
        ...mustBeKnown('zone', `${path}.zone`, measure.zone, ids(tables.zones), 'zones.csv'),
        ...aboveProvince(`${path}.size`, sizeOf(measure), scenario, tables),
      ];
    case 'add-storage':
      return mustBeKnown('zone', `${path}.zone`, measure.zone, ids(tables.zones), 'zones.csv');
    case 'line-in-service':
      return exportProblems(path, 'size', measure.export, { mw: measure.size, text: measure.given.size }, tables);
    case 'export-schedule':
      return exportProblems(path, 'mean', measure.export, { mw: measure.mean, text: measure.given.mean }, tables);
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

function removeLoad(measure: Of<'remove-load'>, path: string, scenario: ResolvedScenario): Problem[] {
  const unknown = mustBeKnown('load', `${path}.load`, measure.load, ids(scenario.loads), 'the loads of this scenario');
  const { id, end, given, staged } = measure;
  if (staged === null) return unknown;
  const sum = staged.reduce((total, step) => total + step.share, 0);
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
  const steps = staged.flatMap(({ start }, i) =>
    timeProblems(
      { id, start, end, given: { start: given.staged?.[i].start, end: given.end } },
      `${path}.staged[${i}]`,
      scenario,
    ).filter((found) => found.code !== 'measure-reversed'),
  );
  return [...unknown, ...shares, ...steps, ...startProblems(measure, path)];
}

/** Of a staged removal the stages say when: a start beside them must be that of the first one. */
function startProblems(measure: Of<'remove-load'>, path: string): Problem[] {
  const { id, staged, given } = measure;
  const starts = (staged ?? []).map((stage) => stage.start);
  const earliest = Math.min(...starts);
  if (given.start === undefined || starts.length === 0 || measure.start === earliest) return [];
  const [start, first] = [given.start, given.staged?.[starts.indexOf(earliest)].start ?? null];
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

function exportProblems(path: string, field: string, id: string, size: Stated, { exports }: Tables): Problem[] {
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
    { mw: measure.capacity, text: measure.given.capacity },
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
    { mw: measure.output, text: measure.given.output },
    plant.capacity_mw,
    'above-capacity',
    `more than "${measure.thermal}" can produce`,
  );
}

function atMost(path: string, { mw, text }: Stated, limit: number, code: string, message: string): Problem[] {
  if (mw === null || mw <= limit) return [];
  return [problem(code, path, text, `<= ${limit} MW`, message, `give at most ${limit} MW, or correct the model`)];
}

function growth(measure: Of<'growth'>, path: string, { window }: ResolvedScenario): Problem[] {
  if (typeof measure.factor === 'number') return [];
  const compiled = compileFormula(measure.factor, ['year'], `${path}.factor`);
  if (!compiled.ok) return [...compiled.problems];
  const year = yearOf(window.start);
  const value = compiled.value({ year });
  if (value > 0 && value <= 5) return [];
  return [
    problem(
      'formula-value',
      `${path}.factor`,
      measure.factor,
      '> 0 and <= 5',
      `the formula gives ${value} for ${year}`,
      'the factor multiplies demand: 1.05 is 5 % more',
    ),
  ];
}

/** MW, and the text that states it; null where none does. */
interface Stated {
  readonly mw: number | null;
  readonly text: string | undefined;
}
const sizeOf = ({ size, given }: Of<'remove-load' | 'add-load'>) => ({ mw: size, text: given.size });

const ids = (rows: readonly { readonly id: string }[]): string[] => rows.map((row) => row.id);
