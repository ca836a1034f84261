import type { CaseHydro, DispatchCase } from '../../system/dispatch-case/dispatch-case.ts';
import { HM3_PER_FLOW_HOUR } from '../tables.ts';
import { at, type CaseSteps } from './case-steps.ts';
import type { DispatchCaseResult } from './dispatch-program.ts';

/** What is left over where water and energy should close, largest over plants or zones and steps. */
export interface CaseBalance {
  readonly water_residual_hm3: number;
  readonly energy_residual_mwh: number;
}

/** Water or energy of a solved case that does not close: there is no answer then. */
export class OpenBalance extends Error {
  override readonly name = 'OpenBalance';
}

/**
 * Share of a plant's water or a zone's energy that may be left over: far above rounding, far below what anyone reads.
 */
const TOLERANCE = 1e-6;

interface Account {
  residual: number;
  size: number;
}

/**
 * Books of a solved case, made from its series and not from the program that gave them. Water of a plant and step:
 * storage before + inflow + arriving volumes = storage after + turbined + spill + consumption. Energy of a zone and
 * step: generation + unserved + arriving flow = load + leaving flow + thrown away. Throws where one is off by more than
 * a millionth of the largest of its terms over all steps.
 */
export function caseBalance(dispatch: DispatchCase, steps: CaseSteps, result: DispatchCaseResult): CaseBalance {
  const hm3 = HM3_PER_FLOW_HOUR / steps.volumePerFlowHour;
  return {
    water_residual_hm3:
      hm3 *
      largest(
        'water of plant',
        waterAccounts(dispatch, steps, result),
        (dispatch.hydro ?? []).map((plant) => plant.id),
      ),
    energy_residual_mwh: largest(
      'energy of zone',
      energyAccounts(dispatch, steps, result),
      dispatch.zones.map((zone) => zone.id),
    ),
  };
}

function largest(what: string, accounts: readonly (readonly Account[])[], ids: readonly string[]): number {
  let most = 0;
  accounts.forEach((ofOne, i) => {
    const size = ofOne.reduce((top, account) => Math.max(top, account.size), 0);
    ofOne.forEach(({ residual }, t) => {
      if (!(residual <= TOLERANCE * size))
        throw new OpenBalance(
          `The ${what} ${ids[i]} does not close at step ${t}: ${residual} of ${size} is left over.`,
        );
      most = Math.max(most, residual);
    });
  });
  return most;
}

const account = (terms: readonly number[]): Account => ({
  residual: Math.abs(terms.reduce((sum, term) => sum + term, 0)),
  size: terms.reduce((top, term) => Math.max(top, Math.abs(term)), 0),
});

/** Volumes in the case's unit. */
function waterAccounts(dispatch: DispatchCase, steps: CaseSteps, result: DispatchCaseResult): Account[][] {
  const plants = dispatch.hydro ?? [];
  const arriving = arrivingVolumes(plants, steps, result);
  return plants.map((plant, i) =>
    Array.from(steps.hours, (_, t) => {
      const [end, before] = [result.hydro_volume_end[plant.id], steps.before[t]];
      const first = plant.v_init ?? at(plant.v_min, t, 0);
      const out =
        result.hydro_turbined_flow[plant.id][t] + result.hydro_spill_flow[plant.id][t] + at(plant.consumption, t, 0);
      return account([
        before < 0 ? first : end[before],
        steps.volumePerFlow[t] * at(plant.inflow, t, 0),
        arriving[i][t],
        -end[t],
        -steps.volumePerFlow[t] * out,
      ]);
    }),
  );
}

/**
 * What each plant releases goes to the plants below it, at the step it arrives; what arrives after its block is lost.
 */
function arrivingVolumes(plants: readonly CaseHydro[], steps: CaseSteps, result: DispatchCaseResult): Float64Array[] {
  const arriving = plants.map(() => new Float64Array(steps.n));
  const indexOf = new Map(plants.map((plant, i) => [plant.id, i]));
  for (const plant of plants) {
    for (let t = 0; t < steps.n; t++) {
      const step = steps.arrival(t, at(plant.travel_steps, t, 0));
      if (step < 0) continue;
      for (const [to, flow] of [
        [plant.turbine_to, result.hydro_turbined_flow],
        [plant.spill_to, result.hydro_spill_flow],
      ] as const) {
        if (typeof to === 'string') arriving[indexOf.get(to)!][step] += steps.volumePerFlow[t] * flow[plant.id][t];
      }
    }
  }
  return arriving;
}

/** MWh. */
function energyAccounts(dispatch: DispatchCase, steps: CaseSteps, result: DispatchCaseResult): Account[][] {
  const sources = [
    ...terms(dispatch.thermal, result.thermal_mw),
    ...terms(dispatch.renewables, result.renewable_mw),
    ...terms(dispatch.hydro, result.hydro_mw),
  ];
  return dispatch.zones.map((zone) => {
    const own = sources.filter((source) => source.zone === zone.id);
    const [into, from] = [
      (dispatch.lines ?? []).filter((line) => line.to === zone.id),
      (dispatch.lines ?? []).filter((line) => line.from === zone.id),
    ];
    return Array.from(steps.hours, (hours, t) =>
      account([
        ...own.map(({ mw }) => hours * mw[t]),
        ...into.map((line) => hours * result.line_flow_mw[line.id][t]),
        ...from.map((line) => -hours * result.line_flow_mw[line.id][t]),
        hours * result.unserved_mw[zone.id][t],
        -hours * result.thrown_away_mw[zone.id][t],
        -hours * at(zone.load, t, 0),
      ]),
    );
  });
}

const terms = (
  entries: readonly { readonly id: string; readonly zone: string }[] | null | undefined,
  mw: Readonly<Record<string, readonly number[]>>,
) => (entries ?? []).map(({ id, zone }) => ({ zone, mw: mw[id] }));
