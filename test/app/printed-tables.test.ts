import { beforeAll, describe, expect, it } from 'vitest';
import { decomposeText } from '../../src/app/cli/tables/decompose-text.ts';
import { headlineText } from '../../src/app/cli/tables/headline-text.ts';
import { packageText } from '../../src/app/cli/tables/package-text.ts';
import { runText } from '../../src/app/cli/tables/run-text.ts';
import { CAUSES } from '../../src/engine/attribution/relax.ts';
import { cachedModels } from '../../src/io/files/cached-models.ts';
import { loadHighs } from '../../src/io/highs/highs-solver.ts';
import { inlineRunner } from '../../src/io/runner/inline-runner.ts';
import { loadScenarioFile } from '../../src/io/files/scenario-files.ts';
import { compareScenarios } from '../../src/study/comparison/compare-scenarios.ts';
import type { PackageResult } from '../../src/study/countermeasures/package-result.ts';
import { packageScenario } from '../../src/study/countermeasures/package-scenario.ts';
import type { ComparisonRecord } from '../../src/study/comparison/comparison-answer.ts';
import type { YearOnYearResult } from '../../src/study/backcast/year-on-year-result.ts';
import { orThrow } from '../../src/system/words/problem.ts';
import { stream } from '../support/random-program.ts';
import { say } from '../../src/app/words/messages.ts';

/** Results of the toy at many sizes: every figure times one factor, so that sums stay sums and roundings differ. */
const next = stream(11);
const FACTORS = Array.from({ length: 60 }, (_, i) => next() * 10 ** (i % 5));
let record: ComparisonRecord;
/** A world beside itself: nothing is removed. */
let alike: ComparisonRecord;
let swapped: ComparisonRecord;
let bundle: PackageResult;

beforeAll(async () => {
  const deps = {
    runner: inlineRunner(await loadHighs()),
    models: cachedModels('models'),
    clock: { now: () => 0 },
    say,
  };
  const load = async (name: string) => orThrow(await loadScenarioFile(`scenarios/two-plant-cascade/${name}.yaml`));
  const [base, shutdown, ...measures] = await Promise.all(
    ['base', 'shutdown', 'measures/wider-section', 'measures/lower-minimum', 'measures/smelter'].map(load),
  );
  record = await compareScenarios(deps, base, shutdown, { level: 'screen', attribute: CAUSES, sensitivity: true }, {});
  alike = await compareScenarios(deps, base, base, { level: 'screen', attribute: CAUSES }, {});
  swapped = await compareScenarios(deps, shutdown, base, { level: 'screen' }, {});
  bundle = await packageScenario(deps, shutdown, { with: measures }, {}, {});
}, 60_000);

/** Every number times `by`. */
function times<T>(value: T, by: number): T {
  if (typeof value === 'number') return (value * by) as T;
  if (Array.isArray(value)) return value.map((one: unknown) => times(one, by)) as T;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, times(one as unknown, by)])) as T;
}

/** The numbers of a row in units of its last decimal, from the right; texts and blanks are left out. */
const cells = (line: string): number[] =>
  line
    .split(/ {2,}/)
    .filter((cell) => /^[+-]?[\d,]+(\.\d+)?$/.test(cell))
    .map((cell) => Number(cell.replace(/[,.+]/g, '')));
const block = (text: string, head: RegExp): string[] =>
  text
    .split('\n\n')
    .find((part) => head.test(part))!
    .split('\n');

/** All rows between the head and the last one add to the last one, column by column. */
function adds(lines: readonly string[]): void {
  const rows = lines.slice(1).map(cells);
  const totals = rows.pop()!;
  expect(totals.length, lines.join('\n')).toBeGreaterThan(0);
  totals.forEach((total, column) =>
    expect(
      rows.reduce((sum, row) => sum + row.at(column - totals.length)!, 0),
      lines.join('\n'),
    ).toBe(total),
  );
}

describe('printed tables add exactly', () => {
  it('of a comparison: months, disposition by month and by zone, causes, and what lies outside the statistic', () => {
    for (const [i, factor] of FACTORS.entries()) {
      const result = times(record.result, factor);
      const other = times(result.disposition_by_month[0], 1 + next());
      const months = [...result.disposition_by_month, { ...other, key: '2021-07' }];
      const spread = {
        ...result,
        disposition_by_month: months,
        removed_energy_gwh: months.reduce((sum, month) => sum + month.removed_energy_gwh, 0),
      };
      const text = headlineText(spread, i % 2 === 0 ? 'en' : 'zh', { zones: true });
      for (const head of [
        /^(Curtailed by month|逐月弃水电量)/,
        /^(Where the removed energy goes|削减电量的去向)/,
        /^(By zone|分区)/,
        /^(Curtailed by cause|弃水成因)/,
      ]) {
        const lines = block(text, head);
        adds(lines);
      }
      const disposition = block(text, /2021-07/)
        .slice(1)
        .map(cells);
      for (const [june, july, total] of disposition) expect(june + july).toBe(total);
      const zones = block(text, /^(By zone|分区)/)
        .slice(1)
        .map(cells);
      for (const row of zones) expect(row.slice(0, -1).reduce((sum, value) => sum + value, 0)).toBe(row.at(-1));
      const [outside, small, pockets] = block(text, /(Spill outside the statistic|统计口径外弃水)/)
        .filter((line) => /(outside|small|pockets|统计口径外|并网小水电|直供电站)/.test(line))
        .map(cells);
      outside.forEach((value, column) => expect(small[column] + pockets[column]).toBe(value));
    }
  });

  it('of a run: months, and what lies outside the statistic', () => {
    for (const factor of FACTORS) {
      const text = runText(times(record.reference.result, factor), 'en');
      adds(block(text, /^Curtailed by month/));
      const [outside, small, pockets] = block(text, /Spill outside the statistic/)
        .filter((line) => /outside|small|pockets/.test(line))
        .map(cells);
      expect(small[0] + pockets[0]).toBe(outside[0]);
    }
  });

  it('of a package: months and revenue', () => {
    for (const factor of FACTORS) {
      const text = packageText(times(bundle, factor), 'en');
      adds(block(text, /^Share by month/));
      adds(block(text, /^Revenue/));
    }
  });

  it('of year on year: drivers add to the change, and the change is that of the years', () => {
    const named = (values: readonly number[]) => ({
      water_gwh: values[0],
      hydro_fleet_gwh: values[1],
      base_demand_gwh: values[2],
      removed_load_gwh: values[3],
      lines_gwh: values[4],
      thermal_gwh: values[5],
    });
    for (const factor of FACTORS) {
      const steps = [0, 1].map(() => Array.from({ length: 6 }, () => factor * (next() - 0.4)));
      const change = steps.map((values) => values.reduce((sum, value) => sum + value, 0));
      const levels = [factor, factor + change[0], factor + change[0] + change[1]];
      const result = {
        years: levels.map((curtailed_gwh, i) => ({ year: 2019 + i, scenario: '', hash: '', curtailed_gwh })),
        changes: steps.map((values, i) => ({ from: 2019 + i, to: 2020 + i, ...named(values), change_gwh: change[i] })),
      } as unknown as YearOnYearResult;
      const text = decomposeText(result, 'en');
      adds(block(text, /^Change by driver/));
      const [years, total] = [
        block(text, /^Curtailed/)
          .slice(1)
          .map((line) => cells(line).at(-1)!),
        cells(block(text, /^Change by driver/).at(-1)!),
      ];
      expect(total).toEqual([years[1] - years[0], years[2] - years[1]]);
    }
  });
});

it('calls worlds those with and without the load only where a load is removed', () => {
  const told = (lang: 'en' | 'zh', of = alike): string => headlineText(of.result, lang);
  expect(told('en')).not.toMatch(/load kept|load removed/);
  expect(told('en')).toMatch(/^reference: .* {4}counterfactual: /m);
  expect(told('zh')).not.toMatch(/负荷保留|负荷退出/);
  expect(told('en', swapped)).not.toMatch(/load kept|load removed/);
  expect(told('en', record)).toMatch(/^load kept: .* {4}load removed: /m);
});
