import { describe, expect, test } from 'vitest';
import { breakDown } from '../../src/engine/accounting/breakdown.ts';
import { disposition } from '../../src/engine/accounting/disposition.ts';
import { createLedger, hydroTotal, inStatistic, type Ledger } from '../../src/engine/accounting/ledger.ts';
import { priceOfForesight } from '../../src/engine/accounting/price-of-foresight.ts';
import { LedgerError } from '../../src/engine/accounting/ledger-error.ts';
import { ZONE_TERMS, zoneDisposition, type ZoneDisposition } from '../../src/engine/accounting/zone-disposition.ts';
import { systemEnergy } from '../../src/engine/accounting/system-energy.ts';
import type { Outcome } from '../../src/engine/outcome/outcome.ts';
import { stepInputs, zoneExcess } from '../../src/engine/outcome/zone-balance.ts';
import { keptDay, removedDay, storedDay, tinyCase, tinyOutcome } from './tiny-case.ts';

const kept = createLedger(tinyCase(30), tinyOutcome(keptDay));
const removed = createLedger(tinyCase(0), tinyOutcome(removedDay));
const stored = createLedger(tinyCase(0), tinyOutcome(storedDay));

/** The table with one value changed. */
const changed = (table: Float64Array, at: number, by: number): Float64Array =>
  table.map((value, n) => (n === at ? value + by : value));
const refusal = (change: (outcome: Outcome) => Partial<Outcome>): unknown => {
  const outcome = tinyOutcome(keptDay);
  try {
    return createLedger(tinyCase(30), { ...outcome, ...change(outcome) });
  } catch (error) {
    return error;
  }
};
const refused = (change: (outcome: Outcome) => Partial<Outcome>, message: RegExp): void => {
  const error = refusal(change);
  expect(error).toBeInstanceOf(LedgerError);
  expect((error as Error).message).toMatch(message);
};

describe('ledger', () => {
  test('closes and totals the energy of stations and aggregated hydro', () => {
    expect(kept.waterResidualHm3).toBeLessThan(1e-12);
    expect(kept.energyResidualMwh).toBeLessThan(1e-9);
    // statistic: upper 60 + lower 70 * 0.5 = 95 MW generated, 10 curtailed, lower 10 m3/s * 0.5 = 5 MW forced
    expect(hydroTotal(kept, inStatistic)).toEqual({
      available: 105 * 24,
      generated: 95 * 24,
      curtailed: 10 * 24,
      forced: 5 * 24,
    });
    // brooks add 15 generated, 5 curtailed, 10 forced
    expect(hydroTotal(kept)).toEqual({ available: 125 * 24, generated: 110 * 24, curtailed: 15 * 24, forced: 15 * 24 });
  });

  test('the system balance counts the corridor loss', () => {
    const e = systemEnergy(kept);
    expect(e.losses).toBeCloseTo(1 * 24, 9);
    expect(e.hydro + e.thermal).toBeCloseTo(e.load + e.namedLoad + e.exports + e.losses, 9);
  });

  test('refuses water that does not close, naming station, hour and amount', () => {
    refused(
      (o) => ({ storage: changed(o.storage, 5, 0.001) }),
      /Station upper, 2021-06-30T05:00\+08:00 \(step 5 .*off by 0\.001/,
    );
    // the two hours before the first sent 70 m3/s to `lower`: one m3/s less is 0.0036 hm3
    refused(
      (o) => ({ releaseBefore: changed(o.releaseBefore, 1, -1) }),
      /Station lower, 2021-06-30T00:00\+08:00 .*off by 0\.0036/,
    );
    refused((o) => ({ storage: changed(o.storage, 5, Number.NaN) }), /Station upper/);
  });

  test('refuses a zone that does not close', () => {
    refused(
      (o) => ({ exported: changed(o.exported, 7, 1) }),
      /Zone hills, 2021-06-30T07:00\+08:00 .*supply less use is -1/,
    );
    // one MW more sent takes one from the hills first
    refused((o) => ({ flowForward: changed(o.flowForward, 3, 1) }), /Zone hills/);
  });

  test('refuses forced spill while turbines stand idle, and power below zero', () => {
    refused(
      (o) => ({ turbinableSpill: changed(o.turbinableSpill, 2, -1), forcedSpill: changed(o.forcedSpill, 2, 1) }),
      /Station upper.*turbinable spill is 9/,
    );
    refused((o) => ({ turbineLimit: changed(o.turbineLimit, 2, -20) }), /exceed the turbines by 10/);
    refused((o) => ({ thermal: changed(o.thermal, 0, -6) }), /Thermal coal/);
    refused((o) => ({ aggregatedForced: changed(o.aggregatedForced, 0, -1) }), /Aggregated hydro brooks/);
    refused((o) => ({ timeline: { ...o.timeline, stepOfHour: new Int32Array(48) } }), /48 hours/);
    // the hills export at most 50 MW, coal makes at most 10, and the gate lets 15 MW through
    refused((o) => ({ thermal: changed(o.thermal, 0, 6) }), /Thermal coal.*above its limit of 10 MW/);
  });
});

describe('breakdown', () => {
  test('every division sums to the curtailed energy of the statistic', () => {
    const parts = breakDown(removed);
    for (const rows of [parts.byMonth, parts.byBasin, parts.byZone, parts.byHourClass])
      expect(rows.reduce((sum, row) => sum + row.mwh, 0)).toBeCloseTo(20 * 24, 9);
    // 10 hours of peak, 6 flat, 8 valley at 20 MW
    expect(parts.byHourClass).toEqual([
      { key: 'peak', mwh: 200 },
      { key: 'flat', mwh: 120 },
      { key: 'valley', mwh: 160 },
    ]);
    expect(parts.byMonth).toEqual([{ key: '2021-06', mwh: 480 }]);
    expect(parts.byDay).toEqual([480]);
  });

  test('a section counts only while it is at its limit', () => {
    // exports: 5 MW of 15 with the load, 15 of 15 without
    expect(breakDown(kept).bySection).toEqual([
      { key: 'gate', mwh: 0 },
      { key: 'none', mwh: 240 },
    ]);
    expect(breakDown(removed).bySection).toEqual([
      { key: 'gate', mwh: 480 },
      { key: 'none', mwh: 0 },
    ]);
  });
});

describe('disposition', () => {
  test('spilled, exported and saved energy make up the 720 MWh removed', () => {
    // 24 h * (10 curtailed + 5 in the brooks + 10 exported + 5 coal) = 720
    const d = disposition(kept, removed);
    expect(d).toMatchObject({
      removed: 720,
      curtailedInStatistic: 240,
      spilledOutsideStatistic: 120,
      forcedSpill: 0,
      exports: 240,
      thermal: 120,
      unserved: 0,
    });
    expect([d.storage, d.headAndRouting, d.residual].map((value) => Math.abs(value) < 1e-6)).toEqual([
      true,
      true,
      true,
    ]);
  });

  test('water kept back counts in its own reservoir, and in transit at the next station', () => {
    // kept 10 m3/s * 24 h * 1 MW = 240; in transit 2 h * -10 m3/s * 0.5 = -10; forced at lower 22 h * -10 * 0.5 = -110
    const d = disposition(kept, stored);
    expect(d.curtailedInStatistic).toBeCloseTo(0, 6);
    expect(d.storage).toBeCloseTo(230, 6);
    expect(d.forcedSpill).toBeCloseTo(-110, 6);
    // hydro gave 240 less in the statistic: 240 - (230 - 110) = 120, the water that `lower` did not get
    expect(d.headAndRouting).toBeCloseTo(120, 6);
    expect(
      d.curtailedInStatistic +
        d.spilledOutsideStatistic +
        d.forcedSpill +
        d.storage +
        d.headAndRouting +
        d.exports +
        d.thermal +
        d.renewables +
        d.imports +
        d.unserved +
        d.losses,
    ).toBeCloseTo(720, 6);
  });

  test('a world against itself moves nothing', () => {
    expect(Object.values(disposition(kept, kept)).map(Math.abs)).toEqual(new Array(13).fill(0));
  });
});

describe('disposition by zone and month', () => {
  const sumOf = (rows: readonly ZoneDisposition[], term: keyof Omit<ZoneDisposition, 'zone' | 'month'>): number =>
    rows.reduce((sum, row) => sum + row[term], 0);

  test('adds over zones to the disposition, exchange and arriving water cancel, and every zone closes', () => {
    for (const other of [removed, stored]) {
      const rows = zoneDisposition(kept, other);
      const whole = disposition(kept, other);
      expect(rows.map(({ zone, month }) => [zone, month])).toEqual([
        ['hills', '2021-06'],
        ['plain', '2021-06'],
      ]);
      for (const term of ZONE_TERMS)
        expect(sumOf(rows, term)).toBeCloseTo(term === 'exchange' || term === 'arrivingWater' ? 0 : whole[term], 6);
      expect(sumOf(rows, 'removed')).toBeCloseTo(720, 9);
      for (const { residual } of rows) expect(Math.abs(residual)).toBeLessThan(1e-6);
    }
  });

  test('tells what one zone hands to another over a line and down the river', () => {
    // 4 MW less sent over the pass, and `lower` now in the plain: 10 m3/s less reach it from the third hour on, 22 h *
    // 10 * 0.5 = 110 MWh less water for it.
    const moved = (named: number, outcome: Outcome, sent: number): Ledger => {
      const o = { ...outcome, flowForward: outcome.flowForward.map(() => sent) };
      const base = tinyCase(named);
      const c = { ...base, stations: { ...base.stations, zone: Int32Array.of(0, 1) } };
      // Firm load takes whatever is left, so that both zones close.
      const load = c.zones.load.map(
        (mw, at) => mw + zoneExcess(c, stepInputs(c, o.timeline), o, at % 24)[Math.floor(at / 24)],
      );
      return createLedger({ ...c, zones: { ...c.zones, load } }, o);
    };
    const rows = zoneDisposition(moved(30, tinyOutcome(keptDay), 10), moved(0, tinyOutcome(storedDay), 6));
    const [hills, plain] = rows;
    expect([hills.exchange, plain.exchange]).toEqual([expect.closeTo(-96, 6), expect.closeTo(96, 6)]);
    expect([hills.arrivingWater, plain.arrivingWater]).toEqual([expect.closeTo(-110, 6), expect.closeTo(110, 6)]);
    expect(hills.storage).toBeCloseTo(230, 6);
  });
});

describe('price of foresight', () => {
  const ending = (endStorage: number, outcome: Outcome, upperBound: number): Ledger => {
    const c = tinyCase(0);
    return createLedger(
      { ...c, stations: { ...c.stations, endStorage: Float64Array.of(endStorage, 0) } },
      { ...outcome, upperBound },
    );
  };
  const price = (endStorage: number): number =>
    priceOfForesight(
      ending(endStorage, tinyOutcome(storedDay), 30_000),
      ending(endStorage, tinyOutcome(removedDay), 4000),
    );

  test('the cost less that of the schedule that knew, less what its reservoirs are worth more at the end', () => {
    // `upper` gains 100 - 60 = 40 m3/s for 24 h, 40 * 0.0036 * 24 = 3.456 hm3, or 100 - 70 = 30, 2.592 hm3; a hm3 makes
    // (1 + 0.5) / 0.0036 = 416.667 MWh at both stations. Above a target of 5 hm3 a MWh is worth 60 yuan: 30,000 - 4,000
    // - 0.864 * 416.667 * 60 = 26,000 - 21,600 = 4,400.
    expect(price(5)).toBeCloseTo(4400, 6);
    // A target of 8 hm3 lies between 8.456 and 7.592, below it 300 yuan: 26,000 - (0.456 * 60 + 0.408 * 300) * 416.667
    // = 26,000 - 62,400.
    expect(price(8)).toBeCloseTo(-36_400, 6);
  });
});
