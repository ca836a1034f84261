import { HOURS_PER_DAY, midnight, monthKey, monthOf, yearOf } from '../words/calendar.ts';
import type { Tables } from '../model/model.ts';
import { problem, type Problem } from '../words/problem.ts';
import type { ResolvedScenario } from '../scenario/resolved-scenario.ts';
import { MOST } from '../schema/scenario-fields.ts';
import { inService } from '../tables/dated-rows.ts';
import { waterYearProblems } from '../model/water-year.ts';

/**
 * The window, and whether the model has water, demand and schedules for every month of it; what stored water is worth
 * at its end.
 */
export function checkSpan(scenario: ResolvedScenario, tables: Tables): Problem[] {
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

/** Of `YYYY-MM-DD`, letters. */
const DATE_LENGTH = 10;

interface Month {
  readonly year: number;
  readonly month: number;
  readonly key: string;
}

function monthsOf({ window: { start, end } }: ResolvedScenario): Month[] {
  const months: Month[] = [];
  if (end - start > HOURS_PER_DAY * MOST.days) return months;
  for (let hour = start; hour < end; hour = midnight(yearOf(hour), monthOf(hour) + 1, 1))
    months.push({ year: yearOf(hour), month: monthOf(hour), key: monthKey(hour) });
  return months;
}

function windowProblems({ window }: ResolvedScenario): Problem[] {
  const { start, end, given } = window;
  if (end - start > HOURS_PER_DAY * MOST.days)
    return [
      problem(
        'window-too-long',
        'window.end',
        given.end,
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
      given.end,
      `later than ${given.start}`,
      'the window ends before it starts',
      'exchange or correct start and end',
    ),
  ];
}

const terminalProblems = ({ foresight }: ResolvedScenario): Problem[] =>
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

const sourceDates = (scenario: ResolvedScenario): Problem[] =>
  scenario.source_dates.flatMap((date, i) => sourceTooLate(scenario, `source_dates[${i}]`, date));

/** An *ex ante* study uses nothing published after `known_until`, by default the day on which its window opens. */
export function sourceTooLate(
  { basis, known_until: stated, window }: Pick<ResolvedScenario, 'basis' | 'known_until' | 'window'>,
  path: string,
  date: string | undefined,
): Problem[] {
  const until = stated ?? window.given.start.slice(0, DATE_LENGTH);
  if (basis !== 'ex-ante' || date === undefined || date <= until) return [];
  return [
    problem(
      'source-too-late',
      path,
      date,
      `<= ${until}`,
      `an ex-ante study may not know what was published on ${date}`,
      `use a source dated to ${until}, state a later known_until, or set basis: ex-post`,
    ),
  ];
}

function demandProblems({ demand }: ResolvedScenario, { load_months }: Tables, months: readonly Month[]): Problem[] {
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

function scheduleProblems(
  scenario: ResolvedScenario,
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
