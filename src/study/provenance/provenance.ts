import { contentHash } from '../../engine/case/hash.ts';
import type { Model, TableName } from '../../system/model/model.ts';
import { CONFIDENCES } from '../../system/tables/column-kinds.ts';
import { resolvePair, resolveScenario } from '../../system/scenario/resolve-scenario.ts';
import { inWords } from '../../system/scenario/resolved-scenario.ts';
import type { Scenario } from '../../system/scenario/scenario.ts';
import { rowKey } from '../../system/model/table-keys.ts';
import { figureOf } from './figure-path.ts';
import type { Preparing, RunOptions } from '../base/ports.ts';
import { preparePair, prepareRun, type World } from '../run/prepare-case.ts';
import type { ProvenanceResult, ProvenanceTable } from './provenance-result.ts';
import { rowsOfCase } from './provenance-rows.ts';
import { modelStanding } from '../base/standing.ts';
import { touchesOf } from './provenance-touch.ts';
import type { ComparisonResult } from '../comparison/comparison-answer.ts';
import type { RunResult } from '../run/run-answer.ts';

const MOST_KEYS = 100;

/**
 * What a figure of a result rests on: the rows of the model that it adds up or that bound it, every other row that the
 * dispatch was solved with, the inputs of the scenarios, and the fitted numbers. The rows are found from the case that
 * the model and scenarios compile to now; `current` is false where that is no longer the case of the result. Throws
 * `InvalidInput` for a figure that the result does not have.
 */
export async function provenance(
  deps: Preparing,
  asked: {
    readonly result: ComparisonResult | RunResult;
    readonly scenarios: readonly Scenario[];
    readonly options: RunOptions;
  },
  path: string,
): Promise<ProvenanceResult> {
  const { result, scenarios, options } = asked;
  const figure = figureOf(result, path);
  const { model, worlds } = await prepared(deps, scenarios, options);
  const [first] = worlds;
  const rows = rowsOfCase(
    model,
    worlds.map((world) => world.scenario),
    first.case,
    figure.root === 'ensemble',
  );
  const touches = touchesOf(figure, model.tables, first.case);
  const direct = [...rows].map(([table, all]) =>
    tableOf(
      table,
      all.filter((row) => touches(table, row)),
    ),
  );
  const rest = [...rows].map(([table, all]) =>
    tableOf(
      table,
      all.filter((row) => !touches(table, row)),
    ),
  );
  const there = (tables: readonly ProvenanceTable[]): ProvenanceTable[] => tables.filter((one) => one.rows > 0);
  const fitted = (rows.get('calibration') ?? []) as Model['tables']['calibration'];
  return {
    schema: 'spillway/provenance@1',
    figure: figure.path,
    value: figure.value,
    model: modelStanding(deps.models, model),
    engine_version: result.settings.engine_version,
    worlds: worlds.map(({ scenario }, i) => ({
      scenario: scenario.id,
      hash: hashesOf(result)[i],
      sources: scenario.source,
    })),
    current: worlds.every((world, i) => world.case.hash === hashesOf(result)[i]),
    settings: { ...result.settings },
    touches: there(direct),
    solved_with: there(rest),
    scenario_inputs: worlds.flatMap(({ scenario }, i) => (i === worlds.length - 1 ? inputsOf(inWords(scenario)) : [])),
    fitted: fitted.map(({ parameter, value, unit, source }) => ({ parameter, value, unit, source })),
    fitted_to: fittedTo(model, fitted),
    by_confidence: gradesOf([...rows.values()].flat()),
    matters_most: mattersMost(result),
  };
}

/** Ids of the facts that the numbers were fitted to. */
const fittedTo = ({ tables }: Model, fitted: Model['tables']['calibration']): readonly string[] =>
  fitted.length === 0
    ? []
    : tables.calibration_facts.filter((fact) => fitted.some((one) => one.step === fact.step)).map((fact) => fact.id);

/** Inputs that an ensemble drew, with their share of its spread; null for a result without one. */
function mattersMost(result: ComparisonResult | RunResult): ProvenanceResult['matters_most'] {
  const ensemble = result.schema === 'spillway/comparison@1' ? result.ensemble : null;
  return (
    ensemble?.inputs
      .filter((input) => input.drawn)
      .map(({ input, share_of_variance, rank_correlation, source, confidence }) => ({
        input,
        share_of_variance,
        rank_correlation,
        source,
        confidence,
      })) ?? null
  );
}

async function prepared(
  deps: Preparing,
  scenarios: readonly Scenario[],
  options: RunOptions,
): Promise<{ readonly model: Model; readonly worlds: readonly World[] }> {
  if (scenarios.length === 1) {
    const { model, world } = await prepareRun(deps, resolveScenario(scenarios[0]), options);
    return { model, worlds: [world] };
  }
  const { model, reference, counterfactual } = await preparePair(
    deps,
    ...resolvePair(scenarios[0], scenarios[1]),
    options,
  );
  return { model, worlds: [reference, counterfactual] };
}

const hashesOf = (result: ComparisonResult | RunResult): readonly string[] =>
  result.schema === 'spillway/run@1' ? [result.hash] : [result.reference.hash, result.counterfactual.hash];

function tableOf(table: TableName, rows: readonly object[]): ProvenanceTable {
  const told = rows.map((row) => ({
    key: rowKey(table, row),
    ...(row as { readonly source?: string; readonly confidence?: string }),
  }));
  const counts = new Map<string, number>();
  for (const { source } of told) if (source !== undefined) counts.set(source, (counts.get(source) ?? 0) + 1);
  return {
    table,
    rows: rows.length,
    by_confidence: gradesOf(rows),
    hash: contentHash(rows),
    keys: told.slice(0, MOST_KEYS).map((row) => row.key),
    sources: [...counts]
      .map(([source, count]) => ({ source, rows: count }))
      .sort((a, b) => b.rows - a.rows || (a.source < b.source ? -1 : 1)),
    assumed: told.flatMap(({ key, source, confidence }) =>
      confidence === 'assumed' ? [{ key, source: source ?? '' }] : [],
    ),
  };
}

function gradesOf(rows: readonly object[]): Readonly<Record<string, number>> {
  const graded = rows.map((row) => (row as { readonly confidence?: string }).confidence);
  return Object.fromEntries(
    CONFIDENCES.map((grade) => [grade, graded.filter((one) => one === grade).length]).filter(
      ([, count]) => (count as number) > 0,
    ),
  );
}

/** Sizes, shares and measures that the scenario states itself. */
function inputsOf({ loads, measures, inflow }: Scenario): ProvenanceResult['scenario_inputs'] {
  return [
    ...loads.flatMap(
      ({ id, size, shares, connection, availability, availability_by_month: byMonth, source = null }) => [
        { path: `loads[${id}].size`, value: size, why: null, source },
        {
          path: `loads[${id}].shares`,
          value: Object.entries(shares)
            .map(([place, weight]) => `${place} ${weight}`)
            .join(', '),
          why: null,
          source,
        },
        {
          path: `loads[${id}].connection`,
          value: Object.entries(connection)
            .map(([kind, share]) => `${kind} ${share}`)
            .join(', '),
          why: null,
          source,
        },
        {
          path: `loads[${id}].availability`,
          value: [
            String(availability),
            ...Object.entries(byMonth ?? {}).map(([month, part]) => `month ${month}: ${part}`),
          ].join(', '),
          why: null,
          source,
        },
      ],
    ),
    ...measures.map(({ why, source: from, ...measure }) => ({
      path: `measures[${measure.id}]`,
      value: Object.entries(measure)
        .filter(([name]) => name !== 'id')
        .map(([name, value]) => `${name} ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`)
        .join(', '),
      why: why ?? null,
      source: from ?? null,
    })),
    ...inflow.map(({ station, start, flow_m3s: flow, source: from }) => ({
      path: `inflow[${station}]`,
      value: `${flow.length} days from ${start}`,
      why: null,
      source: from ?? null,
    })),
  ];
}
