import type { Model } from '../../system/model/model.ts';
import { isBounded } from '../../system/model/bounded-year.ts';
import { yearOf } from '../../system/words/calendar.ts';
import { parseYears } from '../../system/words/years.ts';
import { parsePeriod } from '../../system/words/period.ts';
import { InvalidInput, problem, type Problem } from '../../system/words/problem.ts';
import { resolveScenario } from '../../system/scenario/resolve-scenario.ts';
import type { ResolvedScenario } from '../../system/scenario/resolved-scenario.ts';
import type { Scenario } from '../../system/scenario/scenario.ts';

/** A year and the scenario that tells it as it happened. */
export interface BackcastYear {
  readonly year: number;
  readonly scenario: Scenario;
}

/** The same in numbers. */
export interface ResolvedYear {
  readonly year: number;
  readonly scenario: ResolvedScenario;
}

export const resolvedYears = (years: readonly BackcastYear[]): readonly ResolvedYear[] =>
  years.map(({ year, scenario }) => ({ year, scenario: resolveScenario(scenario) }));

/** The years of a text, or all with a scenario where none is given; the text has been found to be readable. */
export const askedYears = (model: Model, text: string | undefined): readonly number[] =>
  text === undefined ? model.tables.backcast_years.map((row) => row.year) : (parseYears(text) ?? []);

/**
 * The years of a text, or all with a scenario whose curtailment is bounded; refuses one whose curtailment is not: a
 * change of it would say nothing.
 */
export function explainedYears(model: Model, text: string | undefined): readonly number[] {
  const years = askedYears(model, text);
  if (text === undefined) return years.filter((year) => isBounded(model.tables.calibration, year));
  const open = years.filter(
    (year) =>
      model.tables.backcast_years.some((row) => row.year === year) && !isBounded(model.tables.calibration, year),
  );
  if (open.length > 0)
    throw new InvalidInput(
      open.map((year) =>
        problem(
          'not-bounded',
          'years',
          year,
          'years with fitted or inferred water',
          `no fact holds the water of ${year} from above, so its curtailment is not bounded`,
          'leave the year out',
        ),
      ),
    );
  return years;
}

/**
 * The years with a scenario, or everything that is wrong with those asked for; `find` gives a scenario of the library
 * by id.
 */
export async function backcastYears(
  model: Model,
  years: readonly number[],
  find: (id: string) => Promise<Scenario | null>,
): Promise<readonly BackcastYear[]> {
  const problems =
    years.length === 0
      ? [noYears(model)]
      : years.filter((year) => !knownYears(model).includes(year)).map((year) => outside(year, model));
  const found: BackcastYear[] = [];
  for (const { year, scenario: id } of model.tables.backcast_years.filter((row) => years.includes(row.year))) {
    const scenario = await find(id);
    if (scenario) found.push({ year, scenario });
    problems.push(...(scenario ? misfits(scenario, year, model) : [absent(id, year)]));
  }
  if (problems.length > 0) throw new InvalidInput(problems);
  return found;
}

/** Years that the model can say anything about: with a scenario, or with a published out-turn. */
export function knownYears({ tables }: Model): readonly number[] {
  const published = tables.reported.flatMap((row) => parsePeriod(row.period)?.year ?? []);
  return [...new Set([...tables.backcast_years.map((row) => row.year), ...published])].sort((a, b) => a - b);
}

function outside(year: number, model: Model): Problem {
  const known = knownYears(model);
  return problem(
    'year-outside-model',
    'years',
    year,
    known.length > 0 ? `${known[0]} to ${known.at(-1)}` : 'none',
    `model "${model.id}" has neither a scenario nor a published figure for ${year}`,
    known.length > 0 ? 'ask for years within these' : 'add the tables backcast_years and reported to the model',
  );
}

const noYears = (model: Model): Problem =>
  problem(
    'no-years',
    'years',
    null,
    'at least one year',
    `model "${model.id}" names no scenario for any year`,
    'add the table backcast_years to the model, or ask for years with published figures',
  );

function misfits(scenario: Scenario, year: number, model: Model): Problem[] {
  const path = `backcast_years.csv/${year}.scenario`;
  const problems: Problem[] = [];
  const { window } = resolveScenario(scenario);
  const [first, last] = [yearOf(window.start), yearOf(window.end - 1)];
  if (scenario.model !== model.id)
    problems.push(
      problem(
        'different-models',
        path,
        scenario.model,
        model.id,
        `scenario "${scenario.id}" stands on model "${scenario.model}"`,
        'name a scenario of this model',
      ),
    );
  if (scenario.demand.year !== year)
    problems.push(
      problem(
        'other-year',
        path,
        scenario.demand.year,
        String(year),
        `scenario "${scenario.id}" has the demand of ${scenario.demand.year}`,
        'name a scenario with the demand of the year',
      ),
    );
  if (first !== year || last !== year)
    problems.push(
      problem(
        'other-year',
        path,
        `${scenario.window.start}/${scenario.window.end}`,
        `inside ${year}`,
        `the window of scenario "${scenario.id}" lies outside ${year}`,
        'name a scenario whose window lies in the year',
      ),
    );
  return problems;
}

const absent = (id: string, year: number): Problem =>
  problem(
    'unknown-scenario',
    `backcast_years.csv/${year}.scenario`,
    id,
    'the id of a known scenario',
    `there is no scenario "${id}" to stand for ${year}`,
    'correct the id in backcast_years.csv, or add the scenario',
  );
