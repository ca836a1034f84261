import { sectionLoad } from '../engine/accounting/section-load.ts';
import type { Ledger } from '../engine/accounting/ledger.ts';
import type { SeriesEntry, SeriesQuantity, SeriesSet } from '../engine/series.ts';

/** Hourly series of a booked run over its dispatched hours. Lumped hydro stands with the stations where power is told, not where flow or storage is. */
export function runSeries(ledger: Ledger): SeriesSet {
  return { start: ledger.start, hours: ledger.hours, entries: [...hydroEntries(ledger), ...zoneEntries(ledger), ...lineEntries(ledger)] };
}

const entry = (quantity: SeriesQuantity, ids: readonly string[], data: Float64Array): SeriesEntry => ({ quantity, ids, data: Float32Array.from(data) });
const plus = (a: Float64Array, b: Float64Array): Float64Array => a.map((value, at) => value + b[at]);

function hydroEntries({ case: c, outcome: o, plants, byHour, hours }: Ledger): SeriesEntry[] {
  const { ids } = c.stations;
  const inflow = new Float64Array(ids.length * hours).map((_, at) => c.stations.inflow[Math.floor(at / hours) * c.days + c.firstDay + Math.floor((at % hours) / 24)]);
  return [
    entry('hydro_mw', plants.ids, byHour.generated), entry('curtailment_mw', plants.ids, byHour.curtailed),
    entry('available_mw', plants.ids, plus(byHour.generated, byHour.curtailed)), entry('forced_spill_mw', plants.ids, byHour.forced),
    entry('turbined_flow', ids, o.turbined), entry('spill_flow', ids, plus(o.turbinableSpill, o.forcedSpill)), entry('inflow_flow', ids, inflow), entry('storage_hm3', ids, o.storage),
  ];
}

/** Unserved power counts firm and named load; interruptible load is what the named loads ask for. */
function zoneEntries(ledger: Ledger): SeriesEntry[] {
  const { case: c, outcome: o, hours } = ledger;
  const { ids } = c.zones;
  const byZone = (zones: Int32Array, table: Float64Array): Float64Array => {
    const sums = new Float64Array(ids.length * hours);
    for (let at = 0; at < table.length; at++) sums[zones[Math.floor(at / hours)] * hours + (at % hours)] += table[at];
    return sums;
  };
  const available = dispatched(ledger, c.renewables.available);
  return [
    entry('load_mw', ids, dispatched(ledger, c.zones.load)), entry('interruptible_load_mw', ids, byZone(c.zones.slotZone, dispatched(ledger, c.zones.slotLoad))),
    entry('unserved_mw', ids, plus(o.unserved, byZone(c.zones.slotZone, o.interrupted))), entry('price_yuan_per_mwh', ids, o.price),
    entry('renewable_mw', ids, byZone(c.renewables.zone, o.renewable)),
    entry('renewable_curtailed_mw', ids, byZone(c.renewables.zone, available.map((mw, at) => mw - o.renewable[at]))),
    entry('import_mw', ids, byZone(c.imports.zone, o.imported)),
  ];
}

function lineEntries({ case: c, outcome: o }: Ledger): SeriesEntry[] {
  return [
    entry('thermal_mw', c.thermal.ids, o.thermal), entry('corridor_mw', c.corridors.ids, o.flowForward.map((mw, at) => mw - o.flowReverse[at])),
    entry('section_mw', c.sections.ids, sectionLoad(c, o)), entry('export_mw', c.exports.ids, o.exported),
  ];
}

/** The dispatched hours of a table that runs over the season. */
function dispatched({ case: c, hours }: Ledger, table: Float64Array): Float64Array {
  const first = c.firstDay * 24;
  return new Float64Array((table.length / c.hours) * hours).map((_, at) => table[Math.floor(at / hours) * c.hours + first + (at % hours)]);
}
