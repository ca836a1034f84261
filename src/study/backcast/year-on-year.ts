import { hydroTotal, inStatistic } from '../../engine/accounting/ledger.ts';
import { DRIVERS, mixYears } from '../../engine/attribution/mix-years.ts';
import { shapley } from '../../engine/attribution/shapley.ts';
import { contentHash } from '../../engine/case/hash.ts';
import type { Case } from '../../engine/case/case.ts';
import { InvalidInput, orThrow, problem } from '../../system/words/problem.ts';
import { type BackcastYear, resolvedYears } from '../out-turns/backcast-years.ts';
import { begin, partOf } from '../base/phases.ts';
import type { Preparing, StudyDeps, Watch } from '../base/ports.ts';
import { prepareRun } from '../run/prepare-case.ts';
import { gwh } from '../run/run-result.ts';
import { runWorlds } from '../run/run-worlds.ts';
import { modelStanding } from '../base/standing.ts';
import type { ModelStanding } from '../base/results.ts';
import type { YearOnYearResult } from './year-on-year-result.ts';

/** The years to explain, each as the scenario that tells it as it happened, in order. */
export interface YearOnYear {
  readonly model: string;
  readonly years: readonly BackcastYear[];
}

type Drivers = Readonly<Record<`${(typeof DRIVERS)[number]}_gwh`, number>>;

const ALL = (1 << DRIVERS.length) - 1;

/**
 * What changed curtailment from year to year: Shapley values over drivers, every mixture of two years dispatched at
 * level screen. By design not the effect of a measure.
 */
export async function yearOnYear(deps: StudyDeps, asked: YearOnYear, watch: Watch): Promise<YearOnYearResult> {
  begin(watch, 'compile');
  return runYearOnYear(deps, await prepareYearOnYear(deps, asked), watch);
}

/** The years compiled; `load` is how long that took, ms. */
export interface PreparedYearOnYear {
  readonly asked: YearOnYear;
  readonly model: ModelStanding;
  readonly cases: readonly Case[];
  readonly load: number;
}

/** Throws `InvalidInput` with everything that stands in the way. */
export async function prepareYearOnYear(deps: StudyDeps, asked: YearOnYear): Promise<PreparedYearOnYear> {
  const started = deps.clock.now();
  const { model, cases } = await prepare(deps, asked);
  return { asked, model, cases, load: deps.clock.now() - started };
}

export async function runYearOnYear(
  deps: StudyDeps,
  { asked, model, cases, load }: PreparedYearOnYear,
  watch: Watch,
): Promise<YearOnYearResult> {
  const begun = deps.clock.now();
  const changes: YearOnYearResult['changes'][number][] = [];
  const total = new Map<string, number>();
  for (let step = 0; step + 1 < cases.length; step++) {
    const [earlier, later] = [cases[step], cases[step + 1]];
    const worth = await worths(
      deps,
      earlier,
      later,
      partOf(watch, step / (cases.length - 1), 1 / (cases.length - 1), 'drivers'),
    );
    total.set(earlier.hash, worth[0]).set(later.hash, worth[ALL]);
    changes.push({
      from: asked.years[step].year,
      to: asked.years[step + 1].year,
      ...drivers(shapley(DRIVERS.length, worth)),
      change_gwh: worth[ALL] - worth[0],
    });
  }
  return {
    schema: 'spillway/year-on-year@1',
    model,
    method: 'shapley over drivers',
    level: 'screen',
    years: asked.years.map(({ year, scenario }, i) => ({
      year,
      scenario: scenario.id,
      hash: cases[i].hash,
      curtailed_gwh: total.get(cases[i].hash) ?? 0,
    })),
    changes,
    timing_ms: { startup: 0, load, total: deps.clock.now() - begun },
  };
}

export const yearOnYearName = ({ asked, model, cases }: PreparedYearOnYear): string =>
  contentHash(['year-on-year', model, asked.years.map(({ year }) => year), cases.map((c) => c.hash)]);

async function prepare(deps: Preparing, { model: id, years }: YearOnYear) {
  const model = orThrow(await deps.models.model(id));
  if (years.length < 2) {
    throw new InvalidInput([
      problem(
        'too-few-years',
        'years',
        years.map(({ year }) => year),
        'at least two years with a scenario',
        'a change from year to year needs two years',
        'ask for two or more years that have a scenario',
      ),
    ]);
  }
  const worlds = await Promise.all(
    resolvedYears(years).map(({ scenario }) => prepareRun(deps, scenario, { foresight: 'perfect', level: 'screen' })),
  );
  const cases = worlds.map(({ world }) => world.case);
  const odd = cases.findIndex((c) => c.days !== cases[0].days);
  if (odd >= 0) {
    throw new InvalidInput([
      problem(
        'different-windows',
        `years[${odd}]`,
        `${cases[odd].days} days`,
        `${cases[0].days} days`,
        'the scenarios of the years cover different parts of the year',
        'give them the same first and last day',
      ),
    ]);
  }
  return { model: modelStanding(deps.models, model), cases };
}

async function worths(deps: StudyDeps, earlier: Case, later: Case, watch: Watch): Promise<Float64Array> {
  // The later year whole, its own calendar included, is what the mixture of all drivers must equal but for weekdays.
  const mixtures = Array.from({ length: ALL }, (_, mask) => mixYears(earlier, later, mask));
  const ledgers = await runWorlds(deps, [...mixtures, later], watch);
  return Float64Array.from(ledgers, (ledger) => gwh(hydroTotal(ledger, inStatistic).curtailed));
}

const drivers = (shares: Float64Array): Drivers => {
  const [water, fleet, demand, removed, lines, thermal] = shares;
  return {
    water_gwh: water,
    hydro_fleet_gwh: fleet,
    base_demand_gwh: demand,
    removed_load_gwh: removed,
    lines_gwh: lines,
    thermal_gwh: thermal,
  };
};
