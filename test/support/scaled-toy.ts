import { loadModelFolder } from '../../src/io/files/model-files.ts';
import { loadScenarioFile } from '../../src/io/files/scenario-files.ts';
import type { ModelSource } from '../../src/study/base/ports.ts';
import { emptyTables, type Model, type TableName, type Tables } from '../../src/system/model/model.ts';
import { orThrow, valid } from '../../src/system/words/problem.ts';
import type { Scenario } from '../../src/system/scenario/scenario.ts';

/**
 * Columns of a quantity that grows with the size of a system: power, energy, flow and volume; heads, prices, shares and
 * production factors do not.
 */
const EXTENSIVE = /_(mw|mw_per_h|m3s|hm3|gwh)$/;
const INTENSIVE = new Set(['production_mw_per_m3s']);

/** The two-plant cascade `factor` times as large. */
export async function scaledToy(
  factor: number,
  change: (model: Model) => Model = (model) => model,
): Promise<ModelSource> {
  const model = change(orThrow(await loadModelFolder('models/two-plant-cascade')));
  const tables = emptyTables() as unknown as Record<string, readonly object[]>;
  for (const name of Object.keys(model.tables) as TableName[])
    tables[name] = model.tables[name].map((row) => scaledRow(row, factor));
  const scaled = { ...model, tables: tables as unknown as Tables };
  return { model: async () => valid(scaled), listModels: async () => [] };
}

const scaledRow = (row: object, factor: number): object =>
  Object.fromEntries(
    Object.entries(row).map(([column, value]) => [
      column,
      typeof value === 'number' && EXTENSIVE.test(column) && !INTENSIVE.has(column) ? value * factor : value,
    ]),
  );

/** A scenario of the two-plant cascade with every size in it `factor` times as large. */
export async function scaledScenario(path: string, factor: number): Promise<Scenario> {
  return scaledText(orThrow(await loadScenarioFile(path)), factor) as Scenario;
}

function scaledText(value: unknown, factor: number): unknown {
  if (Array.isArray(value)) return value.map((one: unknown) => scaledText(one, factor));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, scaledText(one, factor)]));
  const power = typeof value === 'string' ? /^(\d+(?:\.\d+)?) (MWh?)$/.exec(value) : null;
  return power ? `${Number(power[1]) * factor} ${power[2]}` : value;
}
