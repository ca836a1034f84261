import { setImmediate as nextTurn } from 'node:timers/promises';
import type { SeriesEntry, SeriesQuantity, SeriesSet } from '../../engine/series.ts';
import type { BackcastResult } from '../../study/backcast/backcast-result.ts';
import type { PackageResult } from '../../study/countermeasures/package-result.ts';
import type {
  ComparisonRecord,
  ComparisonResult,
  EnsembleResult,
  RunRecord,
  RunResult,
  SweepResult,
} from '../../study/results.ts';
import type { Standing } from '../../study/standing.ts';
import type { TornadoResult } from '../../study/tornado/tornado-result.ts';
import type { YearOnYearResult } from '../../study/backcast/year-on-year.ts';
import type { Database } from './database.ts';
import { packSeries, unpackSeries } from './series-blob.ts';
import type { JobKind } from './tables.ts';

export type World = 'run' | 'reference' | 'counterfactual';
/** Answers that were kept before they named their models lack them. */
export type AnyResult = (
  | RunResult
  | ComparisonResult
  | SweepResult
  | BackcastResult
  | YearOnYearResult
  | PackageResult
  | EnsembleResult
  | TornadoResult
) &
  Partial<Standing>;
export interface StoredSeries {
  readonly start: number;
  readonly hours: number;
  readonly entry: SeriesEntry;
}

/** What a finished piece of work leaves behind: one result document and the hourly series of each world. */
export interface Finished {
  readonly kind: JobKind;
  readonly identity: string;
  readonly result: AnyResult;
  readonly worlds: readonly { readonly world: World; readonly series: SeriesSet }[];
}

export const finishedRun = (identity: string, record: RunRecord): Finished => ({
  kind: 'run',
  identity,
  result: record.result,
  worlds: [{ world: 'run', series: record.series }],
});

export const finishedComparison = (identity: string, record: ComparisonRecord): Finished => ({
  kind: 'comparison',
  identity,
  result: record.result,
  worlds: [
    { world: 'reference', series: record.reference.series },
    { world: 'counterfactual', series: record.counterfactual.series },
  ],
});

export const finishedSweep = (identity: string, result: SweepResult): Finished => ({
  kind: 'sweep',
  identity,
  result,
  worlds: [],
});

export const finishedDecomposition = (identity: string, result: YearOnYearResult): Finished => ({
  kind: 'decomposition',
  identity,
  result,
  worlds: [],
});
export const finishedBackcast = (identity: string, result: BackcastResult): Finished => ({
  kind: 'backcast',
  identity,
  result,
  worlds: [],
});

export const finishedPackage = (identity: string, result: PackageResult): Finished => ({
  kind: 'package',
  identity,
  result,
  worlds: [],
});

export const finishedEnsemble = (identity: string, result: EnsembleResult): Finished => ({
  kind: 'ensemble',
  identity,
  result,
  worlds: [],
});

export const finishedTornado = (identity: string, result: TornadoResult): Finished => ({
  kind: 'tornado',
  identity,
  result,
  worlds: [],
});

/** Results by identity (same identity, same bits): a stored result is also the cached answer. */
export class ResultStore {
  constructor(
    private readonly database: Database,
    private readonly now: () => number,
  ) {}

  async result(identity: string): Promise<AnyResult | null> {
    const row = await this.database
      .selectFrom('results')
      .select('json')
      .where('identity', '=', identity)
      .executeTakeFirst();
    return row ? (JSON.parse(row.json) as AnyResult) : null;
  }

  async quantities(identity: string, world: World): Promise<readonly SeriesQuantity[]> {
    const rows = await this.database
      .selectFrom('series')
      .select('quantity')
      .where('identity', '=', identity)
      .where('world', '=', world)
      .orderBy('quantity')
      .execute();
    return rows.map((row) => row.quantity as SeriesQuantity);
  }

  async series(identity: string, world: World, quantity: SeriesQuantity): Promise<StoredSeries | null> {
    const row = await this.database
      .selectFrom('series')
      .selectAll()
      .where('identity', '=', identity)
      .where('world', '=', world)
      .where('quantity', '=', quantity)
      .executeTakeFirst();
    if (!row) return null;
    const ids = JSON.parse(row.ids) as string[];
    return { start: row.start, hours: row.hours, entry: { quantity, ids, data: await unpackSeries(row.data) } };
  }

  /**
   * The series go first, a row a turn of the event loop; the result row, written last, is what makes them visible as
   * finished.
   */
  async save(finished: Finished): Promise<void> {
    await this.saveSeries(finished);
    await this.saveResult(finished, this.database);
  }

  async saveSeries({ identity, worlds }: Finished): Promise<void> {
    for (const { world, series } of worlds) {
      for (const entry of series.entries) {
        const row = {
          identity,
          world,
          quantity: entry.quantity,
          ids: JSON.stringify(entry.ids),
          start: series.start,
          hours: series.hours,
          data: await packSeries(entry.data),
        };
        await this.database
          .insertInto('series')
          .values(row)
          .onConflict((conflict) => conflict.columns(['identity', 'world', 'quantity']).doUpdateSet(row))
          .execute();
        await nextTurn();
      }
    }
  }

  async saveResult({ identity, kind, result }: Finished, database: Database): Promise<void> {
    const row = { identity, kind, created: this.now(), json: JSON.stringify(result) };
    await database
      .insertInto('results')
      .values(row)
      .onConflict((conflict) => conflict.column('identity').doUpdateSet(row))
      .execute();
  }
}
