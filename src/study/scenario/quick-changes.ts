import { z } from 'zod';
import { InvalidInput, problem } from '../../system/words/problem.ts';
import type { Measure } from '../../system/measures/measures.ts';
import { removeLoad } from '../../system/measures/remove-load.ts';
import { changedLoad, connectionSplit, loadFile, type Scenario } from '../../system/scenario/scenario.ts';

type RemoveLoad = Extract<Measure, { type: 'remove-load' }>;
const { shape } = removeLoad.file;

/** The few figures of a with-and-without study that people vary most, as one small block. */
export const quickChanges = z
  .strictObject({
    size: shape.size.optional(),
    start: shape.start,
    shares: loadFile.shape.shares.optional(),
    connection: connectionSplit.optional(),
  })
  .describe(
    'changes to the removed load: its size and start in the counterfactual, its place and connection in both worlds',
  );
export type QuickChanges = z.infer<typeof quickChanges>;

export interface ScenarioPair {
  readonly reference: Scenario;
  readonly counterfactual: Scenario;
}

/**
 * The pair with the changes made; a changed scenario gets an id and a title of its own, so that its results cannot pass
 * for the original's.
 */
export function applyQuickChanges({ reference, counterfactual }: ScenarioPair, changes: QuickChanges): ScenarioPair {
  const measure = counterfactual.measures.find(
    (candidate): candidate is RemoveLoad => candidate.type === 'remove-load',
  );
  if (!measure) throw new InvalidInput([nothingRemoved(counterfactual)]);
  if (changes.start !== undefined && measure.staged) throw new InvalidInput([stagedStart(changes.start)]);
  const place = {
    ...(changes.shares && { shares: changes.shares }),
    ...(changes.connection && { connection: changes.connection }),
  };
  const timing = {
    ...(changes.size !== undefined && { size: changes.size }),
    ...(changes.start !== undefined && { start: changes.start }),
  };
  const placed = (scenario: Scenario): Scenario => ({
    ...scenario,
    loads: scenario.loads.map((load) => (load.id === measure.load ? changedLoad(load, place) : load)),
  });
  const measures = counterfactual.measures.map((candidate) =>
    candidate === measure ? { ...measure, ...timing } : candidate,
  );
  return {
    reference: isEmpty(place) ? reference : renamed(placed(reference)),
    counterfactual:
      isEmpty(place) && isEmpty(timing) ? counterfactual : renamed({ ...placed(counterfactual), measures }),
  };
}

const isEmpty = (record: object): boolean => Object.keys(record).length === 0;
const SUFFIX = '-changed';
const renamed = (scenario: Scenario): Scenario => ({
  ...scenario,
  id: scenario.id.slice(0, 64 - SUFFIX.length) + SUFFIX,
  title: { en: `${scenario.title.en} (changed)`, zh: `${scenario.title.zh}（已修改）` },
});

const nothingRemoved = (scenario: Scenario) =>
  problem(
    'no-removal',
    'changes',
    scenario.id,
    'a counterfactual with a remove-load measure',
    `scenario "${scenario.id}" removes no load, so there is nothing to change`,
    'choose a counterfactual with a remove-load measure, or edit the scenario itself',
  );
const stagedStart = (start: string) =>
  problem(
    'staged-start',
    'changes.start',
    start,
    'a removal at one date',
    'this counterfactual removes its load in dated stages, so one start cannot be set',
    'choose a counterfactual without stages, or edit the stages in the scenario itself',
  );
