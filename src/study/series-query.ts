import { formatInstant, monthKey, startOfDay, type Window } from '../system/calendar.ts';
import type { Model } from '../system/model.ts';
import type { SeriesEntry, SeriesQuantity } from '../engine/series.ts';

export const STEPS = ['hour', 'day', 'month'] as const;
export type Step = (typeof STEPS)[number];
export const GROUPINGS = ['station', 'zone', 'basin', 'corridor', 'section', 'export', 'thermal', 'total'] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** How a quantity is kept: what its ids name, its unit, and whether values of several ids may be added and of several hours averaged. */
interface Nature { readonly of: Exclude<Grouping, 'total' | 'basin'>; readonly unit: string; readonly adds: boolean; readonly over: 'mean' | 'last' }
const nature = (of: Nature['of'], unit = 'MW', adds = true, over: Nature['over'] = 'mean'): Nature => ({ of, unit, adds, over });

export const SERIES_NATURE: Readonly<Record<SeriesQuantity, Nature>> = {
  hydro_mw: nature('station'), curtailment_mw: nature('station'), available_mw: nature('station'), forced_spill_mw: nature('station'),
  turbined_flow: nature('station', 'm3/s', false), spill_flow: nature('station', 'm3/s', false), inflow_flow: nature('station', 'm3/s', false),
  storage_hm3: nature('station', 'hm3', true, 'last'),
  load_mw: nature('zone'), interruptible_load_mw: nature('zone'), unserved_mw: nature('zone'), price_yuan_per_mwh: nature('zone', 'yuan/MWh', false),
  thermal_mw: nature('thermal'), renewable_mw: nature('zone'), renewable_curtailed_mw: nature('zone'), import_mw: nature('zone'),
  corridor_mw: nature('corridor', 'MW', false), section_mw: nature('section', 'MW', false), export_mw: nature('export'),
};

/** The groupings a quantity allows, its own first. Flows in one river and prices cannot be added up. */
export function groupingsOf(quantity: SeriesQuantity): readonly Grouping[] {
  const { of, adds } = SERIES_NATURE[quantity];
  if (!adds) return [of];
  return of === 'station' ? ['station', 'zone', 'basin', 'total'] : of === 'zone' ? ['zone', 'total'] : [of, 'zone', 'total'];
}

export interface SeriesSource { readonly start: number; readonly hours: number; readonly entry: SeriesEntry }
export interface SeriesRows { readonly times: readonly string[]; readonly rows: readonly { readonly key: string; readonly values: readonly number[] }[] }

/**
 * One quantity summed over ids and averaged over hours (a volume in storage: its last hour). The window is cut to what the series holds;
 * a day or month at its edge covers only the hours inside.
 */
export function querySeries(source: SeriesSource, by: Grouping, step: Step, model: Model, window: Window): SeriesRows {
  const from = Math.max(window.start, source.start);
  const to = Math.min(window.end, source.start + source.hours);
  const spans = spansOf(from, to, step);
  const { over } = SERIES_NATURE[source.entry.quantity];
  const rows = [...membersOf(source.entry, by, model)].map(([key, members]) => ({
    key, values: spans.map((span) => members.reduce((sum, member) => sum + valueOver(source, member, span, over), 0)),
  }));
  return { times: spans.map((span) => formatInstant(span.start)), rows };
}

function spansOf(from: number, to: number, step: Step): readonly Window[] {
  const spans: { start: number; end: number; name: number | string }[] = [];
  for (let hour = from; hour < to; hour++) {
    const name = step === 'hour' ? hour : step === 'day' ? startOfDay(hour) : monthKey(hour);
    const last = spans.at(-1);
    if (last?.name === name) last.end = hour + 1;
    else spans.push({ start: hour, end: hour + 1, name });
  }
  return spans;
}

function valueOver({ start, hours, entry }: SeriesSource, member: number, span: Window, over: Nature['over']): number {
  const at = (hour: number): number => entry.data[member * hours + hour - start];
  if (over === 'last') return at(span.end - 1);
  let sum = 0;
  for (let hour = span.start; hour < span.end; hour++) sum += at(hour);
  return sum / (span.end - span.start);
}

/** Positions of ids by group, groups in the order in which they first appear. */
function membersOf({ ids, quantity }: SeriesEntry, by: Grouping, model: Model): ReadonlyMap<string, readonly number[]> {
  const groups = new Map<string, number[]>();
  const keyOf = groupKey(by, SERIES_NATURE[quantity].of, model);
  ids.forEach((id, position) => {
    const key = keyOf(id);
    const group = groups.get(key);
    if (group) group.push(position);
    else groups.set(key, [position]);
  });
  return groups;
}

function groupKey(by: Grouping, own: Grouping, model: Model): (id: string) => string {
  if (by === own) return (id) => id;
  if (by === 'total') return () => 'total';
  const { stations, lumped_hydro, exports, thermal, pockets } = model.tables;
  const parents = by === 'basin'
    ? [...stations, ...lumped_hydro].map((row) => [row.id, row.basin] as const)
    : [...stations, ...lumped_hydro, ...exports, ...thermal, ...pockets].map((row) => [row.id, row.zone] as const);
  const parent = new Map(parents);
  return (id) => parent.get(id) ?? 'other';
}
