import { chainEnergy, leastRelease, upstreamLists } from '../../engine/cascade/topology.ts';
import type { WaterState } from '../../engine/dispatch/programs/water-state.ts';
import { missedRelease, missedTarget } from '../../engine/dispatch/programs/weights.ts';
import { scaleOf } from '../../engine/cascade/scale.ts';
import { HM3_PER_FLOW_HOUR as K, MAX_TRAVEL_HOURS } from '../../engine/tables.ts';
import { hourly, rated, type Network } from './network.ts';
import { zoneBus } from './power-side.ts';

/** Where the water stands when the window opens, and what reservoirs are to hold when it closes, hm3 by station. */
export interface WaterEnds {
  readonly opening: WaterState;
  readonly target: Float64Array;
}

const SEA = 'water out of the system';

/**
 * Rivers as buses whose unit is m3/s, and reservoirs as stores whose unit is m3/s for an hour (0.0036 hm3). A turbine
 * is a link from the station's water to its zone (MW per m3/s) and to the station below after the travel time; spill is
 * a link to the station below alone.
 */
export function addWaterSide(n: Network, ends: WaterEnds): void {
  const {
    case: { stations },
    tables,
  } = n;
  const chain = chainEnergy(n.case);
  const upstream = upstreamLists(n.case);
  tables.buses.add(SEA, { carrier: 'water' });
  tables.generators.add(SEA, {
    bus: SEA,
    carrier: 'water',
    p_nom: stations.ids.length * scaleOf(n.case).mostFlow,
    p_max_pu: 0,
    p_min_pu: -1,
    marginal_cost: 0,
  });
  stations.ids.forEach((id, i) => {
    tables.buses.add(`water ${id}`, { carrier: 'water' });
    tables.loads.add(
      `inflow ${id}`,
      { bus: `water ${id}` },
      { p_set: hourly(n, stations.inflow, i).map((flow) => -flow) },
    );
    for (const u of upstream[i]) addTransit(n, u, ends.opening.releaseBefore);
    const outlet = addLeastRelease(n, i, chain[i]);
    addTurbine(n, i, outlet);
    if (stations.storage[i] > 0) addReservoir(n, i, ends, chain[i]);
  });
}

/** What a station released before the window opens arrives below in its first hours. */
function addTransit(n: Network, u: number, releaseBefore: Float64Array): void {
  const {
    case: { stations },
    tables,
    hours,
  } = n;
  const travel = stations.travelHours[u];
  if (travel === 0) return;
  const arriving = Float64Array.from({ length: hours }, (_, t) =>
    t < travel ? -releaseBefore[u * MAX_TRAVEL_HOURS + travel - t - 1] : 0,
  );
  tables.loads.add(`transit ${stations.ids[u]}`, { bus: below(n, u) }, { p_set: arriving });
}

const below = ({ case: { stations } }: Network, i: number): string =>
  stations.downstream[i] >= 0 ? `water ${stations.ids[stations.downstream[i]]}` : SEA;

/**
 * A least release is a first part of the release that is rewarded: the same program as a charge on what is missing of
 * it. Returns the bus from which water is turbined and spilled.
 */
function addLeastRelease(n: Network, i: number, chain: number): string {
  const {
    case: { stations },
    tables,
  } = n;
  const id = stations.ids[i];
  const { nominal, share } = rated(leastReleases(n, i));
  if (stations.storage[i] <= 0 || nominal <= 0) return `water ${id}`;
  const ends = { bus0: `water ${id}`, bus1: `outlet ${id}`, carrier: 'water', efficiency: 1 };
  tables.buses.add(`outlet ${id}`, { carrier: 'water' });
  tables.links.add(
    `least release ${id}`,
    { ...ends, p_nom: nominal, marginal_cost: -missedRelease(n.case, chain) },
    stations.minReleaseByDay && { p_max_pu: share },
  );
  tables.links.add(`more release ${id}`, { ...ends, p_nom: scaleOf(n.case).mostFlow, marginal_cost: 0 });
  return `outlet ${id}`;
}

/** What the rewards of least releases take off the objective where all are met, yuan. */
export const releaseConstant = (n: Network): number =>
  chainEnergy(n.case).reduce(
    (sum, chain, i) =>
      sum + (n.case.stations.storage[i] > 0 ? missedRelease(n.case, chain) * meanRelease(n, i) * n.hours : 0),
    0,
  );

/** Over the window, m3/s. */
const meanRelease = (n: Network, i: number): number =>
  n.case.stations.minReleaseByDay
    ? leastReleases(n, i).reduce((sum, least) => sum + least, 0) / n.hours
    : n.case.stations.minRelease[i];

/** By hour of the window, m3/s. */
const leastReleases = ({ case: c, hours }: Network, i: number): Float64Array =>
  Float64Array.from({ length: hours }, (_, t) => leastRelease(c, i, Math.floor((c.from + t) / 24)));

function addTurbine(n: Network, i: number, outlet: string): void {
  const {
    case: { stations },
    tables,
    window,
    hours,
  } = n;
  const id = stations.ids[i];
  const own = (table: Float64Array): Float64Array => table.slice(i * hours, (i + 1) * hours);
  const { nominal, share } = rated(own(window.limit));
  const turbine = {
    bus0: outlet,
    bus1: zoneBus(n, stations.zone[i]),
    bus2: below(n, i),
    carrier: 'hydro',
    p_nom: nominal,
    efficiency2: 1,
    delay2: stations.travelHours[i],
    cyclic_delay2: 'False',
    marginal_cost: 0,
    in_statistic: stations.inStatistic[i],
  };
  tables.links.add(`turbine ${id}`, turbine, { efficiency: own(window.factor), p_max_pu: share });
  tables.links.add(`spill ${id}`, {
    bus0: outlet,
    bus1: below(n, i),
    carrier: 'water',
    p_nom: scaleOf(n.case).mostFlow,
    efficiency: 1,
    delay: stations.travelHours[i],
    cyclic_delay: 'False',
    marginal_cost: 0,
  });
}

/**
 * What is short of the target at the end may be had in the last hour at the price of a missed target; what is beyond it
 * is free, as in the cost stage.
 */
function addReservoir(n: Network, i: number, { opening, target }: WaterEnds, chain: number): void {
  const {
    case: { stations },
    tables,
    window,
    hours,
  } = n;
  const [id, full] = [stations.ids[i], stations.storage[i]];
  const most = Float64Array.from(
    { length: hours },
    (_, t) => window.program.columnUpper[window.storage[i * hours + t]] / full,
  );
  const least = new Float64Array(hours);
  least[hours - 1] = Math.min(most[hours - 1], target[i] / full);
  tables.stores.add(
    `reservoir ${id}`,
    {
      bus: `water ${id}`,
      carrier: 'water',
      e_nom: full / K,
      e_initial: opening.storage[i] / K,
      e_cyclic: 'False',
      marginal_cost: 0,
    },
    { e_max_pu: most, e_min_pu: least },
  );
  const last = new Float64Array(hours);
  last[hours - 1] = 1;
  tables.generators.add(
    `short ${id}`,
    {
      bus: `water ${id}`,
      carrier: 'water',
      p_nom: full / K,
      marginal_cost: missedTarget(n.case, chain, stations.production[i] / K) * K,
    },
    { p_max_pu: last },
  );
}
