import { createHash } from 'node:crypto';

/** SHA-256 of plain data and typed arrays, independent of key order; equal content gives equal text. */
export function contentHash(value: unknown): string {
  const hash = createHash('sha256');
  feed(hash, value);
  return hash.digest('hex');
}

function feed(hash: ReturnType<typeof createHash>, value: unknown): void {
  if (ArrayBuffer.isView(value)) {
    hash.update(`${value.constructor.name}:${value.byteLength};`);
    hash.update(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
  } else if (Array.isArray(value)) {
    hash.update(`[${value.length};`);
    for (const item of value) feed(hash, item);
  } else if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value)
      .filter(([, v]) => v !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    hash.update(`{${entries.length};`);
    for (const [key, item] of entries) {
      hash.update(`${key}=`);
      feed(hash, item);
    }
  } else hash.update(`${typeof value}:${String(value)};`);
}
