import { setImmediate as nextTurn } from 'node:timers/promises';
import { packSeries, unpackSeries } from "./series-blob.js";
export const finishedRun = (identity, record) => ({ kind: 'run', identity, result: record.result, worlds: [{ world: 'run', series: record.series }] });
export const finishedComparison = (identity, record) => ({
    kind: 'comparison', identity, result: record.result,
    worlds: [{ world: 'reference', series: record.reference.series }, { world: 'counterfactual', series: record.counterfactual.series }],
});
export const finishedSweep = (identity, result) => ({ kind: 'sweep', identity, result, worlds: [] });
export const finishedDecomposition = (identity, result) => ({ kind: 'decomposition', identity, result, worlds: [] });
export const finishedBackcast = (identity, result) => ({ kind: 'backcast', identity, result, worlds: [] });
export const finishedPackage = (identity, result) => ({ kind: 'package', identity, result, worlds: [] });
export const finishedEnsemble = (identity, result) => ({ kind: 'ensemble', identity, result, worlds: [] });
export const finishedTornado = (identity, result) => ({ kind: 'tornado', identity, result, worlds: [] });
/** Results by identity (same identity, same bits): a stored result is also the cached answer. */
export class ResultStore {
    database;
    now;
    constructor(database, now) {
        this.database = database;
        this.now = now;
    }
    async result(identity) {
        const row = await this.database.selectFrom('results').select('json').where('identity', '=', identity).executeTakeFirst();
        return row ? JSON.parse(row.json) : null;
    }
    async quantities(identity, world) {
        const rows = await this.database.selectFrom('series').select('quantity').where('identity', '=', identity).where('world', '=', world).orderBy('quantity').execute();
        return rows.map((row) => row.quantity);
    }
    async series(identity, world, quantity) {
        const row = await this.database.selectFrom('series').selectAll()
            .where('identity', '=', identity).where('world', '=', world).where('quantity', '=', quantity).executeTakeFirst();
        if (!row)
            return null;
        const ids = JSON.parse(row.ids);
        return { start: row.start, hours: row.hours, entry: { quantity, ids, data: await unpackSeries(row.data) } };
    }
    /** The series go first, a row a turn of the event loop; the result row, written last, is what makes them visible as finished. */
    async save(finished) {
        await this.saveSeries(finished);
        await this.saveResult(finished, this.database);
    }
    async saveSeries({ identity, worlds }) {
        for (const { world, series } of worlds) {
            for (const entry of series.entries) {
                const row = {
                    identity, world, quantity: entry.quantity, ids: JSON.stringify(entry.ids), start: series.start, hours: series.hours, data: await packSeries(entry.data),
                };
                await this.database.insertInto('series').values(row).onConflict((conflict) => conflict.columns(['identity', 'world', 'quantity']).doUpdateSet(row)).execute();
                await nextTurn();
            }
        }
    }
    async saveResult({ identity, kind, result }, database) {
        const row = { identity, kind, created: this.now(), json: JSON.stringify(result) };
        await database.insertInto('results').values(row).onConflict((conflict) => conflict.column('identity').doUpdateSet(row)).execute();
    }
}
