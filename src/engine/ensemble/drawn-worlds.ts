import type { Case } from '../case/case.ts';
import { compileCase, type CompileOptions } from '../compile-case/compile-case.ts';
import { scenarioFlow, type GaugeFlow } from '../compile-case/gauge-water.ts';
import { compileRiver, type River } from '../compile-case/river.ts';
import { seasonOf } from '../compile-case/season.ts';
import { sharedBy } from '../case/shared-by.ts';
import { withFittedValues } from '../../system/model/calibrated-model.ts';
import { calibratedModel } from '../../system/scenario/calibrated-for.ts';
import { sizedBy, withPlaces, withRemovedSize } from '../../system/scenario/measure.ts';
import type { Model } from '../../system/model/model.ts';
import type { ResolvedScenario } from '../../system/scenario/resolved-scenario.ts';
import type { LoadFile } from '../../system/scenario/scenario.ts';
import { sharingIn, structuralVariant } from '../../system/model/structure.ts';
import { naturalPower } from './natural-energy.ts';

/**
 * A structure of the model with the numbers fitted anew to it; the model as it stands where the name is that of none
 * and no number differs.
 */
export interface DrawnStructure {
  readonly id: string;
  readonly values: Readonly<Record<string, number>>;
}
/** Where loads sit: weights by prefecture of each load named. */
export interface DrawnPlace {
  readonly id: string;
  readonly shares: Readonly<Record<string, LoadFile['shares']>>;
}

/** What both worlds of a draw are compiled from; null where it is not drawn. */
export interface WorldChoice {
  readonly structure: DrawnStructure | null;
  readonly place: DrawnPlace | null;
  readonly sizeMw: number | null;
}
interface Sources {
  readonly model: Model;
  readonly reference: ResolvedScenario;
  readonly counterfactual: ResolvedScenario;
  readonly compile: CompileOptions;
}

/** Both worlds of a choice, reference first, before water and factors are drawn. */
export interface ChosenWorlds {
  readonly cases: readonly [Case, Case];
  readonly rivers: readonly [River, River];
  /** natural flow as the scenarios state it, with the fitted water of the structure */
  readonly flows: readonly [GaugeFlow, GaugeFlow];
  /** natural power of that flow in the reference, MW by month */
  readonly power: Float64Array;
}

/**
 * Compiles the worlds of choices; the last choice is kept, since mirrored draws share theirs unless the size is drawn.
 */
export function chosenWorlds(sources: Sources): (choice: WorldChoice) => ChosenWorlds {
  let last: { readonly key: string; readonly worlds: ChosenWorlds } | null = null;
  return (choice) => {
    const key = JSON.stringify([choice.structure?.id, choice.place?.id, choice.sizeMw]);
    if (last?.key !== key) last = { key, worlds: compileChoice(sources, choice) };
    return last.worlds;
  };
}

function compileChoice(
  { model: given, reference, counterfactual, compile }: Sources,
  { structure, place, sizeMw }: WorldChoice,
): ChosenWorlds {
  const model =
    structure === null
      ? given
      : withFittedValues(structuralVariant(given, structure.id), new Map(Object.entries(structure.values)));
  const removing = placed(sizeMw === null ? counterfactual : withRemovedSize(counterfactual, sizeMw), place);
  const scenarios = [sizedBy(placed(reference, place), removing), removing] as const;
  const sharing = structure === null ? 1 : sharingIn(given, structure.id);
  const kept = compileCase(model, scenarios[0], compile);
  const cases = [kept, compileCase(model, scenarios[1], compile, kept)].map((c) => sharedBy(c, sharing));
  // Water as compiled cases have it: with the model's fitted numbers.
  const season = seasonOf(scenarios[0]);
  const rivers = scenarios.map((scenario) => compileRiver(calibratedModel(model, scenario), scenario, season));
  const flows = scenarios.map((scenario) => scenarioFlow(calibratedModel(model, scenario), scenario, season));
  return {
    cases: [cases[0], cases[1]],
    rivers: [rivers[0], rivers[1]],
    flows: [flows[0], flows[1]],
    power: naturalPower(cases[0]),
  };
}

const placed = (scenario: ResolvedScenario, place: DrawnPlace | null): ResolvedScenario =>
  place === null ? scenario : withPlaces(scenario, place.shares);
