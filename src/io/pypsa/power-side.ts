import { hourly, rated, type Network } from './network.ts';

export const zoneBus = ({ case: c }: Network, zone: number): string => `zone ${c.zones.ids[zone]}`;

/** Zones, loads, plants without a reservoir, corridors, exports and electric storage. */
export function addPowerSide(n: Network): void {
  const { case: c, tables } = n;
  for (const carrier of [
    'AC',
    'water',
    'hydro',
    'thermal',
    'renewable',
    'import',
    'unserved',
    'interrupted',
    'corridor',
    'export',
    'storage',
  ])
    tables.carriers.add(carrier, {});
  c.zones.ids.forEach((_, z) => tables.buses.add(zoneBus(n, z), { carrier: 'AC' }));
  addLoads(n);
  addSupply(n);
  addCorridors(n);
  addExports(n);
  addElectricStorages(n);
}

function addLoads(n: Network): void {
  const {
    case: { zones },
    tables,
  } = n;
  zones.ids.forEach((id, z) => {
    const load = hourly(n, zones.load, z);
    tables.loads.add(`load ${id}`, { bus: zoneBus(n, z) }, { p_set: load });
    supply(n, `unserved ${id}`, z, 'unserved', load, zones.unservedCost[z]);
  });
  zones.interruptibleZone.forEach((z, k) => {
    const load = hourly(n, zones.interruptibleLoad, k);
    const name = `${zones.ids[z]} ${k}`;
    tables.loads.add(`named ${name}`, { bus: zoneBus(n, z) }, { p_set: load });
    supply(n, `interrupted ${name}`, z, 'interrupted', load, zones.interruptibleCost[k]);
  });
}

function addSupply(n: Network): void {
  const { case: c, tables } = n;
  c.aggregated.ids.forEach((id, l) => {
    const share = hourly(n, c.aggregated.ratio, l).map((ratio) => Math.min(1, ratio));
    tables.generators.add(
      `lump ${id}`,
      {
        bus: zoneBus(n, c.aggregated.zone[l]),
        carrier: 'hydro',
        p_nom: c.aggregated.capacity[l],
        marginal_cost: 0,
        in_statistic: c.aggregated.inStatistic[l],
      },
      { p_max_pu: share },
    );
  });
  c.thermal.ids.forEach((id, g) => {
    const least = hourly(n, c.thermal.mustRun, g);
    const most = least.map((mw) => Math.max(mw, c.thermal.most[g]));
    const { nominal, share } = rated(most);
    tables.generators.add(
      `thermal ${id}`,
      { bus: zoneBus(n, c.thermal.zone[g]), carrier: 'thermal', p_nom: nominal, marginal_cost: c.thermal.cost[g] },
      { p_max_pu: share, p_min_pu: least.map((mw) => (nominal > 0 ? mw / nominal : 0)) },
    );
  });
  c.renewables.ids.forEach((id, r) =>
    supply(
      n,
      `renewable ${id}`,
      c.renewables.zone[r],
      'renewable',
      hourly(n, c.renewables.available, r),
      -c.assumptions['renewable-curtailment'],
    ),
  );
  c.imports.ids.forEach((id, m) =>
    supply(
      n,
      `import ${id}`,
      c.imports.zone[m],
      'import',
      hourly(n, c.imports.most, m),
      c.imports.cost[m],
      c.imports.firm?.[m] === 1,
    ),
  );
}

function supply(
  n: Network,
  name: string,
  zone: number,
  carrier: string,
  most: Float64Array,
  cost: number,
  firm = false,
): void {
  const { nominal, share } = rated(most);
  n.tables.generators.add(
    name,
    { bus: zoneBus(n, zone), carrier, p_nom: nominal, marginal_cost: cost },
    { p_max_pu: share, ...(firm && { p_min_pu: share }) },
  );
}

/** A corridor is two links, since what is lost depends on the direction. */
function addCorridors(n: Network): void {
  const {
    case: { corridors },
    tables,
  } = n;
  corridors.ids.forEach((id, l) => {
    const ends = [zoneBus(n, corridors.from[l]), zoneBus(n, corridors.to[l])];
    const way = (name: string, [bus0, bus1]: readonly string[], limit: Float64Array): void => {
      const { nominal, share } = rated(limit);
      tables.links.add(
        `${name} ${id}`,
        { bus0, bus1, carrier: 'corridor', p_nom: nominal, efficiency: 1 - corridors.loss[l], marginal_cost: 0 },
        { p_max_pu: share },
      );
    };
    way('forward', ends, within(n, l, corridors.forward[l]));
    way('reverse', ends.toReversed(), new Float64Array(n.hours).fill(corridors.reverse[l]));
  });
}

/**
 * An export is a bus of its own behind a link, so that its contract and its surplus share one ramp; the lines of a
 * group lead to one bus.
 */
function addExports(n: Network): void {
  const {
    case: { corridors, exports },
    tables,
  } = n;
  const { groups } = exports;
  exports.ids.forEach((id, e) => {
    const group = groups?.of[e] ?? -1;
    const bus = group >= 0 ? groups!.ids[group] : id;
    const [contract, most] = [hourly(n, exports.contract, e), hourly(n, exports.most, e)];
    const pace = contract.reduce(
      (fastest, mw, t) => Math.max(fastest, t > 0 ? Math.abs(mw - contract[t - 1]) : 0),
      exports.ramp[e],
    );
    const { nominal, share } = rated(
      within(n, corridors.ids.length + e, Infinity).map((limit, t) => Math.min(limit, Math.max(most[t], contract[t]))),
    );
    const ramp: Readonly<Record<string, number>> =
      nominal > 0 && pace < nominal ? { ramp_limit_up: pace / nominal, ramp_limit_down: pace / nominal } : {};
    if (group < 0) tables.buses.add(`export ${bus}`, { carrier: 'AC' });
    tables.links.add(
      `export ${id}`,
      {
        bus0: zoneBus(n, exports.zone[e]),
        bus1: `export ${bus}`,
        carrier: 'export',
        p_nom: nominal,
        efficiency: 1,
        marginal_cost: 0,
        ...ramp,
      },
      { p_max_pu: share },
    );
    if (group < 0) addSales(n, id, contract, most, exports.surplusPrice[e]);
  });
  groups?.ids.forEach((id, g) => {
    tables.buses.add(`export ${id}`, { carrier: 'AC' });
    addSales(
      n,
      id,
      hourly(n, groups.contract, g),
      hourly(n, groups.most, g),
      exports.surplusPrice[groups.of.indexOf(g)],
    );
  });
}

function addSales(
  { case: c, tables }: Network,
  id: string,
  contract: Float64Array,
  most: Float64Array,
  price: number,
): void {
  const sale = (name: string, mw: Float64Array, worth: number): void => {
    const sold = rated(mw);
    tables.generators.add(
      `${name} ${id}`,
      { bus: `export ${id}`, carrier: 'export', p_nom: sold.nominal, p_max_pu: 0, marginal_cost: worth },
      { p_min_pu: sold.share.map((part) => -part) },
    );
  };
  sale('contract', contract, c.assumptions['contract-shortfall']);
  sale(
    'surplus',
    most.map((mw, t) => Math.max(0, mw - contract[t])),
    price,
  );
}

/** Limit of a line by hour: its own, and that of every section which holds it alone. */
function within(n: Network, line: number, own: number): Float64Array {
  const { sections } = n.case;
  const limit = new Float64Array(n.hours).fill(own);
  sections.memberLine.forEach((member, m) => {
    const [section, coefficient] = [sections.memberSection[m], sections.memberCoefficient[m]];
    if (member !== line || coefficient <= 0 || sections.memberSection.filter((s) => s === section).length > 1) return;
    hourly(n, sections.limit, section).forEach((mw, t) => {
      limit[t] = Math.min(limit[t], Math.max(0, mw / coefficient));
    });
  });
  return limit;
}

function addElectricStorages(n: Network): void {
  const { case: c, tables } = n;
  const { storages } = c;
  storages.ids.forEach((id, s) => {
    const first = c.start + c.from;
    const inService = Float64Array.from({ length: n.hours }, (_, t) =>
      Number(first + t >= storages.fromHour[s] && first + t < storages.toHour[s]),
    );
    tables.storage_units.add(
      `storage ${id}`,
      {
        bus: zoneBus(n, storages.zone[s]),
        carrier: 'storage',
        p_nom: storages.power[s],
        max_hours: storages.energy[s] / storages.power[s],
        efficiency_store: storages.efficiency[s],
        efficiency_dispatch: 1,
        marginal_cost: c.assumptions['storage-use'],
        state_of_charge_initial: 0,
      },
      { p_max_pu: inService, p_min_pu: inService.map((on) => -on) },
    );
  });
}
