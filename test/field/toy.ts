import { cachedModels } from '../../src/io/files/cached-models.ts';
import { loadHighs } from '../../src/io/highs/highs-solver.ts';
import { loadModelFolder } from '../../src/io/files/model-files.ts';
import { inlineRunner } from '../../src/io/runner/inline-runner.ts';
import { loadScenarioFile } from '../../src/io/files/scenario-files.ts';
import type { StudyDeps } from '../../src/study/base/ports.ts';
import type { RunRecord } from '../../src/study/run/run-answer.ts';
import { runScenario } from '../../src/study/run/run-scenario.ts';
import type { SeriesQuantity } from '../../src/engine/outcome/series.ts';
import type { Tables } from '../../src/system/model/model.ts';
import { orThrow, valid } from '../../src/system/words/problem.ts';
import { scenarioDocument, type Level, type Scenario } from '../../src/system/scenario/scenario.ts';
import { say } from '../../src/app/words/messages.ts';

/**
 * The two-plant cascade: 100 m3/s make 100 MW at `upper` (1 MW per m3/s, turbines 100 m3/s) and, with 20 m3/s more, 60
 * MW at `lower` (0.5 MW per m3/s, 120 m3/s); small hydro makes 8 MW. Of 168 MW the mountains use 20 and a factory 30, a
 * line takes 20, a section lets 50 on to a city of 80 MW whose coal makes 20 at least: 48 MW are spilled, of which
 * 160/168 count in the statistic.
 */
export const IN_STATISTIC = 160 / 168;

/** The means of a study over the toy, with some of its tables changed. */
export async function toyDeps(change?: (tables: Tables) => Partial<Tables>): Promise<StudyDeps> {
  const runner = inlineRunner(await loadHighs());
  const clock = { now: () => 0 };
  if (!change) return { runner, models: cachedModels('models'), clock, say };
  const model = orThrow(await loadModelFolder('models/two-plant-cascade'));
  const changed = { ...model, tables: { ...model.tables, ...change(model.tables) } };
  return { runner, clock, say, models: { model: async () => valid(changed), listModels: async () => [] } };
}

/** A scenario of the toy, with other values as a file would write them. */
export const toy = async (name: 'base' | 'shutdown', changes: object = {}): Promise<Scenario> =>
  scenarioDocument.parse({
    ...orThrow(await loadScenarioFile(`scenarios/two-plant-cascade/${name}.yaml`)),
    ...changes,
  });

/** A window of local days of 2021; a date may carry an hour of its own. */
export const between = (start: string, end: string): Pick<Scenario, 'window'> => ({
  window: { start: instant(start), end: instant(end) },
});
export const instant = (text: string): string => (text.includes('T') ? text : `2021-${text}T00:00+08:00`);
export const one = (measure: object): object => ({ measures: [{ id: 'm', ...measure }] });

export const ran = (deps: StudyDeps, scenario: Scenario, level: Level): Promise<RunRecord> =>
  runScenario(deps, scenario, { level }, {});

/** An hourly series of one station, line or zone. */
export function hourly({ series }: RunRecord, quantity: SeriesQuantity, id: string): number[] {
  const { ids, data } = series.entries.find((entry) => entry.quantity === quantity)!;
  return Array.from(data.subarray(ids.indexOf(id) * series.hours, (ids.indexOf(id) + 1) * series.hours));
}
