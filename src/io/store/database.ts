import { accessSync, constants, statSync } from 'node:fs';
import { join } from 'node:path';
import Libsql from 'libsql';
import {
  CompiledQuery,
  Kysely,
  SqliteAdapter,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type DatabaseConnection,
  type Dialect,
} from 'kysely';
import { makeFolder } from '../files/make-folder.ts';
import { damagedStore, foreignStore, laterStore, named, naming, noFile } from './store-failed.ts';
import { MIGRATIONS, TABLE_NAMES, type Tables } from './tables.ts';
import { wholeAtExit } from './whole-file.ts';

export type Database = Kysely<Tables>;
export interface OpenDatabase {
  readonly database: Database;
  close(): Promise<void>;
}

const BUSY_TIMEOUT_MS = 5000;

/**
 * Opens `<folder>/spillway.db`, creating or upgrading it; several processes may hold it open at once. Closing it, or
 * the end of the process, leaves all data in that one file. Throws `StoreFailed` where it cannot be used, now or later.
 */
export function openDatabase(folder: string): OpenDatabase {
  const connection = naming(folder, () => opened(folder));
  try {
    naming(folder, () => prepare(connection, folder));
  } catch (error) {
    connection.close();
    throw error;
  }
  const close = wholeAtExit(connection);
  const database = new Kysely<Tables>({ dialect: libsqlDialect(connection, folder) });
  return {
    database,
    close: async () => {
      await database.destroy();
      close();
    },
  };
}

type Connection = InstanceType<typeof Libsql>;

function opened(folder: string): Connection {
  makeFolder(folder);
  accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  const file = join(folder, 'spillway.db');
  if (statSync(file, { throwIfNoEntry: false })?.isFile() === false) throw noFile(folder);
  return new Libsql(file, { timeout: BUSY_TIMEOUT_MS });
}

function prepare(connection: Connection, folder: string): void {
  connection.exec(`pragma busy_timeout = ${BUSY_TIMEOUT_MS}`);
  // Before anything is written: a database of another program keeps every bit.
  if (isForeign(connection)) throw foreignStore(folder);
  connection.exec('pragma journal_mode = wal');
  connection.exec('pragma synchronous = normal');
  migrate(connection, folder);
  if (TABLE_NAMES.some((name) => !tableNames(connection).includes(name))) throw damagedStore(folder);
}

const tableNames = (connection: Connection): readonly string[] =>
  (connection.prepare("select name from sqlite_master where type = 'table'").all() as { name: string }[]).map(
    ({ name }) => name,
  );

/** Tables, and none of them says which version of Spillway's they are. */
function isForeign(connection: Connection): boolean {
  const names = tableNames(connection).filter((name) => !/^(sqlite|libsql)_/.test(name));
  if (!names.includes('migrations')) return names.length > 0;
  const columns = (connection.prepare('pragma table_info(migrations)').all() as { name: string }[]).map(
    ({ name }) => name,
  );
  return columns.join() !== 'version,applied';
}

function migrate(connection: Connection, folder: string): void {
  connection.exec('begin immediate');
  try {
    upgrade(connection, folder);
    connection.exec('commit');
  } catch (error) {
    undo(() => connection.exec('rollback'));
    throw lacksTable(error) ? damagedStore(folder) : error;
  }
}

/** A step of an upgrade builds on tables that the version before must have. */
const lacksTable = (error: unknown): boolean => error instanceof Error && error.message.startsWith('no such table');

function upgrade(connection: Connection, folder: string): void {
  connection.exec('create table if not exists migrations (version integer primary key, applied integer not null)');
  const { version } = connection.prepare('select coalesce(max(version), 0) as version from migrations').get() as {
    version: number;
  };
  if (version > MIGRATIONS.length) throw laterStore(folder, version, MIGRATIONS.length);
  for (let next = version; next < MIGRATIONS.length; next++) {
    for (const statement of MIGRATIONS[next]) connection.exec(statement);
    connection.prepare('insert into migrations (version, applied) values (?, ?)').run(next + 1, Date.now());
  }
}

/** A full disk has undone the transaction by itself: that there is none any more must not hide why. */
function undo(rollback: () => void): void {
  try {
    rollback();
  } catch {
    /* see above */
  }
}

/**
 * Takes the write lock when a transaction starts: a reader that turns writer half-way would fail at once instead of
 * waiting.
 */
class StoreDriver extends SqliteDriver {
  constructor(
    connection: Connection,
    private readonly folder: string,
  ) {
    super({ database: connection });
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    const plain = await super.acquireConnection();
    return {
      executeQuery: async (query) => {
        try {
          return await plain.executeQuery(query);
        } catch (error) {
          throw named(this.folder, error);
        }
      },
      streamQuery: (query, chunk) => plain.streamQuery(query, chunk),
    };
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }

  /** As `undo`. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('rollback')).catch(() => undefined);
  }

  /** The file is closed by who opened it. */
  override async destroy(): Promise<void> {
    /* nothing of its own */
  }
}

const libsqlDialect = (connection: Connection, folder: string): Dialect => ({
  createAdapter: () => new SqliteAdapter(),
  createDriver: () => new StoreDriver(connection, folder),
  createIntrospector: (kysely) => new SqliteIntrospector(kysely),
  createQueryCompiler: () => new SqliteQueryCompiler(),
});
