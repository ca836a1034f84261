import type { LinearProgram } from '../../../src/engine/solver/program/linear-program.ts';
import { ProgramBuilder } from '../../../src/engine/solver/program/program-builder.ts';

export type Random = () => number;

/** Mulberry32: seeded, uniform on [0, 1). */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * One day of hourly dispatch: zone balances on a ring, stations in cascades of four with storage, turbine limits, tie
 * lines between zone groups.
 */
export function dayProgram(seed: number, hours = 24, zones = 24, stations = 80): LinearProgram {
  const random = seeded(seed);
  const b = new ProgramBuilder();
  const efficiency = Array.from({ length: stations }, () => 0.5 + random());
  const capacity = Array.from({ length: stations }, () => 200 + 600 * random());
  const inflow = Array.from({ length: stations }, () => 100 + 500 * random());
  const storage = Array.from({ length: stations }, () => 2000 * random());
  const load = Array.from({ length: zones }, () => 500 + 1500 * random());
  const price = Array.from({ length: zones }, () => 50 + 30 * random());
  let before: number[] = [];
  for (let h = 0; h < hours; h++) {
    const shape = 1 + 0.3 * Math.sin((2 * Math.PI * (h - 8)) / 24);
    const balance = Array.from({ length: zones }, (_, z) =>
      b.row(load[z] * shape, load[z] * shape, () => `balance ${z} ${h}`),
    );
    const water = Array.from({ length: stations }, (_, s) =>
      b.row(
        s % 4 === 0 ? inflow[s] : 0.2 * inflow[s],
        s % 4 === 0 ? inflow[s] : 0.2 * inflow[s],
        () => `water ${s} ${h}`,
      ),
    );
    const now: number[] = [];
    for (let s = 0; s < stations; s++) {
      const turbine = b.column(0, 0, capacity[s], () => `turbine ${s} ${h}`);
      const curtailed = b.column(1 + 0.1 * random(), 0, Infinity, () => `curtailed ${s} ${h}`);
      const spill = b.column(0.5, 0, Infinity, () => `spill ${s} ${h}`);
      const volume = b.column(
        h === hours - 1 ? -3 * random() : 0,
        0.1 * storage[s],
        h === hours - 1 ? 0.9 * storage[s] : storage[s],
        () => `volume ${s} ${h}`,
      );
      const limit = b.row(-Infinity, capacity[s], () => `limit ${s} ${h}`);
      b.entry(limit, turbine, 1);
      b.entry(limit, curtailed, 1);
      b.entry(balance[s % zones], turbine, efficiency[s]);
      for (const released of [turbine, curtailed, spill]) {
        b.entry(water[s], released, 1);
        if (s % 4 < 3) b.entry(water[s + 1], released, -1);
      }
      b.entry(water[s], volume, 1);
      if (h > 0) b.entry(water[s], before[s], -1);
      else b.shiftRow(water[s], 0.5 * storage[s]);
      now.push(volume);
    }
    const sections = Array.from({ length: 10 }, (_, k) => b.row(-Infinity, 900, () => `section ${k} ${h}`));
    for (let z = 0; z < zones; z++) {
      const thermal = b.column(price[z], 50, 600, () => `thermal ${z} ${h}`);
      const unserved = b.column(5000, 0, load[z] * shape, () => `unserved ${z} ${h}`);
      const renewable = b.column(0.2, 0, 300 * random(), () => `renewable ${z} ${h}`);
      for (const source of [thermal, unserved, renewable]) b.entry(balance[z], source, 1);
      const surplus = b.column(1, 0, Infinity, () => `surplus ${z} ${h}`);
      b.entry(balance[z], surplus, -1);
      for (const to of z % 3 === 0 ? [(z + 1) % zones, (z + 7) % zones] : [(z + 1) % zones]) {
        const flow = b.column(0, -800, 800, () => `flow ${z} ${to} ${h}`);
        b.entry(balance[z], flow, -1);
        b.entry(balance[to], flow, 1);
        if (z % 2 === 0) b.entry(sections[(z / 2) % 10], flow, 1);
      }
    }
    before = now;
  }
  return b.build();
}

/** A season of load blocks: in every block zone balances and station releases, reservoirs linking the days. */
export function seasonProgram(
  seed: number,
  days = 153,
  blocks = 3,
  zones = 24,
  stations = 60,
  reservoirs = 27,
): LinearProgram {
  const random = seeded(seed);
  const b = new ProgramBuilder();
  const hours = [5, 11, 8];
  const efficiency = Array.from({ length: stations }, () => 0.5 + random());
  const capacity = Array.from({ length: stations }, () => 200 + 900 * random());
  const load = Array.from({ length: zones }, () => 500 + 1500 * random());
  const price = Array.from({ length: zones }, () => 50 + 30 * random());
  const store = Array.from({ length: reservoirs }, () => 50000 * random());
  let before: number[] = [];
  for (let d = 0; d < days; d++) {
    const wet = 300 + 500 * Math.sin((Math.PI * d) / days) * (0.7 + 0.6 * random());
    const water = Array.from({ length: reservoirs }, (_, r) => b.row(24 * wet, 24 * wet, () => `water ${r} ${d}`));
    const volumes = water.map((row, r) => {
      const volume = b.column(d === days - 1 ? -2 : 0, 0.05 * store[r], store[r], () => `volume ${r} ${d}`);
      b.entry(row, volume, 1);
      b.entry(
        row,
        b.column(200, 0, Infinity, () => `overflow ${r} ${d}`),
        1,
      );
      b.entry(
        row,
        b.column(9000, 0, Infinity, () => `shortfall ${r} ${d}`),
        -1,
      );
      if (d > 0) b.entry(row, before[r], -1);
      else b.shiftRow(row, 0.4 * store[r]);
      return volume;
    });
    for (let k = 0; k < blocks; k++) {
      const shape = [1.25, 1, 0.75][k % 3];
      const weight = hours[k % 3];
      const balance = load.map((mw, z) => b.row(mw * shape, mw * shape, () => `balance ${z} ${d} ${k}`));
      for (let s = 0; s < stations; s++) {
        const turbine = b.column(0, 0, capacity[s], () => `turbine ${s} ${d} ${k}`);
        const spill = b.column(weight * (1 + 0.1 * random()), 0, Infinity, () => `spill ${s} ${d} ${k}`);
        const available = wet * (0.6 + 0.4 * random());
        const row =
          s < reservoirs
            ? b.row(-Infinity, 1.5 * capacity[s], () => `release ${s} ${d} ${k}`)
            : b.row(available, available, () => `run ${s} ${d} ${k}`);
        b.entry(row, turbine, 1);
        b.entry(row, spill, 1);
        b.entry(balance[s % zones], turbine, efficiency[s]);
        for (const released of s < reservoirs ? [turbine, spill] : []) {
          b.entry(water[s], released, weight);
          if (s % 3 < 2) b.entry(water[s + 1], released, -weight);
        }
      }
      for (let z = 0; z < zones; z++) {
        b.entry(
          balance[z],
          b.column(weight * price[z], 50, 600, () => `thermal ${z} ${d} ${k}`),
          1,
        );
        b.entry(
          balance[z],
          b.column(weight * 5000, 0, Infinity, () => `unserved ${z} ${d} ${k}`),
          1,
        );
        b.entry(
          balance[z],
          b.column(weight, 0, Infinity, () => `surplus ${z} ${d} ${k}`),
          -1,
        );
        const flow = b.column(0, -800, 800, () => `flow ${z} ${d} ${k}`);
        b.entry(balance[z], flow, -1);
        b.entry(balance[(z + 1) % zones], flow, 1);
      }
    }
    before = volumes;
  }
  return b.build();
}
