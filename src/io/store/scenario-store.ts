import type { Scenario } from '../../system/scenario/scenario.ts';
import type { Database } from './database.ts';
import type { ScenarioRow } from './tables.ts';

export interface StoredScenario {
  readonly document: Scenario;
  readonly created: number;
  readonly updated: number;
  readonly revision: number;
}

const stored = (row: ScenarioRow): StoredScenario => ({
  document: JSON.parse(row.json) as Scenario,
  created: row.created,
  updated: row.updated,
  revision: row.revision,
});

/** The scenarios that users keep, whole documents by id. */
export class ScenarioStore {
  constructor(
    private readonly database: Database,
    private readonly now: () => number,
  ) {}

  async list(): Promise<readonly StoredScenario[]> {
    return (await this.database.selectFrom('scenarios').selectAll().orderBy('id').execute()).map(stored);
  }

  async find(id: string): Promise<StoredScenario | null> {
    const row = await this.database.selectFrom('scenarios').selectAll().where('id', '=', id).executeTakeFirst();
    return row ? stored(row) : null;
  }

  /** False when the id is taken. */
  async create(document: Scenario): Promise<boolean> {
    const now = this.now();
    const made = await this.database
      .insertInto('scenarios')
      .values({ id: document.id, json: JSON.stringify(document), created: now, updated: now, revision: 1 })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .executeTakeFirst();
    return made.numInsertedOrUpdatedRows === 1n;
  }

  /** False when there is none of that id, or when its revision is no longer the one the writer read. */
  async replace(document: Scenario, revision?: number): Promise<boolean> {
    let update = this.database
      .updateTable('scenarios')
      .set((row) => ({ json: JSON.stringify(document), updated: this.now(), revision: row('revision', '+', 1) }))
      .where('id', '=', document.id);
    if (revision !== undefined) update = update.where('revision', '=', revision);
    return (await update.executeTakeFirst()).numUpdatedRows === 1n;
  }

  async remove(id: string): Promise<boolean> {
    return (await this.database.deleteFrom('scenarios').where('id', '=', id).executeTakeFirst()).numDeletedRows === 1n;
  }
}
