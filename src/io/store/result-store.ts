import { setImmediate as nextTurn } from 'node:timers/promises';
import type { SeriesEntry, SeriesQuantity } from '../../engine/outcome/series.ts';
import type { Answered, World } from '../../study/base/question.ts';
import type { AnyResult as StudyResult, JobKind } from '../../study/questions.ts';
import type { Standing } from '../../study/base/standing.ts';
import type { Database } from './database.ts';
import { packSeries, unpackSeries } from './series-blob.ts';

/** Answers that were stored by versions before they named their models lack them. */
export type AnyResult = StudyResult & Partial<Standing>;
export interface StoredSeries {
  readonly start: number;
  readonly hours: number;
  readonly entry: SeriesEntry;
}

/** What a finished piece of work leaves behind: one result document and the hourly series of each world. */
export interface Finished extends Answered<AnyResult> {
  readonly kind: JobKind;
  readonly identity: string;
}

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
