import type { Case } from '../compile-case/case.ts';
import type { Outcome } from '../outcome.ts';
import { downstreamOrder, upstreamLists } from '../cascade/topology.ts';
import { HM3_PER_FLOW_HOUR as K, MAX_TRAVEL_HOURS } from '../tables.ts';
import type { WaterState, WindowProgram } from './window-program.ts';

type Mutable<T> = { -readonly [P in keyof T]: T[P] };
export type Schedule = Mutable<Pick<Outcome,
  'hours' | 'turbined' | 'turbinableSpill' | 'forcedSpill' | 'turbineLimit' | 'productionFactor' | 'storage' | 'lumpPower' | 'lumpCurtailed' | 'lumpForced' |
  'flowForward' | 'flowReverse' | 'exported' | 'imported' | 'thermal' | 'renewable' | 'unserved' | 'interrupted' | 'storageCharge' | 'storageDischarge' | 'price'>>;

export function emptySchedule(c: Case): Schedule {
  const hours = (c.endDay - c.firstDay) * 24;
  const table = (entities: readonly unknown[] | Int32Array): Float64Array => new Float64Array(entities.length * hours);
  const s = c.stations.ids;
  return {
    hours, turbined: table(s), turbinableSpill: table(s), forcedSpill: table(s), turbineLimit: table(s), productionFactor: table(s), storage: table(s),
    lumpPower: table(c.lumps.ids), lumpCurtailed: table(c.lumps.ids), lumpForced: table(c.lumps.ids),
    flowForward: table(c.corridors.ids), flowReverse: table(c.corridors.ids), exported: table(c.exports.ids), imported: table(c.imports.ids),
    thermal: table(c.thermal.ids), renewable: table(c.renewables.ids), unserved: table(c.zones.ids), interrupted: table(c.zones.slotZone),
    storageCharge: table(c.storages.ids), storageDischarge: table(c.storages.ids), price: table(c.zones.ids),
  };
}

/**
 * Writes a solved window into the schedule, day `fromDay` of the season first, and returns the water state after its `days` days.
 * Water is followed again hour by hour in float64 from the turbined flow, so that it closes to rounding whatever the solver's tolerance:
 * what cannot be stored is spilled, and what is not there is not turbined. Spill is curtailment up to the unused turbine flow, forced beyond.
 */
export function writeWindow(c: Case, into: Schedule, w: WindowProgram, x: Float64Array, dual: Float64Array, fromDay: number, water: WaterState): WaterState {
  const hours = w.days * 24;
  const offset = (fromDay - c.firstDay) * 24;
  const n = c.stations.ids.length;
  const release = new Float64Array(n * hours);
  const storage = water.storage.slice();
  const upstream = upstreamLists(c);
  for (const i of downstreamOrder(c)) {
    const holds = c.stations.storage[i] > 0;
    for (let t = 0; t < hours; t++) {
      const at = i * hours + t;
      const to = i * into.hours + offset + t;
      const arrivals = upstream[i].reduce((sum, u) => sum + arrived(u, t), 0);
      const coming = c.stations.inflow[i * c.days + fromDay + Math.floor(t / 24)] + arrivals;
      let flow = Math.min(Math.max(x[w.turbined[at]], 0), w.limit[at]);
      let spilled = holds ? Math.max(x[w.curtailed[at]] + x[w.forced[at]], 0) : coming - flow;
      if (holds) {
        const most = Math.max(0, storage[i] / K + coming);
        flow = Math.min(flow, most);
        spilled = Math.min(spilled, most - flow);
        const after = storage[i] + K * (coming - flow - spilled);
        const bound = w.program.columnUpper[w.storage[at]];
        if (after > bound) spilled += (after - bound) / K;
        storage[i] = Math.max(0, storage[i] + K * (coming - flow - spilled));
      } else if (spilled < 0) { flow = Math.max(0, coming); spilled = Math.max(0, coming - flow); }
      release[at] = flow + spilled;
      into.turbined[to] = flow;
      into.turbineLimit[to] = w.limit[at];
      // A station not yet built makes nothing of its water: it is a reach, and what passes it is no forced spill.
      into.productionFactor[to] = c.stations.capacity[i * c.days + fromDay + Math.floor(t / 24)] > 0 ? w.factor[at] : 0;
      into.turbinableSpill[to] = Math.min(spilled, w.limit[at] - flow);
      into.forcedSpill[to] = spilled - into.turbinableSpill[to];
      into.storage[to] = holds ? storage[i] : 0;
    }
  }
  for (let t = 0; t < hours; t++) writePower(c, into, w, x, dual, fromDay, t, offset + t);
  closeZones(c, into, fromDay, hours, offset);
  return { storage, releaseBefore: history(n, hours, release, water.releaseBefore) };

  function arrived(u: number, t: number): number {
    const sent = t - c.stations.travelHours[u];
    return sent >= 0 ? release[u * hours + sent] : water.releaseBefore[u * MAX_TRAVEL_HOURS - sent - 1];
  }
}

function history(n: number, hours: number, release: Float64Array, before: Float64Array): Float64Array {
  const kept = new Float64Array(n * MAX_TRAVEL_HOURS);
  for (let i = 0; i < n; i++) {
    for (let ago = 1; ago <= MAX_TRAVEL_HOURS; ago++) {
      kept[i * MAX_TRAVEL_HOURS + ago - 1] = ago <= hours ? release[i * hours + hours - ago] : before[i * MAX_TRAVEL_HOURS + ago - hours - 1];
    }
  }
  return kept;
}

function writePower(c: Case, into: Schedule, w: WindowProgram, x: Float64Array, dual: Float64Array, fromDay: number, t: number, to: number): void {
  const p = w.power[t];
  const day = fromDay + Math.floor(t / 24);
  const copy = (table: Float64Array, columns: number[]): void => columns.forEach((column, e) => { table[e * into.hours + to] = x[column]; });
  copy(into.lumpPower, p.lump);
  c.lumps.ids.forEach((_, l) => {
    const ratio = c.lumps.ratio[l * c.days + day];
    into.lumpCurtailed[l * into.hours + to] = c.lumps.capacity[l] * Math.min(1, ratio) - x[p.lump[l]];
    into.lumpForced[l * into.hours + to] = c.lumps.capacity[l] * Math.max(0, ratio - 1);
  });
  copy(into.flowForward, p.forward);
  copy(into.flowReverse, p.reverse);
  copy(into.thermal, p.thermal);
  copy(into.renewable, p.renewable);
  copy(into.imported, p.imported);
  copy(into.unserved, p.unserved);
  copy(into.interrupted, p.interrupted);
  copy(into.storageCharge, w.electric.charge[t]);
  copy(into.storageDischarge, w.electric.discharge[t]);
  c.exports.ids.forEach((_, e) => { into.exported[e * into.hours + to] = x[p.contract[e]] + x[p.surplus[e]]; });
  p.balance.forEach((row, z) => { into.price[z * into.hours + to] = dual[row]; });
}

/** The last digits of an interior solution: a zone's small imbalance goes to what can take it there, named in this order. */
function closeZones(c: Case, into: Schedule, fromDay: number, hours: number, offset: number): void {
  for (let t = 0; t < hours; t++) {
    const to = offset + t;
    const hour = fromDay * 24 + t;
    const excess = zoneExcess(c, into, hour, to);
    for (let z = 0; z < excess.length; z++) absorb(c, into, z, to, hour, excess[z]);
  }
}

/** Supply minus use in every zone, MW. */
export function zoneExcess(c: Case, o: Omit<Schedule, 'turbineLimit'>, hour: number, to: number): Float64Array {
  const e = new Float64Array(c.zones.ids.length);
  const H = o.hours;
  for (let z = 0; z < e.length; z++) e[z] = o.unserved[z * H + to] - c.zones.load[z * c.hours + hour];
  c.zones.slotZone.forEach((z, k) => { e[z] += o.interrupted[k * H + to] - c.zones.slotLoad[k * c.hours + hour]; });
  c.stations.zone.forEach((z, i) => { e[z] += o.turbined[i * H + to] * o.productionFactor[i * H + to]; });
  c.lumps.zone.forEach((z, l) => { e[z] += o.lumpPower[l * H + to]; });
  c.thermal.zone.forEach((z, g) => { e[z] += o.thermal[g * H + to]; });
  c.renewables.zone.forEach((z, r) => { e[z] += o.renewable[r * H + to]; });
  c.imports.zone.forEach((z, m) => { e[z] += o.imported[m * H + to]; });
  c.exports.zone.forEach((z, x) => { e[z] -= o.exported[x * H + to]; });
  c.storages.zone.forEach((z, s) => { e[z] += o.storageDischarge[s * H + to] - o.storageCharge[s * H + to]; });
  for (let l = 0; l < c.corridors.ids.length; l++) {
    const f = o.flowForward[l * H + to];
    const r = o.flowReverse[l * H + to];
    e[c.corridors.from[l]] += r * (1 - c.corridors.loss[l]) - f;
    e[c.corridors.to[l]] += f * (1 - c.corridors.loss[l]) - r;
  }
  return e;
}

function absorb(c: Case, into: Schedule, z: number, to: number, hour: number, excess: number): void {
  let left = excess;
  const take = (table: Float64Array, at: number, lower: number, upper: number, sign: 1 | -1): void => {
    if (left === 0) return;
    const next = Math.min(upper, Math.max(lower, table[at] - sign * left));
    left -= sign * (table[at] - next);
    table[at] = next;
  };
  const H = into.hours;
  c.lumps.zone.forEach((zone, l) => {
    if (zone !== z) return;
    const available = into.lumpPower[l * H + to] + into.lumpCurtailed[l * H + to];
    take(into.lumpPower, l * H + to, 0, available, 1);
    into.lumpCurtailed[l * H + to] = available - into.lumpPower[l * H + to];
  });
  c.exports.zone.forEach((zone, e) => { if (zone === z) take(into.exported, e * H + to, 0, c.exports.most[e * c.hours + hour], -1); });
  c.thermal.zone.forEach((zone, g) => { if (zone === z) take(into.thermal, g * H + to, 0, c.thermal.most[g], 1); });
  take(into.unserved, z * H + to, 0, c.zones.load[z * c.hours + hour], 1);
  c.zones.slotZone.forEach((zone, k) => { if (zone === z) take(into.interrupted, k * H + to, 0, c.zones.slotLoad[k * c.hours + hour], 1); });
  for (let l = 0; l < c.corridors.ids.length && left !== 0; l++) {
    if (c.corridors.from[l] === z && c.corridors.loss[l] === 0) take(into.flowForward, l * H + to, 0, c.corridors.forward[l], -1);
  }
  c.stations.zone.forEach((zone, i) => {
    if (zone !== z || left === 0) return;
    const at = i * H + to;
    const before = into.turbined[at];
    const spilled = into.turbinableSpill[at] + into.forcedSpill[at];
    const next = Math.min(Math.min(before + spilled, into.turbineLimit[at]), Math.max(0, before - left / Math.max(into.productionFactor[at], 1e-9)));
    left -= (before - next) * into.productionFactor[at];
    into.turbined[at] = next;
    into.turbinableSpill[at] = Math.min(before + spilled - next, into.turbineLimit[at] - next);
    into.forcedSpill[at] = before + spilled - next - into.turbinableSpill[at];
  });
}
