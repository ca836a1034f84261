import { accessSync, constants, statSync } from 'node:fs';
import { join } from 'node:path';
import Libsql from 'libsql';
import { CompiledQuery, Kysely, SqliteAdapter, SqliteDriver, SqliteIntrospector, SqliteQueryCompiler } from 'kysely';
import { makeFolder } from "../make-folder.js";
import { damagedStore, foreignStore, laterStore, named, naming, noFile } from "./store-failed.js";
import { MIGRATIONS, TABLE_NAMES } from "./tables.js";
import { wholeAtExit } from "./whole-file.js";
const BUSY_TIMEOUT_MS = 5000;
/**
 * Opens `<folder>/spillway.db`, creating or upgrading it; several processes may hold it open at once. Closing it, or the end of the process, leaves all data in that one file. Throws `StoreFailed`
 * where it cannot be used, now or later.
 */
export function openDatabase(folder) {
    const connection = naming(folder, () => opened(folder));
    try {
        naming(folder, () => prepare(connection, folder));
    }
    catch (error) {
        connection.close();
        throw error;
    }
    const close = wholeAtExit(connection);
    const database = new Kysely({ dialect: libsqlDialect(connection, folder) });
    return { database, close: async () => { await database.destroy(); close(); } };
}
function opened(folder) {
    makeFolder(folder);
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    const file = join(folder, 'spillway.db');
    if (statSync(file, { throwIfNoEntry: false })?.isFile() === false)
        throw noFile(folder);
    return new Libsql(file, { timeout: BUSY_TIMEOUT_MS });
}
function prepare(connection, folder) {
    connection.exec(`pragma busy_timeout = ${BUSY_TIMEOUT_MS}`);
    // Before anything is written: a database of another program keeps every bit.
    if (isForeign(connection))
        throw foreignStore(folder);
    connection.exec('pragma journal_mode = wal');
    connection.exec('pragma synchronous = normal');
    migrate(connection, folder);
    if (TABLE_NAMES.some((name) => !tableNames(connection).includes(name)))
        throw damagedStore(folder);
}
const tableNames = (connection) => connection.prepare('select name from sqlite_master where type = \'table\'').all().map(({ name }) => name);
/** Tables, and none of them says which version of Spillway's they are. */
function isForeign(connection) {
    const names = tableNames(connection).filter((name) => !/^(sqlite|libsql)_/.test(name));
    if (!names.includes('migrations'))
        return names.length > 0;
    const columns = connection.prepare('pragma table_info(migrations)').all().map(({ name }) => name);
    return columns.join() !== 'version,applied';
}
function migrate(connection, folder) {
    connection.exec('begin immediate');
    try {
        upgrade(connection, folder);
        connection.exec('commit');
    }
    catch (error) {
        undo(() => connection.exec('rollback'));
        throw error;
    }
}
function upgrade(connection, folder) {
    connection.exec('create table if not exists migrations (version integer primary key, applied integer not null)');
    const { version } = connection.prepare('select coalesce(max(version), 0) as version from migrations').get();
    if (version > MIGRATIONS.length)
        throw laterStore(folder, version, MIGRATIONS.length);
    for (let next = version; next < MIGRATIONS.length; next++) {
        for (const statement of MIGRATIONS[next])
            connection.exec(statement);
        connection.prepare('insert into migrations (version, applied) values (?, ?)').run(next + 1, Date.now());
    }
}
/** A full disk has undone the transaction by itself: that there is none any more must not hide why. */
function undo(rollback) {
    try {
        rollback();
    }
    catch { /* see above */ }
}
/** Takes the write lock when a transaction starts: a reader that turns writer half-way would fail at once instead of waiting. */
class StoreDriver extends SqliteDriver {
    folder;
    constructor(connection, folder) {
        super({ database: connection });
        this.folder = folder;
    }
    async acquireConnection() {
        const plain = await super.acquireConnection();
        return {
            executeQuery: async (query) => {
                try {
                    return await plain.executeQuery(query);
                }
                catch (error) {
                    throw named(this.folder, error);
                }
            },
            streamQuery: (query, chunk) => plain.streamQuery(query, chunk),
        };
    }
    async beginTransaction(connection) {
        await connection.executeQuery(CompiledQuery.raw('begin immediate'));
    }
    /** As `undo`. */
    async rollbackTransaction(connection) {
        await connection.executeQuery(CompiledQuery.raw('rollback')).catch(() => undefined);
    }
    /** The file is closed by who opened it. */
    async destroy() { }
}
const libsqlDialect = (connection, folder) => ({
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new StoreDriver(connection, folder),
    createIntrospector: (kysely) => new SqliteIntrospector(kysely),
    createQueryCompiler: () => new SqliteQueryCompiler(),
});
