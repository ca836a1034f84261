import type { Case } from '../../engine/case/case.ts';
import type { HorizonProgram } from '../../engine/dispatch/programs/horizon-program.ts';
import { formatInstant } from '../../system/words/calendar.ts';
import { ComponentTable, csv, type PypsaFile } from './component-table.ts';

/** A network under construction over the hours of a case's window. */
export interface Network {
  readonly case: Case;
  /** the hourly program of the window: factors, turbine limits and bounds of storage are read from it */
  readonly window: HorizonProgram;
  readonly hours: number;
  readonly tables: Readonly<
    Record<'buses' | 'carriers' | 'loads' | 'generators' | 'links' | 'stores' | 'storage_units', ComponentTable>
  >;
}

export function emptyNetwork(c: Case, window: HorizonProgram): Network {
  const table = (kind: string): ComponentTable => new ComponentTable(kind);
  return {
    case: c,
    window,
    hours: window.hours,
    tables: {
      buses: table('buses'),
      carriers: table('carriers'),
      loads: table('loads'),
      generators: table('generators'),
      links: table('links'),
      stores: table('stores'),
      storage_units: table('storage_units'),
    },
  };
}

/** Local time of each hour, as PyPSA reads it. */
export const snapshotsOf = ({ case: c, hours }: Network): string[] =>
  Array.from({ length: hours }, (_, t) =>
    formatInstant(c.start + c.from + t)
      .slice(0, 16)
      .replace('T', ' '),
  );

export function networkFiles(n: Network): PypsaFile[] {
  const snapshots = snapshotsOf(n);
  return [
    { name: 'network.csv', text: csv([['name'], [n.case.id]]) },
    {
      name: 'snapshots.csv',
      text: csv([
        ['snapshot', 'objective', 'stores', 'generators'],
        ...snapshots.map((snapshot) => [snapshot, 1, 1, 1]),
      ]),
    },
    ...Object.values(n.tables).flatMap((table) => table.files(snapshots)),
  ];
}

/** The hours of the window of a row of hourly values that runs over the season. */
export const hourly = ({ case: c, hours }: Network, table: Float64Array, entity: number): Float64Array =>
  table.slice(entity * c.hours + c.from, entity * c.hours + c.from + hours);

/** A rating and its series, as PyPSA states a limit: the largest value, and shares of it. */
export function rated(values: Float64Array): { readonly nominal: number; readonly share: Float64Array } {
  const nominal = values.reduce((most, value) => Math.max(most, value), 0);
  return { nominal, share: values.map((value) => (nominal > 0 ? value / nominal : 0)) };
}
