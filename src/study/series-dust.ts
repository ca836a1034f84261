import type { Case } from '../engine/compile-case/case.ts';
import { HM3_PER_FLOW_HOUR } from '../engine/tables.ts';
import type { SeriesEntry, SeriesQuantity } from '../engine/series.ts';
import { seriesScale, settled } from '../system/dust.ts';

const POWER_OF_PLANT: readonly SeriesQuantity[] = ['hydro_mw', 'curtailment_mw', 'available_mw', 'forced_spill_mw'];
const FLOW_OF_PLANT: readonly SeriesQuantity[] = ['turbined_flow', 'spill_flow', 'inflow_flow'];
const POWER_OF_ZONE: readonly SeriesQuantity[] = ['load_mw', 'interruptible_load_mw', 'unserved_mw', 'renewable_mw', 'renewable_curtailed_mw', 'import_mw'];
/** Series whose scale is the largest value of any of them under the same id. */
const SHARED: readonly (readonly SeriesQuantity[])[] = [POWER_OF_PLANT, FLOW_OF_PLANT, POWER_OF_ZONE];

/**
 * Hourly series as they are stored, told and exported: what is dust beside a series' scale is 0. The scale is the largest value of the series, or what its owner
 * turns over or can take: all power, flow or load of the plant or zone, the capacity of a unit or line, an hour's flow for a storage, all prices for a price.
 */
export function withoutDust(c: Case, entries: readonly SeriesEntry[], hours: number): readonly SeriesEntry[] {
  const by = new Map(entries.map((entry) => [entry.quantity, entry]));
  const largest = (quantity: SeriesQuantity, id: string): number => {
    const entry = by.get(quantity);
    const at = entry?.ids.indexOf(id) ?? -1;
    return at < 0 ? 0 : seriesScale(entry!.data.subarray(at * hours, (at + 1) * hours));
  };
  const most = (quantities: readonly SeriesQuantity[], id: string): number => Math.max(...quantities.map((one) => largest(one, id)));
  const prices = seriesScale(by.get('price_yuan_per_mwh')?.data ?? []);
  const owner = ({ quantity }: SeriesEntry, id: string, at: number): number => {
    const shared = SHARED.find((group) => group.includes(quantity));
    if (shared) return most(shared, id);
    if (quantity === 'storage_hm3') return HM3_PER_FLOW_HOUR * most(FLOW_OF_PLANT, id);
    if (quantity === 'price_yuan_per_mwh') return prices;
    if (quantity === 'thermal_mw') return c.thermal.most[at];
    if (quantity === 'corridor_mw') return Math.max(c.corridors.forward[at], c.corridors.reverse[at]);
    return quantity === 'export_mw' ? c.exports.rated[at] : 0;
  };
  return entries.map((entry) => ({ ...entry, data: settledByOwner(entry, hours, (id, at) => owner(entry, id, at)) }));
}

function settledByOwner({ ids, data }: SeriesEntry, hours: number, owner: (id: string, at: number) => number): Float32Array {
  const clean = data.slice();
  ids.forEach((id, at) => {
    const own = clean.subarray(at * hours, (at + 1) * hours);
    const scale = seriesScale(own, owner(id, at));
    for (let h = 0; h < own.length; h++) own[h] = settled(own[h], scale);
  });
  return clean;
}
