import type { CaseHydro, CaseLine, CaseZone, DispatchCase, PerStep } from '../../system/dispatch-case/dispatch-case.ts';
import type { ProgramBuilder } from '../solver/program/program-builder.ts';
import { at, type CaseSteps } from './case-steps.ts';

/** Column numbers, one array of steps for every entry of the case's lists. */
export interface CaseColumns {
  /** MW */
  readonly thermal: readonly Int32Array[];
  readonly renewable: readonly Int32Array[];
  readonly unserved: readonly (Int32Array | null)[];
  readonly zoneSpill: readonly (Int32Array | null)[];
  readonly line: readonly Int32Array[];
  /** m3/s */
  readonly turbined: readonly Int32Array[];
  readonly spill: readonly Int32Array[];
  /** volume at the end of the step */
  readonly storage: readonly Int32Array[];
}

export function addColumns(dispatch: DispatchCase, steps: CaseSteps, builder: ProgramBuilder): CaseColumns {
  const add = (
    name: string,
    id: string,
    spec: (t: number) => readonly [cost: number, lower: number, upper: number],
  ): Int32Array =>
    Int32Array.from({ length: steps.n }, (_, t) => {
      const [cost, lower, upper] = spec(t);
      return builder.column(cost * steps.weight[t], lower, upper, () => `${name}_${id}_${t}`);
    });
  const hydro = dispatch.hydro ?? [];
  return {
    thermal: (dispatch.thermal ?? []).map((u) =>
      add('thermal', u.id, (t) => [at(u.cost, t, 0), at(u.p_min, t, 0), at(u.p_max, t, Infinity)]),
    ),
    renewable: (dispatch.renewables ?? []).map((r) => {
      for (let t = 0; t < steps.n; t++)
        builder.constant += steps.weight[t] * at(r.curtail_cost, t, 0) * at(r.available, t, 0);
      return add('renewable', r.id, (t) => [-at(r.curtail_cost, t, 0), 0, at(r.available, t, 0)]);
    }),
    unserved: dispatch.zones.map((z) =>
      unservedAllowed(z) ? add('unserved', z.id, (t) => [at(z.unserved_cost, t, 0), 0, mostUnserved(z, t)]) : null,
    ),
    zoneSpill: dispatch.zones.map((z) =>
      z.spill_allowed ? add('thrown_away', z.id, (t) => [at(z.spill_cost, t, 0), 0, Infinity]) : null,
    ),
    line: (dispatch.lines ?? []).map((l) =>
      add('flow', l.id, (t) => [0, -inService(l, l.cap_rev, t), inService(l, l.cap_fwd, t)]),
    ),
    turbined: hydro.map((h) => add('turbined', h.id, (t) => [0, 0, mostTurbined(h, t)])),
    spill: hydro.map((h) => add('spill', h.id, (t) => [at(h.spill_cost_per_flow_hour, t, 0), 0, Infinity])),
    storage: hydro.map((h) => add('storage', h.id, (t) => [0, leastStored(h, steps, t), at(h.v_max, t, Infinity)])),
  };
}

/** What is left of a line's limit, MW; nothing once the line is out, even where it has no limit. */
function inService(line: CaseLine, limit: PerStep, step: number): number {
  const share = at(line.available, step, 1);
  return share === 0 ? 0 : share * at(limit, step, Infinity);
}

const unservedAllowed = (zone: CaseZone): boolean => zone.unserved_cost !== null && zone.unserved_cost !== undefined;

/** No more than the load itself can go unserved, and nothing at a step whose cost is `null`. */
const mostUnserved = (zone: CaseZone, step: number): number =>
  at(zone.unserved_cost, step, Infinity) === Infinity ? 0 : Math.max(0, at(zone.load, step, 0));

/** The tighter of the limits on flow and on power, in m3/s. */
function mostTurbined(plant: CaseHydro, step: number): number {
  const factor = at(plant.mw_per_m3s, step, 0);
  const byPower = factor > 0 ? at(plant.p_max, step, Infinity) / factor : Infinity;
  return Math.min(at(plant.q_max, step, Infinity), byPower);
}

/**
 * `v_final` is the least storage a block may end with, not an exact target: so is the published Switch case it comes
 * from, and a surplus that would have to be spilled at a cost may stay in the reservoir.
 */
function leastStored(plant: CaseHydro, steps: CaseSteps, step: number): number {
  const least = at(plant.v_min, step, 0);
  return steps.left[step] === 1 ? Math.max(least, plant.v_final ?? least) : least;
}
