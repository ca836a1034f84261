import { HOURS_PER_DAY, midnight, monthKey, monthOf, parseInstant, yearOf } from '../words/calendar.ts';
import type { Tables } from '../model/model.ts';
import { problem, type Problem } from '../words/problem.ts';
import { MOST, type Scenario } from '../scenario/scenario.ts';
import { inService } from './completeness.ts';
import { mustBeKnown } from './known.ts';

/** The last day whose facts an *ex ante* study may use. */
export const EX_ANTE_UNTIL = '2021-06-02';

/**
 * The window, and whether the model has water, demand and schedules for every month of it; what stored water is worth
 * at its end.
 */
export function checkSpan(scenario: Scenario, tables: Tables): Problem[] {
  const months = monthsOf(scenario);
  return [
    ...windowProblems(scenario),
    ...terminalProblems(scenario),
    ...sourceDates(scenario),
    ...demandProblems(scenario, tables, months),
    ...waterYearProblems('water.water_year', scenario.water.water_year, tables, months),
    ...scheduleProblems(scenario, tables, months),
  ];
}

interface Month {
  readonly year: number;
  readonly month: number;
  readonly key: string;
}

function monthsOf(scenario: Scenario): Month[] {
  const [start, end] = [parseInstant(scenario.window.start), parseInstant(scenario.window.end)];
  const months: Month[] = [];
  if (start === null || end === null || end - start > HOURS_PER_DAY * MOST.days) return months;
  for (let hour = start; hour < end; hour = midnight(yearOf(hour), monthOf(hour) + 1, 1))
    months.push({ year: yearOf(hour), month: monthOf(hour), key: monthKey(hour) });
  return months;
}

function windowProblems({ window }: Scenario): Problem[] {
  const [start, end] = [parseInstant(window.start), parseInstant(window.end)];
  if (start === null || end === null) return [];
  if (end - start > HOURS_PER_DAY * MOST.days)
    return [
      problem(
        'window-too-long',
        'window.end',
        window.end,
        `<= ${MOST.days} days`,
        `the window has ${Math.ceil((end - start) / HOURS_PER_DAY)} days`,
        'shorten the window; study long spans year by year',
      ),
    ];
  if (end > start) return [];
  return [
    problem(
      'window-reversed',
      'window.end',
      window.end,
      `later than ${window.start}`,
      'the window ends before it starts',
      'exchange or correct start and end',
    ),
  ];
}

const terminalProblems = ({ foresight }: Scenario): Problem[] =>
  foresight.terminal !== 'none'
    ? []
    : [
        problem(
          'no-terminal',
          'foresight.terminal',
          foresight.terminal,
          'water-value or target',
          'a horizon end without water value or target is invalid: every reservoir would be emptied',
          'choose water-value, or target to end at the storage of the plan',
        ),
      ];

const sourceDates = ({ basis, source_dates }: Scenario): Problem[] =>
  source_dates.flatMap((date, i) => sourceTooLate(basis, `source_dates[${i}]`, date));

export function sourceTooLate(basis: Scenario['basis'], path: string, date: string | undefined): Problem[] {
  if (basis !== 'ex-ante' || date === undefined || date <= EX_ANTE_UNTIL) return [];
  return [
    problem(
      'source-too-late',
      path,
      date,
      `<= ${EX_ANTE_UNTIL}`,
      `an ex-ante study may not know what was published on ${date}`,
      `use a source dated to ${EX_ANTE_UNTIL}, or set basis: ex-post`,
    ),
  ];
}

function demandProblems({ demand }: Scenario, { load_months }: Tables, months: readonly Month[]): Problem[] {
  const present = new Set(load_months.filter((row) => row.year === demand.year).map((row) => row.month));
  const absent = [...new Set(months.map((m) => m.month))].filter((month) => !present.has(month));
  if (absent.length === 0) return [];
  const years = [...new Set(load_months.map((row) => row.year))].sort((a, b) => a - b);
  return [
    problem(
      'no-load',
      'demand.year',
      demand.year,
      `a year with load: ${years.join(', ')}`,
      `the model has no load of ${demand.year} for month ${absent.join(', ')}`,
      'choose a year whose load_months.csv covers the window, or shorten the window',
    ),
  ];
}

export function waterYearProblems(
  path: string,
  waterYear: string,
  { water_years, gauges }: Tables,
  months: readonly Month[],
): Problem[] {
  const unknown = mustBeKnown(
    'water year',
    path,
    waterYear,
    [...new Set(water_years.map((row) => row.water_year))],
    'water_years.csv',
  );
  if (unknown.length > 0) return unknown;
  const present = new Set(
    water_years.filter((row) => row.water_year === waterYear).map((row) => `${row.gauge}:${row.month}`),
  );
  const covered = (month: number): boolean =>
    present.has(`all:${month}`) || gauges.every((gauge) => present.has(`${gauge.id}:${month}`));
  const absent = [...new Set(months.map((m) => m.month))].filter((month) => !covered(month));
  if (absent.length === 0) return [];
  return [
    problem(
      'no-water',
      path,
      waterYear,
      'a water year that covers the window',
      `water year "${waterYear}" has no factor for every gauge in month ${absent.join(', ')}`,
      'add the months to water_years.csv, or shorten the window',
    ),
  ];
}

function scheduleProblems(
  scenario: Scenario,
  { exports, export_schedule }: Tables,
  months: readonly Month[],
): Problem[] {
  const present = new Set(export_schedule.map((row) => `${row.export}:${row.year}:${row.month}`));
  const replaced = new Set(
    scenario.measures.flatMap((m) => (m.type === 'export-schedule' || m.type === 'line-in-service' ? [m.export] : [])),
  );
  return exports
    .filter((line) => !replaced.has(line.id))
    .flatMap((line) => {
      const absent = months.filter(
        (m) => inService(line, m.year, m.month) && !present.has(`${line.id}:${m.year}:${m.month}`),
      );
      if (absent.length === 0) return [];
      return [
        problem(
          'no-schedule',
          'window',
          line.id,
          'a schedule for every month of the window',
          `export "${line.id}" has no schedule for ${absent.map((m) => m.key).join(', ')}`,
          'add the months to export_schedule.csv, or add an export-schedule measure',
        ),
      ];
    });
}
