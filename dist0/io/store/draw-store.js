/** Finished draws by the key of their setup: numbers come back from their text bit for bit. */
export class DrawStore {
    database;
    now;
    constructor(database, now) {
        this.database = database;
        this.now = now;
    }
    async drawn(key, first, count) {
        const row = await this.database.selectFrom('draws').select('json').where('key', '=', key).where('first', '=', first).where('count', '=', count).executeTakeFirst();
        return row ? JSON.parse(row.json) : null;
    }
    async keep(key, draws) {
        const row = { key, first: draws[0].draw, count: draws.length, created: this.now(), json: JSON.stringify(draws) };
        await this.database.insertInto('draws').values(row).onConflict((conflict) => conflict.columns(['key', 'first', 'count']).doUpdateSet(row)).execute();
    }
}
