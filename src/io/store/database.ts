import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Libsql from 'libsql';
import { CompiledQuery, Kysely, SqliteAdapter, SqliteDriver, SqliteIntrospector, SqliteQueryCompiler, type DatabaseConnection, type Dialect } from 'kysely';
import { MIGRATIONS, type Tables } from './tables.ts';

export type Database = Kysely<Tables>;

const BUSY_TIMEOUT_MS = 5000;

/** Opens `<folder>/spillway.db`, creating or upgrading it; several processes may hold it open at once. */
export function openDatabase(folder: string): Database {
  mkdirSync(folder, { recursive: true });
  const database = new Libsql(join(folder, 'spillway.db'), { timeout: BUSY_TIMEOUT_MS });
  database.exec(`pragma busy_timeout = ${BUSY_TIMEOUT_MS}`);
  database.exec('pragma journal_mode = wal');
  database.exec('pragma synchronous = normal');
  migrate(database);
  return new Kysely<Tables>({ dialect: libsqlDialect(database) });
}

type Connection = InstanceType<typeof Libsql>;

function migrate(database: Connection): void {
  const upgrade = database.transaction(() => {
    database.exec('create table if not exists migrations (version integer primary key, applied integer not null)');
    const { version } = database.prepare('select coalesce(max(version), 0) as version from migrations').get() as { version: number };
    if (version > MIGRATIONS.length) {
      throw new Error(`The store was written by a later Spillway (store version ${version}, this program knows ${MIGRATIONS.length}). Upgrade Spillway or choose another folder with SPILLWAY_DATA.`);
    }
    for (let next = version; next < MIGRATIONS.length; next++) {
      for (const statement of MIGRATIONS[next]) database.exec(statement);
      database.prepare('insert into migrations (version, applied) values (?, ?)').run(next + 1, Date.now());
    }
  });
  upgrade.immediate();
}

/** Takes the write lock when a transaction starts: a reader that turns writer half-way would fail at once instead of waiting. */
class ImmediateDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }
}

const libsqlDialect = (database: Connection): Dialect => ({
  createAdapter: () => new SqliteAdapter(),
  createDriver: () => new ImmediateDriver({ database }),
  createIntrospector: (kysely) => new SqliteIntrospector(kysely),
  createQueryCompiler: () => new SqliteQueryCompiler(),
});
