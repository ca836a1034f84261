import { SERIES_NATURE, tellsApart } from '../../study/present/series-nature.ts';
import { seriesPlaces } from '../../study/present/series-places.ts';
import { formatInstant } from '../../system/words/calendar.ts';
import type { Model } from '../../system/model/model.ts';
import type { ResultStore, StoredSeries } from '../store/result-store.ts';
import type { World } from '../../study/base/question.ts';

/**
 * Every hourly series of one world of a stored result: a line an hour, a column a quantity and id, headed `quantity id
 * [unit]`, of hydropower `quantity id counts [unit]`.
 */
export async function seriesCsv(
  results: ResultStore,
  identity: string,
  world: World,
  model: Model,
): Promise<{ readonly text: string; readonly hours: number; readonly columns: number }> {
  const found: StoredSeries[] = [];
  for (const quantity of await results.quantities(identity, world)) {
    const stored = await results.series(identity, world, quantity);
    if (stored) found.push(stored);
  }
  const places = seriesPlaces(model);
  const heads = found.flatMap(({ entry: { quantity, ids } }) => {
    const { of, unit } = SERIES_NATURE[quantity];
    return ids.map((id) =>
      [quantity, id, ...(tellsApart(quantity) ? [places.of(of, id).counts ?? 'statistic'] : []), `[${unit}]`].join(' '),
    );
  });
  const hours = found[0]?.hours ?? 0;
  const lines = Array.from({ length: hours }, (_, hour) => line(found, hour));
  return { text: [['time', ...heads].map(quoted).join(','), ...lines, ''].join('\r\n'), hours, columns: heads.length };
}

function line(found: readonly StoredSeries[], hour: number): string {
  const cells: (string | number)[] = [formatInstant(found[0].start + hour)];
  for (const { entry, hours } of found)
    for (let id = 0; id < entry.ids.length; id++) cells.push(shortest(entry.data[id * hours + hour]));
  return cells.join(',');
}

/** Series are kept in single precision: eight digits give every value back. */
const shortest = (value: number): number => Number(value.toPrecision(8));
const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
