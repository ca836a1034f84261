import { sectionLoad } from '../../engine/accounting/section-load.ts';
import type { Ledger } from '../../engine/accounting/ledger.ts';
import type { SeriesEntry, SeriesQuantity, SeriesSet } from '../../engine/outcome/series.ts';
import { byStep as meansByStep } from '../../engine/case/timeline.ts';
import { DUST, seriesScale } from '../../system/words/dust.ts';

/**
 * Hourly series of a booked run over its dispatched hours; where the steps are blocks of a day, every hour of a block
 * shows the block's mean. Lumped hydro stands with the stations where power is told, not where flow or storage is.
 */
export function runSeries(ledger: Ledger): SeriesSet {
  const { steps, stepOfHour: stepOf } = ledger.outcome.timeline;
  const entries = [...hydroTables(ledger), ...zoneTables(ledger), ...lineTables(ledger)].map(
    ({ quantity, ids, values }): SeriesEntry => {
      const data = new Float32Array(ids.length * ledger.span.hours);
      const least = dustOf(quantity, ids.length, values);
      for (let e = 0, at = 0; e < ids.length; e++) {
        for (let h = 0; h < ledger.span.hours; h++, at++) {
          const value = values[e * steps + stepOf[h]];
          data[at] = Math.abs(value) < least[e] ? 0 : value + 0;
        }
      }
      return { quantity, ids, data };
    },
  );
  return { start: ledger.span.start, hours: ledger.span.hours, entries };
}

/** Quantities made here of others, or settled nowhere else. */
const NOT_SETTLED: readonly SeriesQuantity[] = [
  'hydro_mw',
  'available_mw',
  'turbined_flow',
  'storage_hm3',
  'price_yuan_per_mwh',
  'corridor_mw',
  'section_mw',
];

/** By id, below what a value is dust beside its own series. */
function dustOf(quantity: SeriesQuantity, ids: number, values: Float64Array): Float64Array {
  const steps = values.length / Math.max(1, ids);
  return Float64Array.from({ length: ids }, (_, e) =>
    NOT_SETTLED.includes(quantity) ? DUST * seriesScale(values.subarray(e * steps, (e + 1) * steps)) : 0,
  );
}

/** A quantity by id and step of the outcome. */
interface StepTable {
  readonly quantity: SeriesQuantity;
  readonly ids: readonly string[];
  readonly values: Float64Array;
}

const table = (quantity: SeriesQuantity, ids: readonly string[], values: Float64Array): StepTable => ({
  quantity,
  ids,
  values,
});
const plus = (a: Float64Array, b: Float64Array): Float64Array => a.map((value, at) => value + b[at]);

function hydroTables({ case: c, outcome: o, plants, byStep }: Ledger): StepTable[] {
  const { ids } = c.stations;
  const { timeline } = o;
  const inflow = meansByStep(c, timeline, c.stations.inflow);
  return [
    table('hydro_mw', plants.ids, byStep.generated),
    table('curtailment_mw', plants.ids, byStep.curtailed),
    table('available_mw', plants.ids, plus(byStep.generated, byStep.curtailed)),
    table('forced_spill_mw', plants.ids, byStep.forced),
    table('turbined_flow', ids, o.turbined),
    table('spill_flow', ids, plus(o.turbinableSpill, o.forcedSpill)),
    table('inflow_flow', ids, inflow),
    table('storage_hm3', ids, o.storage),
  ];
}

/** Unserved power counts firm and named load; interruptible load is what the named loads ask for. */
function zoneTables({ case: c, outcome: o, inputs }: Ledger): StepTable[] {
  const { ids } = c.zones;
  const { steps } = o.timeline;
  const byZone = (zones: Int32Array, values: Float64Array): Float64Array => {
    const sums = new Float64Array(ids.length * steps);
    for (let at = 0; at < values.length; at++) sums[zones[Math.floor(at / steps)] * steps + (at % steps)] += values[at];
    return sums;
  };
  return [
    table('load_mw', ids, inputs.load),
    table('interruptible_load_mw', ids, byZone(c.zones.interruptibleZone, inputs.interruptible)),
    table('unserved_mw', ids, plus(o.unserved, byZone(c.zones.interruptibleZone, o.interrupted))),
    table('price_yuan_per_mwh', ids, o.price),
    table('renewable_mw', ids, byZone(c.renewables.zone, o.renewable)),
    table(
      'renewable_curtailed_mw',
      ids,
      byZone(
        c.renewables.zone,
        inputs.renewable.map((mw, at) => mw - o.renewable[at]),
      ),
    ),
    table('import_mw', ids, byZone(c.imports.zone, o.imported)),
  ];
}

function lineTables({ case: c, outcome: o }: Ledger): StepTable[] {
  return [
    table('thermal_mw', c.thermal.ids, o.thermal),
    table(
      'corridor_mw',
      c.corridors.ids,
      o.flowForward.map((mw, at) => mw - o.flowReverse[at]),
    ),
    table('section_mw', c.sections.ids, sectionLoad(c, o)),
    table('export_mw', c.exports.ids, o.exported),
  ];
}
