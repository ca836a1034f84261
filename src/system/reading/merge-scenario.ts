import type { z } from 'zod';
import { didYouMean } from '../words/nearest.ts';
import { overlayMeasures, type scenarioInput } from '../scenario/overlay-measures.ts';
import { invalid, problem, type Checked, type Problem, valid } from '../words/problem.ts';
import { changedLoad, scenarioDocument, type Scenario } from '../scenario/scenario.ts';
import { problemsOf } from './zod-problems.ts';

/**
 * A scenario file as it is written, before defaults: only what a file says may override what it extends. (A parsed file
 * has defaults filled in and would silently reset inherited values.)
 */
export type WrittenScenario = z.input<typeof scenarioInput>;
type WrittenDocument = z.input<typeof scenarioDocument>;
type WrittenInflow = NonNullable<WrittenDocument['inflow']>[number];
type WrittenLoad = NonNullable<WrittenScenario['loads']>[number];

const INHERITED = [
  'title',
  'model',
  'basis',
  'window',
  'foresight',
  'water',
  'demand',
  'export_rule',
  'known_until',
] as const;

/**
 * One scenario from a chain of files that are valid one by one, the file that extends nothing first. A later file
 * replaces fields whole, loads by id, inflow and storage by station, changes loads and inherited measures field by
 * field, appends other measures, adds sources and what is not modelled; its `why` and `year_twin` stand alone.
 */
export function mergeScenario(chain: readonly WrittenScenario[]): Checked<Scenario> {
  const problems: Problem[] = [];
  const merged = chain.reduce<Partial<WrittenDocument>>((base, file) => overlay(base, file, problems), {});
  const parsed = scenarioDocument.safeParse(merged);
  if (!parsed.success) problems.push(...problemsOf(parsed.error, merged, scenarioDocument));
  return parsed.success && problems.length === 0 ? valid(parsed.data) : invalid(problems);
}

function overlay(base: Partial<WrittenDocument>, file: WrittenScenario, problems: Problem[]): Partial<WrittenDocument> {
  const own = Object.fromEntries(
    INHERITED.filter((field) => file[field] !== undefined).map((field) => [field, file[field]]),
  );
  const { year_twin: _inherited, ...rest } = base;
  return {
    ...rest,
    ...own,
    schema: file.schema,
    id: file.id,
    ...(file.year_twin !== undefined && { year_twin: file.year_twin }),
    why: file.why ?? '',
    inflow: replaceInflow(base.inflow ?? [], file.inflow ?? []),
    initial_storage: [
      ...(base.initial_storage ?? []).filter(
        (one) => !file.initial_storage?.some(({ station }) => station === one.station),
      ),
      ...(file.initial_storage ?? []),
    ],
    loads: changeLoads(replaceLoads(base.loads ?? [], file.loads ?? []), file.load_changes ?? {}, problems),
    measures: overlayMeasures(base.measures ?? [], file.measures ?? []) as unknown as WrittenDocument['measures'],
    source: union(base.source, file.source),
    source_dates: union(base.source_dates, file.source_dates),
    not_modelled: union(base.not_modelled, file.not_modelled),
  };
}

/** Files named in an inflow have been read before: what a later file says of a station stands. */
function replaceInflow(base: readonly WrittenInflow[], own: NonNullable<WrittenScenario['inflow']>): WrittenInflow[] {
  const replaced = new Set(own.map((one) => one.station));
  return [
    ...base.filter((one) => !replaced.has(one.station)),
    ...own.map(({ station, start = '', flow_m3s = [], source }) => ({
      station,
      start,
      flow_m3s,
      ...(source !== undefined && { source }),
    })),
  ];
}

function replaceLoads(base: readonly WrittenLoad[], own: readonly WrittenLoad[]): WrittenLoad[] {
  const replaced = new Set(own.map((load) => load.id));
  return [...base.filter((load) => !replaced.has(load.id)), ...own];
}

function changeLoads(
  loads: readonly WrittenLoad[],
  changes: NonNullable<WrittenScenario['load_changes']>,
  problems: Problem[],
): WrittenLoad[] {
  const ids = loads.map((load) => load.id);
  for (const id of Object.keys(changes).filter((key) => !ids.includes(key))) {
    problems.push(
      problem(
        'unknown-load',
        `load_changes.${id}`,
        id,
        ids.length > 0 ? `one of ${ids.join(', ')}` : 'a load of the file extended',
        `there is no load "${id}" to change`,
        didYouMean(id, ids, 'name a load of the file extended, or define it under "loads"'),
      ),
    );
  }
  return loads.map((load) => (Object.hasOwn(changes, load.id) ? changedLoad(load, changes[load.id]) : load));
}

const union = (base: readonly string[] = [], own: readonly string[] = []): string[] => [...new Set([...base, ...own])];
