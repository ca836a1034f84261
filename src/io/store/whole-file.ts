import type Libsql from 'libsql';

type Connection = InstanceType<typeof Libsql>;

/**
 * How long the last one to close waits for a reader of another process, ms; what is not moved now is moved by the next
 * to close.
 */
const PATIENCE_MS = 1000;

const open = new Set<() => void>();

/**
 * The closing of a connection: what the log beside the file still holds is moved into the file, so that a copy of the
 * file alone is whole. Whatever ends the process closes what is open, but for a kill. The library itself leaves all of
 * it in the log.
 */
export function wholeAtExit(connection: Connection): () => void {
  const close = (): void => {
    if (!open.delete(close)) return;
    if (open.size === 0) process.off('exit', closeAll);
    moveIntoFile(connection);
    connection.close();
  };
  if (open.size === 0) process.on('exit', closeAll);
  open.add(close);
  return close;
}

function closeAll(): void {
  for (const close of [...open]) close();
}

/** Where it cannot be moved (a full disk, another program's lock), the log keeps it: nothing is lost. */
function moveIntoFile(connection: Connection): void {
  try {
    connection.exec(`pragma busy_timeout = ${PATIENCE_MS}`);
    connection.prepare('pragma wal_checkpoint(truncate)').all();
  } catch {
    /* see above */
  }
}
