import { contentHash } from '../../engine/case/hash.ts';
import type { Model, Tables } from '../../system/model/model.ts';
import { warningsOf, type Warning } from '../../system/plausible/finding.ts';
import { modelFindings } from '../../system/plausible/model-findings.ts';
import { scenarioFindings } from '../../system/plausible/scenario-findings.ts';
import { orThrow } from '../../system/words/problem.ts';
import { resolveScenario } from '../../system/scenario/resolve-scenario.ts';
import type { Scenario } from '../../system/scenario/scenario.ts';
import type { ModelSource } from './ports.ts';
import type { ModelStanding } from './results.ts';

export type { ModelStanding };

/** What every answer says of its inputs: the model, and the figures in it and in the scenarios that are unlikely. */
export interface Standing {
  readonly model: ModelStanding;
  readonly warnings: readonly Warning[];
}

export async function standingOf(models: ModelSource, id: string, scenarios: readonly Scenario[]): Promise<Standing> {
  const model = orThrow(await models.model(id));
  const warnings = [
    ...warningsOf(modelFindings(model.tables)),
    ...scenarios.flatMap((scenario) => warningsOf(scenarioFindings(resolveScenario(scenario), model.tables))),
  ];
  return {
    model: modelStanding(models, model),
    warnings: [...new Map(warnings.map((one) => [one.message_en, one])).values()],
  };
}

export const modelStanding = (models: Pick<ModelSource, 'folder'>, model: Model): ModelStanding => ({
  id: model.id,
  version: model.version,
  folder: models.folder?.(model.id) ?? null,
  hash: modelHash(model),
});

const hashes = new WeakMap<Tables, string>();

/** Of the content of a model, whatever the order of its rows in the files. */
export function modelHash({ id, version, statistic, tables }: Model): string {
  const known = hashes.get(tables);
  if (known !== undefined) return known;
  // A model that states no prices and habits is the one it was before it could.
  const stated = { assumptions: tables.assumptions.length > 0 ? tables.assumptions : undefined };
  // Rows come from their schemas and in the order of their keys: equal tables have equal texts.
  const hash = contentHash(JSON.stringify([id, version, { ...tables, ...stated }, ...(statistic ? [statistic] : [])]));
  hashes.set(tables, hash);
  return hash;
}
