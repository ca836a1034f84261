import type { PairDraw } from '../../engine/ensemble/draw-setup.ts';
import type { DrawKeeper } from '../../study/base/ports.ts';
import type { Database } from './database.ts';

/** Finished draws by the key of their setup: numbers come back from their text bit for bit. */
export class DrawStore implements DrawKeeper {
  constructor(
    private readonly database: Database,
    private readonly now: () => number,
  ) {}

  async drawn(key: string, first: number, count: number): Promise<readonly PairDraw[] | null> {
    const row = await this.database
      .selectFrom('draws')
      .select('json')
      .where('key', '=', key)
      .where('first', '=', first)
      .where('count', '=', count)
      .executeTakeFirst();
    return row ? (JSON.parse(row.json) as PairDraw[]) : null;
  }

  async keep(key: string, draws: readonly PairDraw[]): Promise<void> {
    const row = { key, first: draws[0].draw, count: draws.length, created: this.now(), json: JSON.stringify(draws) };
    await this.database
      .insertInto('draws')
      .values(row)
      .onConflict((conflict) => conflict.columns(['key', 'first', 'count']).doUpdateSet(row))
      .execute();
  }
}
