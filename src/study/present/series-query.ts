import { formatInstant, monthKey, startOfDay, type Window } from '../../system/words/calendar.ts';
import type { SeriesEntry, SeriesQuantity } from '../../engine/outcome/series.ts';
import type { SeriesFilter } from './series-filter.ts';
import { SERIES_NATURE, type Grouping, type Nature, type Step } from './series-nature.ts';
import type { SeriesPlaces } from './series-places.ts';

export interface SeriesSource {
  readonly start: number;
  readonly hours: number;
  readonly entry: SeriesEntry;
}
export interface SeriesRows {
  readonly times: readonly string[];
  readonly rows: readonly { readonly key: string; readonly values: readonly number[] }[];
}
/** `keeps`: which ids of the series count. */
export interface SeriesAsked {
  readonly by: Grouping;
  readonly step: Step;
  readonly window: Window;
  readonly keeps: SeriesFilter;
}

/**
 * One quantity summed over ids and averaged over hours (a volume in storage: its last hour). The window is cut to what
 * the series holds; a day or month at its edge covers only the hours inside. A total is there even where nothing
 * counts.
 */
export function querySeries(
  source: SeriesSource,
  { by, step, window, keeps }: SeriesAsked,
  places: SeriesPlaces,
): SeriesRows {
  const from = Math.max(window.start, source.start);
  const to = Math.min(window.end, source.start + source.hours);
  const spans = spansOf(from, to, step);
  const { over } = SERIES_NATURE[source.entry.quantity];
  const rows = [...membersOf(source.entry, by, keeps, places)].map(([key, members]) => ({
    key,
    values: spans.map((span) => members.reduce((sum, member) => sum + valueOver(source, member, span, over), 0)),
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

/** Positions of the ids kept by group, groups in the order in which they first appear. */
function membersOf(
  { ids, quantity }: SeriesEntry,
  by: Grouping,
  keeps: SeriesFilter,
  places: SeriesPlaces,
): ReadonlyMap<string, readonly number[]> {
  const groups = new Map<string, number[]>(by === 'total' ? [['total', []]] : []);
  const keyOf = groupKey(by, quantity, places);
  ids.forEach((id, position) => {
    if (!keeps(id)) return;
    const key = keyOf(id);
    const group = groups.get(key);
    if (group) group.push(position);
    else groups.set(key, [position]);
  });
  return groups;
}

/** What is in no zone or basin of the model, because the model has changed since, is `other`. */
function groupKey(by: Grouping, quantity: SeriesQuantity, places: SeriesPlaces): (id: string) => string {
  const { of } = SERIES_NATURE[quantity];
  if (by === of) return (id) => id;
  if (by === 'total') return () => 'total';
  return (id) => (by === 'basin' ? places.of(of, id).basin : places.of(of, id).zones[0]) ?? 'other';
}
